import type { Storage } from "../../shared/storage.js";
import type { Ref } from "../../shared/repository.js";
import { change, counter, counterRef, entry, seen } from "./counter.js";
import { requireRefused, requireSame, type Demand } from "./demand.js";

const ref = counterRef("cus_7");

/** What must come back: what was written, under its own name, and nobody else's hands on it. */
export const readingCases: readonly Demand[] = [
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
    name: "records, entries and related events come back as the JSON that was written",
    holds: async (storage) => {
      const record = counter(ref, 1, { payload: trickyPayload });
      const written = { ...entry("c1", "ord_1"), fingerprint: `{"text":"'\\"\\\\\\u0000"}` };
      const events = [
        { ...written.events[0], payload: trickyPayload },
        { ...written.events[0], id: "c1#2" },
      ];
      const entries = [{ ...written, events: events as typeof written.events }];
      await storage.commit([{ ref, expected: 0, record, entries }]);
      const loaded = await storage.load(ref, { id: "c1", about: "ord_1" });
      requireSame("record", loaded.record, record);
      requireSame("entry", { ...loaded.earlier, seq: undefined }, entries[0]);
      requireSame("related events", loaded.related, events);
    },
  },
  {
    name: "a record with a text of a million characters comes back whole",
    holds: async (storage) => {
      const payload = '积分 "ledger" 🙂\n'.repeat(70_000);
      await storage.commit([{ ref, expected: 0, record: counter(ref, 1, { payload }), entries: [] }]);
      requireSame("record", (await storage.load(ref, {})).record, counter(ref, 1, { payload }));
    },
  },
  {
    name: "who changes what was given or answered changes nothing stored",
    needs: ["owners", "pages"],
    holds: async (storage) => {
      const record = Object.freeze({ ...counter(ref, 1), payload: { list: [1, 2] } });
      const given = { ref: { ...ref }, expected: 0, record, entries: [entry("c1", "ord_1")] };
      await storage.commit([given]);
      const before = JSON.stringify(await everythingOf(storage));
      spoil(given);
      spoil(await everythingOf(storage));
      requireSame("all that is read", await everythingOf(storage), JSON.parse(before));
    },
  },
  {
    name: "many records of one owner are loaded at once as each would be alone, in the order asked",
    needs: ["owners"],
    holds: async (storage) => {
      const [points, standing, nothing] = ["points", "standing", "nothing"].map((id) => counterRef("cus_7", id)) as [
        Ref,
        Ref,
        Ref,
      ];
      const entries = (island: string) => [entry(`ord_1#${island}`, "ord_1"), entry(`ord_2#${island}`, "ord_2")];
      await storage.commit([
        { ref: points, expected: 0, record: counter(points, 1), entries: entries("points") },
        { ref: standing, expected: 0, record: counter(standing, 2), entries: entries("tiers") },
      ]);
      const wanted = [
        { ref: standing, lookup: { id: "ord_1#tiers", about: "ord_2" } },
        { ref: nothing, lookup: { id: "ord_1#tiers" } },
        { ref: points, lookup: { id: "ord_1#points" } },
        { ref: standing, lookup: {} },
      ];
      const alone = [];
      for (const one of wanted) alone.push(await storage.load(one.ref, one.lookup));
      requireSame("loads", await storage.loadOwner(wanted), alone);
      requireSame("versions and values", alone.map(seen), [
        { version: 1, value: 2 },
        { version: 0 },
        { version: 1, value: 1 },
        { version: 1, value: 2 },
      ]);
      requireSame(
        "entries",
        alone.map(({ earlier }) => earlier?.command ?? ""),
        ["ord_1#tiers", "", "ord_1#points", ""],
      );
      requireSame("no records", await storage.loadOwner([]), []);
    },
  },
  {
    name: "records of two owners are not loaded at once",
    needs: ["owners"],
    holds: async (storage) => {
      const wanted = ["cus_7", "cus_8"].map((owner) => ({ ref: counterRef(owner), lookup: {} }));
      await requireRefused("two owners", "command_invalid", storage.loadOwner(wanted));
    },
  },
];

/** Refs that fall together in a storage that joins, trims, folds, cuts or quotes its keys carelessly. */
function trickyRefs(): readonly Ref[] {
  const astral = Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x20000 + i * 97));
  const long = astral.join("");
  const ids = [
    "a",
    "A",
    "a ",
    " a",
    "a'b",
    'a"b',
    "a\\b",
    "a,b",
    "{a}",
    "a|b",
    "a/b",
    "a%b",
    "a_b",
    "NULL",
    "é",
    "e\u0301",
  ];
  const others = ["客户七", "🙂", "ﬀ", "__proto__", "constructor", "0", "-1", "undefined", long, long.slice(2)];
  const names = [...ids, ...others];
  return [
    ...names.map((id) => counterRef("cus_7", id)),
    ...names.map((owner) => counterRef(owner)),
    { owner: "a", kind: "contract_counter", id: "b|c" },
    { owner: "a|contract_counter", kind: "contract_counter", id: "c" },
    { owner: "cus_7", kind: "contract_other", id: "a" },
    { owner: long, kind: "contract_counter", id: long },
  ];
}

const trickyPayload: unknown = {
  z: { b: [1, [], {}, [[2]]], a: "" },
  "": "empty key",
  "__proto__ ": 1,
  text: 'tab\t newline\n quote" backslash\\ nul\u0000 delete\u007f separator\u2028 emoji🙂 lone\ud83d',
  numbers: [0, -1, 1e21, 1.5e-7, 9007199254740991, -9007199254740991, 0.1],
  words: ["null", "NULL", "{}", "{a,b}", "'", "$1", "\\u0000"],
  truths: [true, false],
};

async function everythingOf(storage: Storage): Promise<unknown> {
  const loaded = await storage.load(ref, { id: "c1", about: "ord_1" });
  return [
    loaded,
    await storage.loadOwner([{ ref, lookup: { id: "c1", about: "ord_1" } }]),
    await storage.entries(ref, { limit: 9 }),
    await storage.records(ref.kind, { limit: 9 }),
  ];
}

/** Overwrites and empties whatever of a value lets itself be changed, through and through. */
function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    spoil(member);
    Reflect.set(value, key, "spoilt");
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.length = 0;
}
