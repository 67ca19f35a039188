import type { Storage, StoredRecord } from "../../shared/storage.js";
import { compareText } from "../../shared/text.js";
import { change, counter, counterRef, counterKind, entry } from "./counter.js";
import { broken, requireSame, type Demand } from "./demand.js";

/** In order of code points. By UTF-16 units the last two change places, and by a dictionary A, a and é do. */
const owners = ["A", "B", "a", "b", "é", "客户", "ﬀ", "🙂"];

/** What pages must show: everything once, in order, also while others write. */
export const pageCases: readonly Demand[] = [
  {
    name: "owners with something due come once each, in order, page by page",
    needs: ["due"],
    holds: async (storage) => {
      for (const owner of owners.toReversed()) await dueOn(storage, owner, "2026-03-12", "2026-03-01");
      await dueOn(storage, "later", "2026-03-13");
      await storage.commit([change(counterRef("never"), 0, 1)]);
      for (const limit of [1, 3, 100]) {
        requireSame(`pages of ${limit}`, await dueInPages(storage, "2026-03-12", limit), owners);
      }
      requireSame("the day before", await dueInPages(storage, "2026-02-28", 9), []);
      requireSame("the day after", await dueInPages(storage, "2026-03-13", 9), [...owners, "later"].sort(compareText));
    },
  },
  {
    name: "an owner is due until the record says otherwise",
    needs: ["due", "deletion"],
    holds: async (storage) => {
      const due = (): Promise<readonly string[]> => storage.due({ on: "2026-03-12", limit: 9 });
      for (const owner of ["moved", "done", "deleted", "stays"]) await dueOn(storage, owner, "2026-03-12");
      const later = counter(counterRef("moved"), 1, { nextDueOn: "2026-03-13" });
      await storage.commit([{ ref: counterRef("moved"), expected: 1, record: later, entries: [] }]);
      await storage.commit([change(counterRef("done"), 1, 1)]);
      await storage.commit([{ ref: counterRef("deleted"), expected: 1, record: undefined, entries: [] }]);
      await storage.commit([change(counterRef("stays", "beside"), 0, 1)]);
      await storage.commit([{ ref: counterRef("stays", "beside"), expected: 1, record: undefined, entries: [] }]);
      requireSame("due", await due(), ["stays"]);
    },
  },
  {
    name: "a change that is refused leaves what is due as it was",
    needs: ["due"],
    holds: async (storage) => {
      await dueOn(storage, "cus_7", "2026-03-12");
      const stale = { ...change(counterRef("cus_7"), 0, 1), entries: [] };
      await storage.commit([stale]).catch(() => undefined);
      requireSame("due", await storage.due({ on: "2026-03-12", limit: 9 }), ["cus_7"]);
    },
  },
  {
    name: "what an owner has comes in order of kind and id, without what was deleted",
    needs: ["pages", "deletion"],
    holds: async (storage) => {
      for (const owner of ["cus_7", "cus_70"]) {
        await storage.commit([change(counterRef(owner, "🙂"), 0, 1), change(counterRef(owner, "ﬀ"), 0, 1)]);
      }
      const other = { owner: "cus_7", kind: "a_contract_kind", id: "1" };
      await storage.commit([change(other, 0, 1), change(counterRef("cus_7", "gone"), 0, 1)]);
      await storage.commit([{ ref: counterRef("cus_7", "gone"), expected: 1, record: undefined, entries: [] }]);
      const expected = [other, counterRef("cus_7", "ﬀ"), counterRef("cus_7", "🙂")];
      requireSame("refs", await storage.refsOf("cus_7"), expected);
      requireSame("refs of nobody", await storage.refsOf("nobody"), []);
    },
  },
  {
    name: "records of one kind come in order of owner and id, and writes between two pages hide and repeat nothing",
    needs: ["pages", "deletion"],
    holds: async (storage) => {
      for (const owner of owners.toReversed()) {
        await storage.commit([change(counterRef(owner, "2"), 0, 2), change(counterRef(owner, "10"), 0, 10)]);
      }
      await storage.commit([change({ owner: "A", kind: "contract_other", id: "1" }, 0, 1)]);
      const expected = owners.flatMap((owner) => [`${owner}/10`, `${owner}/2`]);
      requireSame("pages of 3", await recordsInPages(storage, 3, async () => undefined), expected);
      const afterwards = await recordsInPages(storage, 3, async (page) => {
        if (page === 1) await storage.commit([change(counterRef("A", "1"), 0, 1)]);
        if (page === 2)
          await storage.commit([{ ref: counterRef("A", "10"), expected: 1, record: undefined, entries: [] }]);
        if (page === 3) await storage.commit([change(counterRef("客户", "10"), 1, 11)]);
      });
      requireSame("pages while others write", afterwards, expected);
    },
  },
  {
    name: "a page of records shows each as a load does",
    needs: ["pages"],
    holds: async (storage) => {
      const refs = [counterRef("cus_7"), counterRef("cus_7", "other"), counterRef("cus_8")];
      for (const one of refs) await storage.commit([change(one, 0, 1)]);
      for (const version of [1, 2])
        await storage.commit([change(counterRef("cus_7"), version, 10 * version, ["c1"])]).catch(() => undefined);
      const loaded = [];
      for (const one of refs) loaded.push({ ref: one, loaded: await storage.load(one, {}) });
      const expected = loaded.map((one) => ({ ref: one.ref, version: one.loaded.version, record: one.loaded.record }));
      requireSame("records", await storage.records(counterKind.kind, { limit: 9 }), expected);
    },
  },
  {
    name: "entries of one record come in the order of their commits, numbered without a gap",
    needs: ["pages"],
    holds: async (storage) => {
      const ref = counterRef("cus_7");
      await storage.commit([change(ref, 0, 1, ["z", "a", "m"]), change(counterRef("cus_7", "other"), 0, 1, ["x"])]);
      await storage.commit([change(ref, 1, 2)]);
      await storage.commit([change(ref, 2, 3, ["b"])]);
      await storage.commit([change(ref, 2, 3, ["lost"])]).catch(() => undefined);
      await storage.commit([change(ref, 3, 4, ["10", "9"])]);
      const pages = [];
      for (const after of [0, 2, 4, 6]) pages.push(await storage.entries(ref, { after, limit: 2 }));
      const found = pages.map((page) => page.map(({ seq, command }) => `${seq} ${command}`));
      requireSame("pages of 2", found, [["1 z", "2 a"], ["3 m", "4 b"], ["5 10", "6 9"], []]);
      requireSame(
        "from the beginning",
        (await storage.entries(ref, { limit: 1 })).map(({ seq }) => seq),
        [1],
      );
      await storage.commit([{ ...change(ref, 4, 5), entries: [entry("c", "ord_1", 5), entry("d")] }]);
      const whole = [
        { seq: 7, ...entry("c", "ord_1", 5) },
        { seq: 8, ...entry("d") },
      ];
      requireSame("entries, whole", await storage.entries(ref, { after: 6, limit: 9 }), whole);
    },
  },
];

