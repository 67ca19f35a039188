import { requireCommit, requireOneOwner } from "../shared/commit.js";
import { isClienteleError } from "../shared/errors.js";
import { kindFinder } from "../shared/record-kind.js";
import { refKey, type Change, type Loaded, type Ref } from "../shared/repository.js";
import { loadMany, type Committed, type Storage, type Wanted } from "../shared/storage.js";
import { recordKinds } from "./kinds.js";
import type { MemoryOptions } from "./memory-storage.js";
import { loadedOver, rowOf, writeOver, type Base, type Layer } from "./overlay-layer.js";
import { overlayPages } from "./overlay-pages.js";

/**
 * A storage that reads through to another one and keeps every commit to itself, in memory: whatever is done with it,
 * the storage below stays as it is. So `recordEvent`, `runDue`, a back-fill or a command is a dry run when it is given
 * an overlay, and answers as it would in earnest.
 *
 * Versions, histories, what is due and the outbox are those of both together; what is deleted here is gone here alone.
 * What others commit below meanwhile is seen as long as nothing was written over the same record. It grows with what is
 * written, and what it holds goes with it.
 *
 * @example
 * ```ts
 * import { adjustPoints, definePointsRules, execute, openPointsAccount } from "clientele";
 * import { memoryStorage, overlayStorage } from "clientele/memory";
 *
 * const points = definePointsRules({ types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }], earn: [] });
 * const context = { points, zone: "Europe/Paris", now: new Date("2026-03-02T10:00:00Z") };
 * const [storage, ref] = [memoryStorage(), { owner: "cus_1", kind: "points_account", id: "acc_1" }];
 * await execute(storage, ref, openPointsAccount, { id: "acc_1", customerId: "cus_1" }, context);
 *
 * const dry = overlayStorage(storage);
 * (await execute(dry, ref, adjustPoints, { id: "adj_1", points: 500, reason: "welcome" }, context)).ok; // => true
 * [(await dry.load(ref, {})).version, (await storage.load(ref, {})).version]; // => [2, 1]
 * ```
 */
export function overlayStorage(storage: Storage, options: MemoryOptions = {}): Storage {
  const kindOf = kindFinder([...recordKinds, ...(options.kinds ?? [])]);
  const layer: Layer = { rows: new Map(), log: [] };
  const isApart = (ref: Ref): boolean => rowOf(layer, ref)?.isApart === true;
  const write = (changes: readonly Change[], bases: ReadonlyMap<string, Base>): void =>
    writeOver(layer, changes, bases, kindOf);
  const loadAny = async (wanted: readonly Wanted[]): Promise<readonly Loaded[]> => {
    const asked = wanted.filter(({ ref }) => !isApart(ref));
    const below = asked.length === 0 ? [] : await loadMany(storage, asked);
    const answers = new Map(asked.map((one, i) => [one, below[i]]));
    return wanted.map((one) => loadedOver(layer, one, answers.get(one)));
  };
  return {
    load: async (ref, lookup) => {
      const below = isApart(ref) ? undefined : await storage.load(ref, lookup);
      return loadedOver(layer, { ref, lookup }, below);
    },
    loadOwner: async (wanted) => {
      requireOneOwner(wanted.map(({ ref }) => ref));
      return loadAny(wanted);
    },
    loadMany: loadAny,
    commit: async (changes) => {
      requireCommit(changes);
      write(changes, await basesOf(storage, layer, changes));
    },
    commitMany: async (commits) => {
      commits.forEach(requireCommit);
      const bases = await basesOf(storage, layer, commits.flat());
      return commits.map((changes) => conflictOf(() => write(changes, bases)));
    },
    ...overlayPages(storage, layer, kindOf),
    durability: async () => "memory",
  };
}

/** What stands below of the records that are to be written, in one round trip. */
async function basesOf(storage: Storage, layer: Layer, changes: readonly Change[]): Promise<ReadonlyMap<string, Base>> {
  const wanted = changes.flatMap(({ ref, entries }): Wanted[] => {
    const row = rowOf(layer, ref);
    if (row?.isApart === true) return [];
    const lookups = entries.map(({ command }) => ({ id: command }));
    return [...(row === undefined ? [{}] : []), ...lookups].map((lookup) => ({ ref, lookup }));
  });
  const loaded = wanted.length === 0 ? [] : await loadMany(storage, wanted);
  const bases = new Map<string, Base>();
  for (const [i, { ref }] of wanted.entries()) {
    const { version = 0, earlier } = loaded[i] ?? {};
    const commands = [...(bases.get(refKey(ref))?.commands ?? []), ...(earlier === undefined ? [] : [earlier.command])];
    bases.set(refKey(ref), { version, commands: new Set(commands) });
  }
  return bases;
}

/** What became of one of many commits; anything but a conflict goes on. */
function conflictOf(commit: () => void): Committed {
  try {
    commit();
    return undefined;
  } catch (thrown) {
    if (isClienteleError(thrown, "version_conflict")) return thrown;
    throw thrown;
  }
}
