import { versionConflict } from "../../shared/commit.js";
import { requireDurability } from "../../shared/durability.js";
import type { Change } from "../../shared/repository.js";
import { withRetry } from "../../shared/retry.js";
import { commitMany, loadMany, type Storage } from "../../shared/storage.js";
import { change, counter, counterRef, entry, seen, type Counter } from "./counter.js";
import { broken, requireRefused, requireSame, type Demand } from "./demand.js";

const ref = counterRef("cus_7");

/** What must hold between writers and readers, and in batches. */
export const sharedCases: readonly Demand[] = [
  {
    name: "an attempt that met a faster writer is made again on what that one left",
    needs: ["retry"],
    holds: async (storage) => {
      await storage.commit([change(ref, 0, 1)]);
      let made = 0;
      await withRetry(storage, ref.owner, async (port) => {
        const { version, record } = await port.load(ref, {});
        if (++made === 1) await storage.commit([change(ref, version, 10)]);
        await port.commit([change(ref, version, (record as Counter).value + 1)]);
      });
      requireSame("attempts", made, 2);
      requireSame("load", seen(await storage.load(ref, {})), { version: 3, value: 11 });
    },
  },
  {
    name: "an attempt is not made again for ever, and what it throws besides is thrown at once",
    needs: ["retry"],
    holds: async (storage) => {
      let made = 0;
      const lost = withRetry(storage, ref.owner, async () => {
        made += 1;
        throw versionConflict(ref, { stored: 1, expected: 0 });
      });
      await requireRefused("an attempt that always loses", "version_conflict", lost);
      if (made < 2 || made > 30) throw broken(`attempts: expected 2 to 30, found ${made}.`);
      const faulty = withRetry(storage, ref.owner, async () => {
        made = 0;
        throw broken("the host's own fault");
      });
      await requireRefused("another error", "invariant_violated", faulty);
    },
  },
  {
    name: "who reads two records at once never sees half of a commit",
    needs: ["owners", "parallel"],
    holds: async (storage) => {
      const refs = [counterRef("cus_7", "left"), counterRef("cus_7", "right")];
      const write = (version: number): Promise<void> => storage.commit(refs.map((one) => told(one, version)));
      await write(0);
      const writing = { isDone: false };
      const read = async (): Promise<void> => {
        while (!writing.isDone) {
          const loaded = await storage.loadOwner(refs.map((one) => ({ ref: one, lookup: { about: "ord_1" } })));
          const [left, right] = loaded.map(({ version, related }) => [version, related.length]);
          requireSame("versions and events of the two", left, right);
          requireSame("version and events of one", left?.[1], left?.[0]);
        }
      };
      const writeAll = async (): Promise<void> => {
        for (let version = 1; version <= 40; version++) await write(version);
        writing.isDone = true;
      };
      await Promise.all([writeAll(), read(), read()]);
    },
  },
  {
    name: "who loads a record while it is written finds the events up to its version, and none beyond",
    needs: ["parallel"],
    holds: async (storage) => {
      const writing = { isDone: false };
      const read = async (): Promise<void> => {
        while (!writing.isDone) {
          const { version, related } = await storage.load(ref, { about: "ord_1" });
          requireSame(`events at version ${version}`, related.length, version);
        }
      };
      const writeAll = async (): Promise<void> => {
        for (let version = 0; version < 40; version++) await storage.commit([told(ref, version)]);
        writing.isDone = true;
      };
      await Promise.all([writeAll(), read(), read()]);
    },
  },
  {
    name: "of many commits each is made or refused for itself",
    needs: ["owners"],
    holds: async (storage) => {
      const refs = ["cus_1", "cus_2", "cus_3", "cus_4"].map((owner) => counterRef(owner));
      const [first, second, third, fourth] = refs as [typeof ref, typeof ref, typeof ref, typeof ref];
      await storage.commit([change(second, 0, 1, ["c1"])]);
      await storage.commit([change(third, 0, 1, ["c1"])]);
      const commits = [
        [change(first, 0, 5, ["c2"]), change(counterRef("cus_1", "other"), 0, 6)],
        [change(second, 0, 5, ["c2"])],
        [change(third, 1, 5, ["c1"])],
        [],
        [change(fourth, 0, 5, ["c2"])],
      ];
      const committed = await commitMany(storage, commits);
      const codes = Array.from({ length: 5 }, (_, i) => committed[i]?.code ?? "made");
      requireSame("commits", codes, ["made", "version_conflict", "version_conflict", "made", "made"]);
      const asked = [fourth, counterRef("nobody"), second, first, third];
      const loaded = await loadMany(
        storage,
        asked.map((one) => ({ ref: one, lookup: { id: "c2" } })),
      );
      const found = loaded.map((one) => [one.version, one.earlier?.command ?? ""]);
      requireSame("loads, in the order asked", found, [
        [1, "c2"],
        [0, ""],
        [1, ""],
        [1, "c2"],
        [1, ""],
      ]);
      requireSame("none", [await commitMany(storage, []), await loadMany(storage, [])], [[], []]);
    },
  },
  {
    name: "of many commits of one owner each is made or refused for itself, one after the other",
    needs: ["owners"],
    holds: async (storage) => {
      const other = counterRef("cus_7", "other");
      const commits = [
        [change(ref, 0, 1, ["c1"])],
        [change(ref, 1, 9, ["c9"]), change(other, 1, 9, ["c9"])],
        [change(ref, 1, 2, ["c2"])],
        [change(other, 0, 3, ["c2"])],
      ];
      const committed = await commitMany(storage, commits);
      const codes = Array.from({ length: 4 }, (_, i) => committed[i]?.code ?? "made");
      requireSame("commits", codes, ["made", "version_conflict", "made", "made"]);
      const loaded = await loadMany(
        storage,
        [ref, other].map((one) => ({ ref: one, lookup: { id: "c9" } })),
      );
      requireSame("loads", loaded.map(seen), [
        { version: 2, value: 2 },
        { version: 1, value: 3 },
      ]);
      requireSame("what the refused one did", [loaded[0]?.earlier, loaded[1]?.earlier], [undefined, undefined]);
    },
  },
  {
    name: "it says what a commit survives",
    needs: ["durability"],
    holds: async (storage: Storage) => {
      const declared = await storage.durability();
      if (!["memory", "process", "power"].includes(declared)) {
        throw broken(`durability: expected memory, process or power, found ${declared}.`);
      }
      await requireDurability(storage, declared);
    },
  },
];

/** The next commit of a record, with an event about an order: its events are as many as its version. */
function told(one: typeof ref, version: number): Change {
  const entries = [entry(`c${version}`, "ord_1")];
  return { ref: one, expected: version, record: counter(one, version), entries };
}
