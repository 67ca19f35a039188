import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStorage, overlayStorage } from "../../src/memory/index.js";
import type { RecordKind } from "../../src/shared/record-kind.js";
import { isClienteleError } from "../../src/shared/errors.js";
import type { Change, Ref } from "../../src/shared/repository.js";
import type { OutboxEntry, Storage } from "../../src/shared/storage.js";
import { change, counter, counterKind, counterRef } from "../../src/testing/contract/counter.js";
import { hostEvents } from "../../src/testing/host-events.js";
import { programLaws } from "../../src/testing/program-laws.js";
import { playHistory, sweep } from "../../src/testing/program-play.js";
import { repositoryContract } from "../../src/testing/repository-contract.js";
import { storedTexts } from "../../src/testing/stored.js";
import { honour, tea } from "./programs.js";

/** A storage with records of other customers. Their histories are empty, because the contract counts what it wrote. */
async function filled(kinds: readonly RecordKind[]): Promise<Storage> {
  const base = memoryStorage({ kinds });
  for (const owner of ["0_before", "m_between", "zz_after"]) {
    const other = { owner, kind: "other_kind", id: "main" };
    const silent = (ref: Ref, expected: number, value: number): Change => ({
      ...change(ref, expected, value),
      entries: [],
    });
    await base.commit([silent(other, 0, 1), silent({ ...other, id: "gone" }, 0, 1)]);
    await base.commit([
      silent(other, 1, 2),
      { ref: { ...other, id: "gone" }, expected: 1, record: undefined, entries: [] },
    ]);
  }
  return base;
}

describe("the contract, in a layer over nothing", () => {
  const make = (kinds: readonly RecordKind[]): Storage => overlayStorage(memoryStorage(), { kinds });
  for (const { name, run } of repositoryContract(make)) test(name, run);
});

describe("the contract, in a layer over a storage with records", () => {
  const make = async (kinds: readonly RecordKind[]): Promise<Storage> => overlayStorage(await filled(kinds), { kinds });
  for (const { name, run } of repositoryContract(make)) test(name, run);
});

describe("the contract, where every second commit lies below", () => {
  for (const { name, run } of repositoryContract((kinds) => splitStorage(kinds))) test(name, run);
});

describe("a layer and what is below it", () => {
  const ref = counterRef("cus_7");
  const kinds = [counterKind];

  test("what is written over a storage leaves it as it is", async () => {
    const base = memoryStorage({ kinds });
    await base.commit([change(ref, 0, 1, ["c1"]), change(counterRef("cus_7", "b"), 0, 1, ["c1"])]);
    const before = [await everything(base), await base.outbox({ limit: 9 })];
    const layer = overlayStorage(base, { kinds });
    await layer.commit([
      change(ref, 1, 2, ["c2"]),
      { ref: counterRef("cus_7", "b"), expected: 1, record: undefined, entries: [] },
    ]);
    await layer.commit([change(counterRef("cus_8"), 0, 1, ["c1"])]);
    expect([await everything(base), await base.outbox({ limit: 9 })]).toEqual(before);
    expect(await layer.load(ref, { id: "c1", about: "ord_1" })).toMatchObject({
      version: 2,
      record: { value: 2 },
      earlier: { command: "c1" },
    });
  });

  test("a record that was deleted here and begins anew has nothing of the history below", async () => {
    const base = memoryStorage({ kinds });
    await base.commit([change(ref, 0, 1, ["c1"])]);
    const layer = overlayStorage(base, { kinds });
    await layer.commit([{ ref, expected: 1, record: undefined, entries: [] }]);
    await layer.commit([change(ref, 0, 5, ["c1"])]);
    expect(await layer.load(ref, { id: "c1" })).toMatchObject({ version: 1, record: { value: 5 } });
    expect((await layer.entries(ref, { limit: 9 })).map(({ seq, command }) => `${seq} ${command}`)).toEqual(["1 c1"]);
    expect((await layer.outbox({ limit: 9 })).entries).toHaveLength(1);
  });

  test("who is due below is not, once it is put off here, unless something else is due", async () => {
    const base = memoryStorage({ kinds });
    const due = (one: Ref, nextDueOn: string): Change => ({
      ref: one,
      expected: 0,
      record: counter(one, 1, { nextDueOn }),
      entries: [],
    });
    await base.commit([due(ref, "2026-03-01"), due(counterRef("cus_7", "b"), "2026-03-09")]);
    await base.commit([due(counterRef("cus_8"), "2026-03-01")]);
    const layer = overlayStorage(base, { kinds });
    await layer.commit([{ ref, expected: 1, record: counter(ref, 1, { nextDueOn: "2026-04-01" }), entries: [] }]);
    expect(await layer.due({ on: "2026-03-02", limit: 1 })).toEqual(["cus_8"]);
    expect(await layer.due({ on: "2026-03-09", limit: 9 })).toEqual(["cus_7", "cus_8"]);
  });

  test("two layers over one storage know nothing of each other", async () => {
    const base = memoryStorage({ kinds });
    const [left, right] = [overlayStorage(base), overlayStorage(base)];
    await left.commit([change(ref, 0, 1, ["c1"])]);
    await right.commit([change(ref, 0, 2, ["c1"])]);
    expect((await left.load(ref, {})).record).toMatchObject({ value: 1 });
    await expect(left.outbox({ after: "7", limit: 1 })).rejects.toMatchObject({ code: "command_invalid" });
  });

  test("whatever is written below and then here, it reads as if one storage had it all", async () => {
    const commits = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"), fc.boolean()), {
      maxLength: 12,
    });
    const check = fc.asyncProperty(commits, fc.nat(12), fc.integer({ min: 1, max: 4 }), async (made, split, limit) => {
      const [one, base] = [memoryStorage({ kinds }), memoryStorage({ kinds })];
      const layer = overlayStorage(base, { kinds });
      for (const [n, [owner, id, isDeletion]] of made.entries()) {
        const at = counterRef(owner, id);
        const { version } = await one.load(at, {});
        const written: Change =
          isDeletion && version > 0
            ? { ref: at, expected: version, record: undefined, entries: [] }
            : { ...change(at, version, n, [`c${n}`]), record: counter(at, n, { nextDueOn: `2026-03-${10 + n}` }) };
        await one.commit([written]);
        await (n < split ? base : layer).commit([written]);
      }
      expect(await everything(layer, limit)).toEqual(await everything(one, limit));
      const byRecord = (entries: readonly OutboxEntry[]): readonly string[] =>
        entries.map(({ ref: of, seq, command }) => JSON.stringify([of, seq, command])).sort();
      expect(byRecord(await outboxOf(layer, limit))).toEqual(byRecord(await outboxOf(one, limit)));
    });
    await fc.assert(check, { seed: 42, numRuns: 150 });
  });
});

