import { execute } from "../shared/execute.js";
import type { RecordKind } from "../shared/record-kind.js";
import type { Storage } from "../shared/storage.js";
import { context, change, counterKind, counterRef, moveCounter, seen, startCounter } from "./contract/counter.js";
import { broken, requireSame } from "./contract/demand.js";
import type { ContractCase } from "./repository-contract.js";

/** A storage that can be made to crash, and the way back to what it left. */
export interface Crashing {
  readonly storage: Storage;
  /** Opens the same data again, as another process would after the crash. */
  readonly reopen: () => Storage | Promise<Storage>;
}

/**
 * Makes an empty storage that calls `step` before and after everything it asks of its database: each statement, each
 * begin and commit. `step` throws where the crash is to be, and from there on.
 */
export type MakeCrashing = (kinds: readonly RecordKind[], step: () => void) => Crashing | Promise<Crashing>;

/**
 * Crash points: the same piece of work is begun again and again, and each time it breaks off one step later, until it
 * gets through. Whatever the step, what is found afterwards is all of a commit or nothing, and the same command sent
 * again is carried out exactly once.
 *
 * @example
 * ```ts
 * import { memoryStorage } from "clientele/memory";
 * import { crashContract } from "clientele/testing";
 *
 * const cases = crashContract((kinds, step) => {
 *   const kept = memoryStorage({ kinds });
 *   const commit: typeof kept.commit = async (changes) => {
 *     step();
 *     await kept.commit(changes);
 *     step();
 *   };
 *   return { storage: { ...kept, commit }, reopen: () => kept };
 * });
 * for (const { run } of cases) await run();
 * ```
 */
export function crashContract(make: MakeCrashing): readonly ContractCase[] {
  return crashes.map(({ name, prepare, work, check }) => ({
    name,
    needs: ["retry"],
    run: async () => {
      for (let crashAt = 1; await crashed({ prepare, work, check }, make, crashAt); crashAt++) {
        if (crashAt > mostSteps) throw broken(`${name}: it takes more than ${mostSteps} steps.`);
      }
    },
  }));
}

const mostSteps = 200;

interface Crash {
  readonly name: string;
  readonly prepare: (storage: Storage) => Promise<unknown>;
  readonly work: (storage: Storage) => Promise<unknown>;
  /** What must be so after the crash, and after the work was done again. */
  readonly check: (storage: Storage, where: string) => Promise<void>;
}

/** Whether the work broke off at this step; false when it got through. */
async function crashed(crash: Omit<Crash, "name">, make: MakeCrashing, crashAt: number): Promise<boolean> {
  let left = Number.POSITIVE_INFINITY;
  const step = (): void => {
    if (--left <= 0) throw new Error("A made-up crash.");
  };
  const { storage, reopen } = await make([counterKind], step);
  await crash.prepare(storage);
  left = crashAt;
  const isThrough = await crash.work(storage).then(
    () => true,
    () => false,
  );
  left = Number.POSITIVE_INFINITY;
  if (isThrough) return false;
  await crash.check(await reopen(), `after a crash at step ${crashAt}`);
  return true;
}

const ref = counterRef("cus_7");
const [left, right] = [counterRef("cus_7", "left"), counterRef("cus_7", "right")];
const take = { id: "take", amount: -5, about: "ord_1" };

const crashes: readonly Crash[] = [
  {
    name: "after a crash a commit is there as a whole or not at all, and can be made again",
    prepare: (storage) => storage.commit([change(left, 0, 1, ["c1"]), change(right, 0, 1, ["c1"])]),
    work: (storage) => storage.commit([change(left, 1, 2, ["c2"]), change(right, 1, 2, ["c2", "c3"])]),
    check: async (storage, where) => {
      const versions = await bothAt(storage);
      const isMade = versions.includes(2);
      requireSame(`versions and entries ${where}`, versions, isMade ? [2, 2, 2, 3] : [1, 1, 1, 1]);
      if (!isMade) await storage.commit([change(left, 1, 2, ["c2"]), change(right, 1, 2, ["c2", "c3"])]);
      requireSame(`versions and entries, made again ${where}`, await bothAt(storage), [2, 2, 2, 3]);
    },
  },
  {
    name: "after a crash a deletion and what is committed with it happened together or not at all",
    prepare: (storage) => storage.commit([change(left, 0, 1, ["c1"]), change(right, 0, 1, ["c1"])]),
    work: (storage) =>
      storage.commit([{ ref: left, expected: 1, record: undefined, entries: [] }, change(right, 1, 2, ["c2"])]),
    check: async (storage, where) => {
      const found = await bothAt(storage);
      requireSame(`versions and entries ${where}`, found, found[0] === 0 ? [0, 2, 0, 2] : [1, 1, 1, 1]);
    },
  },
  {
    name: "after a crash the same command is carried out exactly once",
    prepare: async (storage) => {
      await execute(storage, ref, startCounter, { id: "start", owner: ref.owner }, context);
      await execute(storage, ref, moveCounter, { id: "fill", amount: 8 }, context);
    },
    work: (storage) => execute(storage, ref, moveCounter, take, context),
    check: async (storage, where) => {
      const again = await execute(storage, ref, moveCounter, take, context);
      requireSame(`the answer ${where}`, again.ok, true);
      const thrice = await execute(storage, ref, moveCounter, take, context);
      requireSame(`replayed ${where}`, thrice.replayed, true);
      requireSame(`load ${where}`, seen(await storage.load(ref, {})), { version: 3, value: 3 });
      const { related } = await storage.load(ref, { about: "ord_1" });
      requireSame(
        `events ${where}`,
        related.map(({ id }) => id),
        ["take"],
      );
    },
  },
];

/** The versions of both records, and how many entries each has. */
async function bothAt(storage: Storage): Promise<readonly number[]> {
  const versions = [await storage.load(left, {}), await storage.load(right, {})].map(({ version }) => version);
  const entries = [await storage.entries(left, { limit: 9 }), await storage.entries(right, { limit: 9 })];
  return [...versions, ...entries.map(({ length }) => length)];
}
