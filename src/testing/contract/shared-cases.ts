import { versionConflict } from "../../shared/commit.js";
import { requireDurability } from "../../shared/durability.js";
import { withRetry } from "../../shared/retry.js";
import { commitMany, loadMany, type Storage } from "../../shared/storage.js";
import { change, counterRef, seen, type Counter } from "./counter.js";
import { broken, requireRefused, requireSame, type Demand } from "./demand.js";

const ref = counterRef("cus_7");

/** What must hold between writers, readers, tenants and batches. */
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
      const write = async (version: number): Promise<void> => {
        await storage.commit(refs.map((one) => change(one, version, version)));
      };
      await write(0);
      const writing = { isDone: false };
      const read = async (): Promise<void> => {
        while (!writing.isDone) {
          const loaded = await storage.loadOwner(refs.map((one) => ({ ref: one, lookup: {} })));
          const [left, right] = loaded.map(({ version }) => version);
          requireSame("the two versions", left, right);
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
      const wanted = [fourth, second, first, third].map((one) => ({ ref: one, lookup: { id: "c2" } }));
      const loaded = await loadMany(storage, wanted);
      const found = loaded.map((one) => [one.version, one.earlier?.command ?? ""]);
      requireSame("loads, in the order asked", found, [
        [1, "c2"],
        [1, ""],
        [1, "c2"],
        [1, ""],
      ]);
      requireSame("none", [await commitMany(storage, []), await loadMany(storage, [])], [[], []]);
    },
  },
  {
    name: "two storages that are made beside each other share nothing",
    needs: ["tenants"],
    holds: async (storage, another) => {
      const beside = await another();
      await storage.commit([change(ref, 0, 1, ["c1"])]);
      requireSame("load beside", await beside.load(ref, { id: "c1" }), { version: 0, related: [] });
      await beside.commit([change(ref, 0, 7, ["c1"])]);
      requireSame("load", seen(await storage.load(ref, {})), { version: 1, value: 1 });
      requireSame("load beside", seen(await beside.load(ref, {})), { version: 1, value: 7 });
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
