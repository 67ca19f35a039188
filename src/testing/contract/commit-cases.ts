import type { Change } from "../../shared/repository.js";
import { isClienteleError } from "../../shared/errors.js";
import { change, counter, counterRef, entry, seen } from "./counter.js";
import { requireRefused, requireSame, type Demand } from "./demand.js";

const ref = counterRef("cus_7");
const other = counterRef("cus_7", "other");

const accountRef = { owner: "cus_7", kind: "points_account", id: "main" };

/** An account of the library's own kind, which every storage describes: it has issued less than nothing. */
const account = {
  ...counter(accountRef, 0),
  customerId: "cus_7",
  types: { points: { issued: -1, redeemed: 0, shortfall: 0 } },
};

/** What a commit must do: all or nothing, each record only at its expected version, each command once. */
export const commitCases: readonly Demand[] = [
  {
    name: "what was never committed is loaded as version 0 without a record",
    holds: async (storage) => {
      const loaded = await storage.load(ref, { id: "c1", about: "ord_1" });
      requireSame("load", loaded, { version: 0, related: [] });
    },
  },
  {
    name: "a first commit makes version 1 and every further one adds 1",
    holds: async (storage) => {
      await storage.commit([]);
      for (const version of [0, 1, 2]) await storage.commit([change(ref, version, 10 + version)]);
      requireSame("load", seen(await storage.load(ref, {})), { version: 3, value: 12 });
    },
  },
  {
    name: "a commit at a stale version is refused and writes nothing",
    holds: async (storage) => {
      await storage.commit([change(ref, 0, 1)]);
      await storage.commit([change(ref, 1, 2)]);
      for (const expected of [0, 1, 3]) {
        const commit = storage.commit([change(ref, expected, 99, ["late"])]);
        await requireRefused(`commit at version ${expected} of 2`, "version_conflict", commit);
      }
      const loaded = await storage.load(ref, { id: "late" });
      requireSame("load", { ...seen(loaded), earlier: loaded.earlier }, { version: 2, value: 2 });
    },
  },
  {
    name: "a change of a record that is not there is refused",
    holds: async (storage) => {
      await requireRefused("commit at version 1 of 0", "version_conflict", storage.commit([change(ref, 1, 1, ["c1"])]));
      requireSame("load", seen(await storage.load(ref, {})), { version: 0 });
    },
  },
  {
    name: "of writers who start or change one record at once exactly one wins",
    needs: ["parallel"],
    holds: async (storage) => {
      for (const version of [0, 1]) {
        const commits = Array.from({ length: 8 }, (_, i) => {
          return storage.commit([change(ref, version, i, version === 0 ? [] : [`c${i}`])]);
        });
        const settled = await Promise.allSettled(commits);
        const losers = settled.filter((one) => one.status === "rejected");
        const conflicts = losers.filter((one) => isClienteleError(one.reason, "version_conflict"));
        const winner = settled.findIndex((one) => one.status === "fulfilled");
        requireSame("losers, and those told version_conflict", [losers.length, conflicts.length], [7, 7]);
        requireSame("load", seen(await storage.load(ref, {})), { version: version + 1, value: winner });
      }
    },
  },
  {
    name: "a command is committed to one record once, and to another as well",
    holds: async (storage) => {
      await storage.commit([change(ref, 0, 1, ["c1"])]);
      await requireRefused("c1 again", "version_conflict", storage.commit([change(ref, 1, 2, ["c1"])]));
      const twice = storage.commit([change(ref, 1, 2, ["c2", "c2"])]);
      await requireRefused("c2 twice in one change", "version_conflict", twice);
      await storage.commit([change(other, 0, 5, ["c1"])]);
      requireSame("load", seen(await storage.load(ref, {})), { version: 1, value: 1 });
      requireSame("load of the other", seen(await storage.load(other, {})), { version: 1, value: 5 });
    },
  },
  {
    name: "one change that is refused keeps out the whole commit",
    holds: async (storage) => {
      const [good, fresh] = [change(ref, 1, 2, ["c2"]), change(counterRef("cus_7", "fresh"), 0, 3, ["c2"])];
      await storage.commit([change(ref, 0, 1, ["c1"]), change(other, 0, 1, ["c1"])]);
      const stale = change(other, 0, 9, ["c2"]);
      const repeated = change(other, 1, 9, ["c1"]);
      const orders = (bad: Change): Change[][] => [
        [good, fresh, bad],
        [bad, good, fresh],
        [fresh, bad, good],
      ];
      for (const changes of [...orders(stale), ...orders(repeated)]) {
        await requireRefused("commit with one bad change", "version_conflict", storage.commit(changes));
      }
      const found = [];
      for (const one of [good, stale, fresh]) {
        const loaded = await storage.load(one.ref, { id: "c2" });
        found.push({ ...seen(loaded), earlier: loaded.earlier });
      }
      requireSame("loads", found, [{ version: 1, value: 1 }, { version: 1, value: 1 }, { version: 0 }]);
    },
  },
  {
    name: "one commit is for one owner and names a record once",
    holds: async (storage) => {
      const stranger = change(counterRef("cus_8"), 0, 1);
      await requireRefused("two owners", "command_invalid", storage.commit([change(ref, 0, 1), stranger]));
      const twice = [change(ref, 0, 1), change(ref, 0, 2)];
      await requireRefused("one record twice", "command_invalid", storage.commit(twice));
      const misfiled = { ...change(ref, 0, 1), record: counter(other, 1) };
      await requireRefused("a record under another id", "command_invalid", storage.commit([misfiled]));
      requireSame("load", seen(await storage.load(ref, {})), { version: 0 });
    },
  },
  {
    name: "a record that breaks a check of its kind keeps out the whole commit",
    needs: ["checks"],
    holds: async (storage) => {
      const broken = { ref: accountRef, expected: 0, record: account, entries: [] };
      const commit = storage.commit([change(other, 0, 1, ["c1"]), broken]);
      await requireRefused("an account that issued less than nothing", "invariant_violated", commit);
      requireSame("load of the other", seen(await storage.load(other, {})), { version: 0 });
    },
  },
  {
    name: "a change may carry many entries, or none",
    holds: async (storage) => {
      const commands = Array.from({ length: 40 }, (_, i) => `c${i}`);
      const entries = commands.map((command) => entry(command, "ord_1"));
      await storage.commit([{ ref, expected: 0, record: counter(ref, 1), entries }]);
      await storage.commit([change(ref, 1, 2)]);
      const { version, related } = await storage.load(ref, { about: "ord_1" });
      requireSame("version and events", [version, related.map(({ id }) => id)], [2, commands]);
    },
  },
];
