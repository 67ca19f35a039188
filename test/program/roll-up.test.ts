import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../src/memory/index.js";
import type { PointsAccount } from "../../src/points/model.js";
import { pointsAccountKind } from "../../src/points/records.js";
import type { Program } from "../../src/program/document.js";
import { programTotals, recordEvent, rollUp, type ProgramTotals } from "../../src/program/index.js";
import { countsOf } from "../../src/program/report-points.js";
import { canonicalJson } from "../../src/shared/json.js";
import type { Storage } from "../../src/shared/storage.js";
import { hostEvents } from "../../src/testing/host-events.js";
import { playHistory, sweep } from "../../src/testing/program-play.js";
import { storedHistories } from "../../src/testing/stored.js";
import { troubledStorage } from "../../src/testing/troubled-storage.js";
import type { Standing } from "../../src/tiers/model.js";
import { standingKind } from "../../src/tiers/records.js";
import { honour, programs, store, tea } from "./programs.js";
import { at, happens, lines, told } from "./support.js";

const order = { ...told("order.paid", "ord_1", "2026-03-02T12:00:00.000Z"), lines: lines("3280.00") };
const all = { from: "2022-01-01", to: "2031-12-31" };

async function rollAll(storage: Storage, program: Program, limit = 500): Promise<number> {
  for (let slices = 1; ; slices++) {
    if ((await rollUp(storage, { ...at(program, "2026-03-02T12:00:00Z"), limit })).done) return slices;
  }
}

function totalsIn(storage: Storage, program: Program): Promise<ProgramTotals> {
  return programTotals(storage, { ...program, ...all });
}

describe("what is counted", () => {
  test("points by type and kind, tiers, cases and responses, on the local day on which they count", async () => {
    const storage = memoryStorage();
    await happens(storage, honour, { ...order, occurredAt: "2026-03-02T16:30:00.000Z" });
    await happens(storage, honour, {
      ...told("order.refunded", "rfd_1", "2026-03-05T12:00:00.000Z"),
      orderId: "ord_1",
    });
    await rollAll(storage, honour);
    const { days, sum } = await totalsIn(storage, honour);
    expect(days.map(({ day }) => day)).toEqual(["2026-03-03", "2026-03-05"]);
    expect(days[0]?.points["points"]).toMatchObject({ issued: 3280, reversed: 0 });
    expect(days[0]?.tiers["honour"]).toMatchObject({ silver: { entered: 1, left: 0 } });
    expect(days[1]?.points["points"]).toMatchObject({ issued: 0, reversed: 3280 });
    expect(sum.events).toMatchObject({ "points.earned": 2, "points.reversed": 2, "tier.upgraded": 1 });
  });

  test("cases and responses by what happened", async () => {
    const storage = memoryStorage();
    const opened = {
      ...told("case.opened", "cas_1", "2026-03-02T12:00:00.000Z"),
      caseType: "complaint",
      channel: "phone",
    } as const;
    await happens(storage, store, opened);
    await happens(storage, store, {
      ...told("survey.answered", "ans_1", "2026-03-02T12:00:00.000Z"),
      questionnaire: "store_visit",
      answers: { quality: 4 },
    });
    await rollAll(storage, store);
    expect((await totalsIn(storage, store)).sum.events).toMatchObject({ "case.opened": 1, "response.recorded": 1 });
  });

  test("nothing, where nothing was committed; and of days without anything, nothing", async () => {
    const storage = memoryStorage();
    const context = at(honour, "2026-03-02T12:00:00Z");
    expect(await rollUp(storage, context)).toEqual({ done: true, entries: 0 });
    const nothing = { days: [], sum: { points: {}, tiers: {}, events: {} }, entries: 0 };
    expect(await totalsIn(storage, honour)).toEqual(nothing);
    await happens(storage, honour, order);
    await rollUp(storage, context);
    const before = await programTotals(storage, { ...honour, from: "2026-02-01", to: "2026-03-01" });
    expect(before.days).toEqual([]);
    expect((await programTotals(storage, { ...honour, from: "2026-03-02", to: "2026-03-02" })).days).toHaveLength(1);
  });

  test.each([
    ["from", { from: "2026-02-30", to: "2026-03-02" }],
    ["to", { from: "2026-03-02", to: "2026-03-01" }],
    ["to", { from: "2016-03-02", to: "2026-03-01" }],
  ])("days that make no sense are command_invalid at %s: %o", async (path, days) => {
    await expect(programTotals(memoryStorage(), { ...honour, ...days })).rejects.toMatchObject({
      code: "command_invalid",
      details: { path },
    });
  });

  test("ten years can be read at once", async () => {
    expect((await programTotals(memoryStorage(), { ...honour, from: "2016-03-02", to: "2026-02-01" })).days).toEqual(
      [],
    );
  });

  test("its own records are not in the outbox, so that it comes to an end", async () => {
    const storage = memoryStorage();
    await happens(storage, honour, order);
    const { entries } = await storage.outbox({ limit: 99 });
    await rollAll(storage, honour, 1);
    expect((await storage.outbox({ limit: 99 })).entries).toHaveLength(entries.length);
    expect((await totalsIn(storage, honour)).entries).toBe(entries.length);
  });
});