async function dueOn(storage: Storage, owner: string, ...days: readonly string[]): Promise<void> {
  const changes = days.map((nextDueOn, i) => {
    const ref = counterRef(owner, i === 0 ? "main" : `due_${i}`);
    return { ref, expected: 0, record: counter(ref, 1, { nextDueOn }), entries: [] };
  });
  await storage.commit(changes);
}

/** Reads page by page; a page that is not full is the last one, and nothing comes after it. */
async function readPages<One>(limit: number, next: (last: One | undefined) => Promise<readonly One[]>): Promise<One[]> {
  const found: One[] = [];
  for (let read = 1; ; read++) {
    const page = await next(found.at(-1));
    if (page.length > limit) throw broken(`a page of ${limit} has ${page.length}.`);
    found.push(...page);
    if (page.length === 0) return found;
    const rest = page.length < limit ? await next(found.at(-1)) : [];
    if (rest.length > 0) throw broken(`a page of ${limit} has ${page.length}, and after it come ${rest.length} more.`);
    if (read > mostPages) throw broken(`more than ${mostPages} pages of ${limit}: they do not come to an end.`);
  }
}

const mostPages = 100;

function dueInPages(storage: Storage, on: string, limit: number): Promise<readonly string[]> {
  return readPages<string>(limit, (last) => storage.due({ on, limit, ...(last !== undefined && { after: last }) }));
}

async function recordsInPages(
  storage: Storage,
  limit: number,
  between: (page: number) => Promise<unknown>,
): Promise<readonly string[]> {
  let pages = 0;
  const found = await readPages<StoredRecord>(limit, async (last) => {
    if (pages > 0) await between(pages);
    pages += 1;
    return storage.records(counterKind.kind, { limit, ...(last !== undefined && { after: last.ref }) });
  });
  return found.map(({ ref }) => `${ref.owner}/${ref.id}`);
}