describe("a dry run", () => {
  test("of host events and due work comes to what they come to in earnest", async () => {
    const history = hostEvents(tea, { seed: 11, events: 40 });
    const [first, rest] = [history.slice(0, 20), history.slice(20)];
    const base = memoryStorage();
    await playHistory(base, first, { program: tea });
    const before = await storedTexts(base);
    const dry = overlayStorage(base);
    const answers = await playHistory(dry, rest, { program: tea });
    await sweep(dry, Date.parse("2028-01-01T00:00:00Z"), { program: tea });
    const dryTexts = await storedTexts(dry);
    expect(await storedTexts(base)).toEqual(before);
    expect(await playHistory(base, rest, { program: tea })).toEqual(answers);
    await sweep(base, Date.parse("2028-01-01T00:00:00Z"), { program: tea });
    expect(await storedTexts(base)).toEqual(dryTexts);
  });

  for (const law of programLaws(honour, { events: 15, makeStorage: () => overlayStorage(memoryStorage()) })) {
    test(law.name, () => law.run({ seed: 5, runs: 1 }));
  }
});

/** A storage whose commits go below and above in turn, as long as the record was not written above. */
function splitStorage(kinds: readonly RecordKind[]): Storage {
  const base = memoryStorage({ kinds });
  const layer = overlayStorage(base, { kinds });
  const above = new Set<string>();
  let isBelow = false;
  return {
    ...layer,
    commit: async (changes) => {
      const keys = changes.map(({ ref }) => JSON.stringify(ref));
      isBelow = !isBelow;
      if (isBelow && !keys.some((key) => above.has(key))) return base.commit(changes);
      for (const key of keys) above.add(key);
      return layer.commit(changes);
    },
  };
}

async function everything(storage: Storage, limit = 9): Promise<unknown> {
  const refs = [];
  for (let page = await storage.records(counterKind.kind, { limit }); page.length > 0;) {
    refs.push(...page);
    const last = page.at(-1)?.ref;
    page = last === undefined ? [] : await storage.records(counterKind.kind, { after: last, limit });
  }
  const histories = [];
  for (const { ref } of refs) {
    const entries = [];
    for (let page = await storage.entries(ref, { limit }); page.length > 0;) {
      entries.push(...page);
      page = await storage.entries(ref, { after: entries.length, limit });
    }
    histories.push(entries);
  }
  const due = [];
  for (let page = await storage.due({ on: "2026-03-15", limit }); page.length > 0;) {
    due.push(...page);
    page = await storage.due({ on: "2026-03-15", after: due.at(-1) ?? "", limit });
  }
  const owned = [await storage.refsOf("a"), await storage.refsOf("b")];
  const loaded = [];
  for (const { ref } of refs) {
    const { earlier, ...rest } = await storage.load(ref, { id: "c3", about: "ord_1" });
    loaded.push({ ...rest, earlier: earlier?.command });
  }
  return { refs, histories, due, owned, loaded };
}

async function outboxOf(storage: Storage, limit: number): Promise<readonly OutboxEntry[]> {
  const found: OutboxEntry[] = [];
  for (let after: string | undefined; ;) {
    const page = await storage.outbox({ limit, ...(after !== undefined && { after }) });
    found.push(...page.entries);
    if (page.entries.length < limit) return found;
    after = page.watermark;
  }
}

test("a conflict is version_conflict, one commit of many", async () => {
  const layer = overlayStorage(memoryStorage());
  const commits = ["cus_1", "cus_2", "cus_1"].map((owner) => [change(counterRef(owner), 0, 1, ["c1"])]);
  const committed = (await layer.commitMany?.(commits)) ?? [];
  expect(committed.map((one) => isClienteleError(one, "version_conflict"))).toEqual([false, false, true]);
});