describe("every entry counts exactly once", () => {
  test.each(Object.entries(programs))("%s: totals are the sums over all records", async (_, program) => {
    const storage = memoryStorage();
    const history = hostEvents(program, { seed: 3, events: 30 });
    await playHistory(storage, history, { program });
    await sweep(storage, Date.parse("2028-06-01T00:00:00Z"), { program });
    await rollAll(storage, program, 7);
    const { sum, days } = await totalsIn(storage, program);
    const issued: Record<string, Record<string, number>> = {};
    const tiers: Record<string, number> = {};
    for (const { ref, record } of await storedHistories(storage)) {
      if (ref.kind === pointsAccountKind.kind) addPoints(issued, record as PointsAccount);
      if (ref.kind === standingKind.kind) count(tiers, `${(record as Standing).tierSet} ${(record as Standing).tier}`);
    }
    expect(sum.points).toEqual(issued);
    const held = Object.entries(sum.tiers).flatMap(([set, moves]) =>
      Object.entries(moves).map(([tier, { entered, left }]) => [`${set} ${tier}`, entered - left] as const),
    );
    expect(Object.fromEntries(held.filter(([, number]) => number !== 0))).toEqual(tiers);
    const happened = days.reduce(
      (events, day) => events + Object.values(day.events).reduce((one, two) => one + two, 0),
      0,
    );
    expect(happened).toBe(Object.values(sum.events).reduce((one, two) => one + two, 0));
  });

  test("whether it runs often, late, in slices, twice, in parallel or through trouble", async () => {
    const history = hostEvents(tea, { seed: 8, events: 24 });
    const once = memoryStorage();
    await playHistory(once, history, { program: tea });
    await rollAll(once, tea);
    const expected = canonicalJson(await totalsIn(once, tea));
    const troubles = fc.array(fc.constantFrom("conflict", "lost_request", "lost_answer", undefined), { maxLength: 12 });
    const check = fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      troubles,
      async (limit, every, trouble) => {
        const storage = memoryStorage();
        const troubled = troubledStorage(storage, trouble);
        for (const [i, sent] of history.entries()) {
          await playHistory(storage, [sent], { program: tea });
          if (i % every !== 0) continue;
          const slice = (): Promise<unknown> => rollUp(troubled, { ...at(tea, sent.now), limit });
          await Promise.allSettled([slice(), slice(), slice()]);
        }
        await rollAll(storage, tea, limit);
        expect(canonicalJson(await totalsIn(storage, tea))).toBe(expected);
      },
    );
    await fc.assert(check, { seed: 42, numRuns: 8 });
  });

  test("a slice that was overtaken while it read counts nothing again", async () => {
    const storage = memoryStorage();
    await happens(storage, honour, order);
    let isOvertaken = false;
    const slow: Storage = {
      ...storage,
      loadOwner: async (wanted) => {
        if (!isOvertaken) {
          isOvertaken = true;
          await rollAll(storage, honour);
        }
        return storage.loadOwner(wanted);
      },
    };
    expect(await rollUp(slow, at(honour, order.occurredAt))).toEqual({ done: true, entries: 0 });
    expect((await totalsIn(storage, honour)).sum.points["points"]?.issued).toBe(3280);
  });

  test("a slice is one commit: the watermark and what was counted, or neither", async () => {
    const storage = memoryStorage();
    await happens(storage, honour, order);
    const lost = troubledStorage(storage, ["lost_request"]);
    await expect(rollUp(lost, at(honour, order.occurredAt))).rejects.toMatchObject({ code: "storage_failed" });
    expect(await totalsIn(storage, honour)).toMatchObject({ days: [], entries: 0 });
    await rollAll(storage, honour);
    expect((await totalsIn(storage, honour)).sum.points["points"]?.issued).toBe(3280);
  });
});

test("after an erasure the totals are as they were, before and after it is counted", async () => {
  const storage = memoryStorage();
  await happens(storage, store, {
    ...told("customer.registered", "reg_1", "2026-03-02T10:00:00.000Z"),
    personal: { name: "Ada" },
  });
  await happens(storage, store, order);
  const opened = {
    ...told("case.opened", "cas_1", "2026-03-02T12:00:00.000Z"),
    caseType: "complaint",
    channel: "phone",
    text: "Broken",
  } as const;
  await happens(storage, store, opened);
  await rollUp(storage, { ...at(store, order.occurredAt), limit: 4 });
  const late = memoryStorage();
  for (const event of [
    { ...told("customer.registered", "reg_1", "2026-03-02T10:00:00.000Z"), personal: { name: "Ada" } },
    order,
    opened,
  ])
    await recordEvent(late, event, at(store, event.occurredAt));
  for (const each of [storage, late]) {
    await happens(each, store, told("customer.erased", "ers_1", "2026-04-02T12:00:00.000Z"));
    await rollAll(each, store);
  }
  expect((await totalsIn(storage, store)).days).toEqual((await totalsIn(late, store)).days);
  expect((await totalsIn(storage, store)).sum.points["points"]?.issued).toBeGreaterThan(0);
});

function addPoints(sums: Record<string, Record<string, number>>, account: PointsAccount): void {
  for (const [type, counts] of Object.entries(countsOf(account))) {
    if (Object.values(counts).every((number) => number === 0)) continue;
    const sum = (sums[type] ??= {});
    for (const [name, number] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + number;
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
