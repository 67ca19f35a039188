import type { Storage } from "../../shared/storage.js";
import type { Ref } from "../../shared/repository.js";
import { change, counter, counterRef, entry, seen } from "./counter.js";
import { requireRefused, requireSame, spoil, type Demand } from "./demand.js";

const ref = counterRef("cus_7");

/** What must come back: what was written, whole, and nobody else's hands on it. */
export const readingCases: readonly Demand[] = [
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
      await storage.commit([change(ref, 1, 2, ["c2"])]);
      const { earlier } = await storage.load(ref, { id: "c2" });
      requireSame("an entry without a subject", { ...earlier, seq: undefined }, entry("c2"));
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
    name: "an entry with texts of a hundred thousand characters comes back whole",
    holds: async (storage) => {
      const text = '退款 "refund" 🙂\n'.repeat(8_000);
      const written = { ...entry("c1", "ord_1"), fingerprint: JSON.stringify({ id: "c1", text }) };
      const events = [{ ...written.events[0], payload: text }];
      const entries = [{ ...written, events: events as typeof written.events }];
      await storage.commit([{ ref, expected: 0, record: counter(ref, 1), entries }]);
      const { earlier, related } = await storage.load(ref, { id: "c1", about: "ord_1" });
      requireSame("entry", { ...earlier, seq: undefined }, entries[0]);
      requireSame("related events", related, events);
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
      await storage.commit([{ ref: points, expected: 1, record: counter(points, 9), entries: [entry("c9", "ord_2")] }]);
      const after = [{ ref: points, lookup: { id: "c9", about: "ord_2" } }];
      const [loaded] = await storage.loadOwner(after);
      requireSame("the load after another commit", loaded, await storage.load(points, after[0]?.lookup ?? {}));
      requireSame("its version and value", loaded && seen(loaded), { version: 2, value: 9 });
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
    await storage.refsOf(ref.owner),
  ];
}
