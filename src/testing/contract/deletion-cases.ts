import { change, counterRef, seen } from "./counter.js";
import { requireRefused, requireSame, type Demand } from "./demand.js";

const personal = counterRef("cus_7", "personal");
const kept = counterRef("cus_7", "kept");
const gone = { ref: personal, record: undefined, entries: [] };

/** What a change without a record must do: delete it with its history, and leave every other record alone. */
export const deletionCases: readonly Demand[] = [
  {
    name: "a deletion takes the record and its entries, and leaves those of other records",
    needs: ["deletion", "pages"],
    holds: async (storage) => {
      await storage.commit([change(personal, 0, 1, ["c1"]), change(kept, 0, 1, ["c1"])]);
      await storage.commit([{ ...gone, expected: 1 }, change(kept, 1, 2, ["c2"])]);
      requireSame("load", await storage.load(personal, { id: "c1" }), { version: 0, related: [] });
      requireSame("entries", await storage.entries(personal, { limit: 9 }), []);
      const refs = await storage.records(personal.kind, { limit: 9 });
      requireSame(
        "records",
        refs.map(({ ref }) => ref.id),
        ["kept"],
      );
      const history = await storage.entries(kept, { limit: 9 });
      requireSame(
        "entries of the other",
        history.map(({ command }) => command),
        ["c1", "c2"],
      );
      await storage.commit([change(personal, 0, 5, ["c3"])]);
      const anew = await storage.entries(personal, { limit: 9 });
      requireSame(
        "entries of a new record under the old ref",
        anew.map(({ seq, command }) => `${seq} ${command}`),
        ["1 c3"],
      );
    },
  },
  {
    name: "a deletion holds only at its expected version, and for the whole commit",
    needs: ["deletion"],
    holds: async (storage) => {
      await storage.commit([change(personal, 0, 1, ["c1"]), change(kept, 0, 1, ["c1"])]);
      await storage.commit([change(personal, 1, 2, ["c2"])]);
      const early = storage.commit([{ ...gone, expected: 1 }, change(kept, 1, 2)]);
      await requireRefused("a deletion at a stale version", "version_conflict", early);
      const late = storage.commit([{ ...gone, expected: 2 }, change(kept, 0, 2)]);
      await requireRefused("a deletion beside a stale change", "version_conflict", late);
      const { version, earlier } = await storage.load(personal, { id: "c1" });
      requireSame("version and entry", [version, earlier?.command], [2, "c1"]);
      requireSame("load of the other", seen(await storage.load(kept, {})), { version: 1, value: 1 });
    },
  },
  {
    name: "who loaded before a deletion is refused after it, and a new record starts at version 1",
    needs: ["deletion"],
    holds: async (storage) => {
      await storage.commit([change(personal, 0, 1, ["c1"])]);
      await storage.commit([{ ...gone, expected: 1 }]);
      await requireRefused("a late writer", "version_conflict", storage.commit([change(personal, 1, 2, ["c2"])]));
      await storage.commit([change(personal, 0, 5, ["c1"])]);
      requireSame("load", seen(await storage.load(personal, {})), { version: 1, value: 5 });
    },
  },
  {
    name: "a deletion brings no entries, which would be lost",
    needs: ["deletion"],
    holds: async (storage) => {
      const commit = storage.commit([{ ...change(personal, 0, 1, ["c1"]), record: undefined }]);
      await requireRefused("a deletion with an entry", "command_invalid", commit);
    },
  },
];
