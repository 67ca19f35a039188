import type { Ref } from "../../shared/repository.js";
import { change, counter, counterKind, counterRef, entry, seen } from "./counter.js";
import { requireSame, type Demand } from "./demand.js";

const ref = counterRef("cus_7");

/** Whatever must not be taken for another: records, commands, subjects, tenants. */
export const apartCases: readonly Demand[] = [
  {
    name: "records are kept apart by owner, kind and id, whatever characters these hold",
    holds: async (storage) => {
      const refs = trickyRefs();
      for (const [value, one] of refs.entries()) await storage.commit([change(one, 0, value, [one.id])]);
      for (const [value, one] of refs.entries()) {
        const { version, record, earlier } = await storage.load(one, { id: one.id });
        requireSame(`version and entry of ${JSON.stringify(one)}`, [version, earlier?.command], [1, one.id]);
        requireSame(`record of ${JSON.stringify(one)}`, record, counter(one, value));
      }
    },
  },
  {
    name: "commands and subjects are kept apart, whatever characters they hold",
    holds: async (storage) => {
      const names = [...trickyNames, `${long}#points_account`];
      const entries = names.map((name, i) => entry(name, names[names.length - 1 - i]));
      await storage.commit([{ ref, expected: 0, record: counter(ref, 1), entries }]);
      for (const { command, about = "", events } of entries) {
        const { earlier, related } = await storage.load(ref, { id: command, about });
        requireSame(`command ${JSON.stringify(command)}`, earlier?.command, command);
        requireSame(`events about ${JSON.stringify(about)}`, related, events);
      }
      for (const unknown of ["aa", "NULL ", "客户", long.slice(0, -2)]) {
        const { earlier, related } = await storage.load(ref, { id: unknown, about: unknown });
        requireSame(`nothing of ${JSON.stringify(unknown)}`, [earlier === undefined, related], [true, []]);
      }
    },
  },
  {
    name: "a load tells of its own record alone, also where others share its id, command or subject",
    holds: async (storage) => {
      for (const [amount, one] of neighbours.entries()) {
        const entries = [entry("c1", "ord_1", amount)];
        await storage.commit([{ ref: one, expected: 0, record: counter(one, amount), entries }]);
      }
      for (const [amount, one] of neighbours.entries()) {
        const { record, earlier, related } = await storage.load(one, { id: "c1", about: "ord_1" });
        const { events } = entry("c1", "ord_1", amount);
        requireSame(`record of ${JSON.stringify(one)}`, record, counter(one, amount));
        requireSame(`events of ${JSON.stringify(one)}`, [earlier?.events, related], [events, events]);
      }
    },
  },
  {
    name: "entries, and a deletion, are of one record alone, also where others share its id",
    needs: ["pages", "deletion"],
    holds: async (storage) => {
      for (const [i, one] of neighbours.entries()) await storage.commit([change(one, 0, 1, [`c${i}`])]);
      const commands = async (): Promise<readonly (readonly string[])[]> => {
        const histories = [];
        for (const one of neighbours) histories.push(await storage.entries(one, { limit: 9 }));
        return histories.map((history) => history.map(({ command }) => command));
      };
      requireSame("entries", await commands(), [["c0"], ["c1"], ["c2"], ["c3"]]);
      await storage.commit([{ ref, expected: 1, record: undefined, entries: [] }]);
      requireSame("entries after a deletion", await commands(), [[], ["c1"], ["c2"], ["c3"]]);
      for (const one of neighbours.slice(1)) {
        requireSame(`load of ${JSON.stringify(one)}`, seen(await storage.load(one, {})), { version: 1, value: 1 });
      }
    },
  },
  {
    name: "two storages that are made beside each other share nothing",
    needs: ["tenants"],
    holds: async (storage, another) => {
      const beside = await another();
      const lookup = { id: "c1", about: "ord_1" };
      await storage.commit([{ ...change(ref, 0, 1), entries: [entry("c1", "ord_1")] }]);
      requireSame("load beside", await beside.load(ref, lookup), { version: 0, related: [] });
      await beside.commit([{ ...change(ref, 0, 7), entries: [entry("c1", "ord_1", 7)] }]);
      const loaded = await storage.load(ref, lookup);
      requireSame("load", [seen(loaded), loaded.related], [{ version: 1, value: 1 }, entry("c1", "ord_1").events]);
      requireSame("load beside", seen(await beside.load(ref, {})), { version: 1, value: 7 });
    },
  },
  {
    name: "the pages of two storages show nothing of each other, and a deletion takes nothing from beside",
    needs: ["tenants", "owners", "pages", "due", "deletion"],
    holds: async (storage, another) => {
      const beside = await another();
      const record = counter(ref, 1, { nextDueOn: "2026-03-12" });
      const pages = async (of: typeof storage): Promise<readonly number[]> => {
        const [loaded] = await of.loadOwner([{ ref, lookup: {} }]);
        const owners = await of.due({ on: "2026-03-12", limit: 9 });
        const [refs, records] = [await of.refsOf(ref.owner), await of.records(counterKind.kind, { limit: 9 })];
        const entries = await of.entries(ref, { limit: 9 });
        return [loaded?.version ?? 0, owners.length, refs.length, records.length, entries.length];
      };
      await storage.commit([{ ref, expected: 0, record, entries: [entry("c1")] }]);
      requireSame("version, due, refs, records and entries beside", await pages(beside), [0, 0, 0, 0, 0]);
      await beside.commit([{ ref, expected: 0, record, entries: [entry("c1")] }]);
      requireSame("with one each", await pages(beside), [1, 1, 1, 1, 1]);
      await beside.commit([{ ref, expected: 1, record: undefined, entries: [] }]);
      requireSame("after a deletion beside", await pages(storage), [1, 1, 1, 1, 1]);
      requireSame("there", await pages(beside), [0, 0, 0, 0, 0]);
    },
  },
];

/** Records that differ in owner, kind or id alone. */
const neighbours: readonly Ref[] = [
  ref,
  counterRef("cus_8"),
  counterRef("cus_7", "other"),
  { ...ref, kind: "contract_other" },
];

const long = Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x20000 + i * 97)).join("");

/** Texts that fall together in a storage that joins, trims, folds, cuts or quotes its keys carelessly. */
const trickyNames: readonly string[] = [
  ["a", "A", "a ", " a", "a'b", 'a"b', "a\\b", "a,b", "{a}", "a|b", "a/b", "a%b", "a_b", "NULL", "é", "e\u0301"],
  ["客户七", "🙂", "ﬀ", "__proto__", "constructor", "0", "-1", "undefined", long, long.slice(2)],
].flat();

function trickyRefs(): readonly Ref[] {
  return [
    ...trickyNames.map((id) => counterRef("cus_7", id)),
    ...trickyNames.map((owner) => counterRef(owner)),
    { owner: "a", kind: "contract_counter", id: "b|c" },
    { owner: "a|contract_counter", kind: "contract_counter", id: "c" },
    { owner: "cus_7", kind: "contract_other", id: "a" },
    { owner: long, kind: "contract_counter", id: long },
  ];
}
