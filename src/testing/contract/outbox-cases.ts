import type { OutboxEntry, Storage } from "../../shared/storage.js";
import { change, counterRef, entry } from "./counter.js";
import { broken, requireRefused, requireSame, type Demand } from "./demand.js";

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
  const found: OutboxEntry[] = [];
  let after: string | undefined;
  for (let asked = 0; found.length < expected; asked++) {
    if (asked > patience) throw broken(`outbox: expected ${expected} entries, found ${found.length}.`);
    const page = await storage.outbox({ limit, ...(after !== undefined && { after }) });
    if (page.entries.length > limit) throw broken(`outbox: a page of ${limit} has ${page.entries.length} entries.`);
    found.push(...page.entries);
    after = page.watermark;
  }
  const rest = await storage.outbox({ limit, ...(after !== undefined && { after }) });
  return [...found, ...rest.entries];
}
