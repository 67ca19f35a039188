import type { Outbox, OutboxEntry, Storage } from "../../shared/storage.js";
import { change, counterRef, entry } from "./counter.js";
import { broken, requireRefused, requireSame, spoil, type Demand } from "./demand.js";

/** What the outbox must show: every entry once, those of a record in their order, and nothing behind a watermark. */
export const outboxCases: readonly Demand[] = [
  {
    name: "the outbox shows every entry once, in the order of the commits of its owner, page by page",
    needs: ["outbox"],
    holds: async (storage) => {
      const [main, other] = [counterRef("cus_7"), counterRef("cus_7", "a_second")];
      await storage.commit([change(main, 0, 1, ["c1", "c2"])]);
      await storage.commit([change(other, 0, 1, ["c3"])]);
      await storage.commit([change(main, 1, 2)]);
      await storage.commit([{ ...change(main, 2, 3), entries: [entry("c4", "ord_1", 5)] }]);
      await storage.commit([change(main, 2, 3, ["lost"])]).catch(() => undefined);
      for (const limit of [1, 3, 100]) {
        const found = await readAll(storage, 4, limit);
        const shown = found.map(({ ref, seq, command }) => `${ref.id} ${seq} ${command}`);
        requireSame(`pages of ${limit}`, shown, ["main 1 c1", "main 2 c2", "a_second 1 c3", "main 3 c4"]);
      }
      const last = (await readAll(storage, 4, 100)).at(-1);
      requireSame("an entry", last, { ref: main, seq: 3, ...entry("c4", "ord_1", 5) });
    },
  },
  {
    name: "an outbox that is read while others write misses nothing and shows nothing twice",
    needs: ["outbox", "parallel"],
    holds: async (storage) => {
      const owners = Array.from({ length: 8 }, (_, i) => `cus_${i}`);
      const writers = owners.map(async (owner) => {
        for (let version = 0; version < 12; version++) {
          await storage.commit([change(counterRef(owner), version, version, [`c${version}`])]);
        }
      });
      const [found] = await Promise.all([readAll(storage, 96, 7), ...writers]);
      for (const owner of owners) {
        const mine = found.filter(({ ref }) => ref.owner === owner).map(({ seq }) => seq);
        requireSame(`numbers of ${owner}`, mine, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      }
    },
  },
  {
    name: "what was deleted is no longer in the outbox, and what a new record does is",
    needs: ["outbox", "deletion"],
    holds: async (storage) => {
      const [gone, kept] = [counterRef("cus_7", "gone"), counterRef("cus_7", "kept")];
      await storage.commit([change(gone, 0, 1, ["c1"]), change(kept, 0, 1, ["c1"])]);
      await storage.commit([{ ref: gone, expected: 1, record: undefined, entries: [] }, change(kept, 1, 2, ["c2"])]);
      await storage.commit([change(gone, 0, 5, ["c3"])]);
      const found = await readAll(storage, 3, 2);
      requireSame(
        "entries",
        found.map(({ ref, command }) => `${ref.id} ${command}`),
        ["kept c1", "kept c2", "gone c3"],
      );
    },
  },
  {
    name: "a watermark stays where it is while nothing comes, and misses nothing that comes after a deletion",
    needs: ["outbox", "deletion"],
    holds: async (storage) => {
      const [gone, kept] = [counterRef("cus_7", "gone"), counterRef("cus_7", "kept")];
      await storage.commit([change(kept, 0, 1, ["c1"])]);
      await storage.commit([change(gone, 0, 1, ["c1", "c2"])]);
      const first = await readOn(storage, 3, 9);
      await storage.commit([{ ref: gone, expected: 1, record: undefined, entries: [] }]);
      const nothing = await readOn(storage, 0, 9, first.watermark);
      const still = await readOn(storage, 0, 9, nothing.watermark);
      requireSame("pages without news", [nothing.entries, still.entries], [[], []]);
      await storage.commit([change(kept, 1, 2, ["c3"])]);
      const last = await readOn(storage, 1, 9, still.watermark);
      requireSame(
        "what came after",
        last.entries.map(({ ref, seq, command }) => `${ref.id} ${seq} ${command}`),
        ["kept 2 c3"],
      );
    },
  },
  {
    name: "pages of the outbox are full up to the last, and who changes them changes nothing in it",
    needs: ["outbox", "deletion"],
    holds: async (storage) => {
      const [gone, kept] = [counterRef("cus_7", "gone"), counterRef("cus_7", "kept")];
      await storage.commit([change(kept, 0, 1, ["c1"]), change(gone, 0, 1, ["c1", "c2"])]);
      await storage.commit([{ ref: gone, expected: 1, record: undefined, entries: [] }, change(kept, 1, 2, ["c2"])]);
      await storage.commit([change(kept, 2, 3, ["c3", "c4"])]);
      spoil((await readOn(storage, 4, 9)).entries);
      const shown = [];
      for (let after: string | undefined; shown.length < 4;) {
        const page = await storage.outbox({ limit: 2, ...(after !== undefined && { after }) });
        shown.push(page.entries.map(({ seq, command }) => `${seq} ${command}`));
        after = page.watermark;
      }
      requireSame("pages of 2", shown, [["1 c1", "2 c2"], ["3 c3", "4 c4"], [], []]);
    },
  },
  {
    name: "the outboxes of two storages show nothing of each other",
    needs: ["outbox", "tenants"],
    holds: async (storage, another) => {
      const beside = await another();
      await storage.commit([change(counterRef("cus_7"), 0, 1, ["c1"])]);
      await readOn(storage, 1, 9);
      requireSame("the outbox beside", (await beside.outbox({ limit: 9 })).entries, []);
      await beside.commit([change(counterRef("cus_8"), 0, 1, ["c2"])]);
      const found = [...(await readOn(beside, 1, 9)).entries, ...(await readOn(storage, 1, 9)).entries];
      requireSame(
        "each its own",
        found.map(({ ref, command }) => `${ref.owner} ${command}`),
        ["cus_8 c2", "cus_7 c1"],
      );
    },
  },
  {
    name: "a watermark that this storage never gave is refused",
    needs: ["outbox"],
    holds: async (storage) => {
      const page = storage.outbox({ after: "no watermark", limit: 1 });
      await requireRefused("a made-up watermark", "command_invalid", page);
    },
  },
];

/** How often an empty page is asked for again: other transactions of the same server may hold the outbox back. */
const patience = 4_000;

/** Reads until this many entries were shown, and then once more. */
async function readAll(storage: Storage, expected: number, limit: number): Promise<readonly OutboxEntry[]> {
  const { entries, watermark } = await readOn(storage, expected, limit);
  const rest = await storage.outbox({ limit, after: watermark });
  return [...entries, ...rest.entries];
}

/** Reads after a watermark until at least this many entries were shown; one page when none are expected. */
async function readOn(storage: Storage, expected: number, limit: number, from?: string): Promise<Outbox> {
  const entries: OutboxEntry[] = [];
  for (let [asked, after] = [1, from]; ; asked++) {
    const page = await storage.outbox({ limit, ...(after !== undefined && { after }) });
    if (page.entries.length > limit) throw broken(`outbox: a page of ${limit} has ${page.entries.length} entries.`);
    entries.push(...page.entries);
    after = page.watermark;
    if (entries.length >= expected) return { entries, watermark: page.watermark };
    if (asked > patience) throw broken(`outbox: expected ${expected} entries, found ${entries.length}.`);
  }
}
