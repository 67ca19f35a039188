import { Decimal } from "decimal.js";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { memoryStorage, overlayStorage } from "../../src/memory/index.js";
import type { FactValue } from "../../src/conditions/fact-spec.js";
import {
  backfillEvents,
  customerReport,
  explainShadow,
  explainShadowSummary,
  recordEvent,
  shadowEvent,
  shadowEvents,
  shadowSummary,
  type Shadow,
} from "../../src/program/index.js";
import type { HostEvent } from "../../src/program/host-events.js";
import type { Storage } from "../../src/shared/storage.js";
import { hostEvents } from "../../src/testing/host-events.js";
import { storedTexts } from "../../src/testing/stored.js";
import { honour, programs, store, tea } from "./programs.js";
import { at, happens, lines, told, verdicts } from "./support.js";

let storage: Storage;
beforeEach(() => {
  storage = memoryStorage();
});

const noon = "2026-03-02T12:00:00.000Z";
const order: HostEvent = { ...told("order.paid", "ord_1", noon), lines: lines("3280.00") };
const now = "2026-11-01T00:00:00.000Z";

function shadow(theirs: Shadow["theirs"], event = order): Shadow {
  return { event, theirs };
}

describe("one event", () => {
  test("is decided as it would be in earnest, and nothing is written", async () => {
    const shadowed = await shadowEvent(storage, shadow({}), at(honour, noon));
    expect(await storedTexts(storage)).toEqual({});
    const recorded = await happens(storage, honour, order);
    expect(shadowed.decisions).toEqual(recorded.decisions);
    const { facts } = await customerReport(storage, { ...at(honour, noon), customerId: "cus_7" });
    expect(shadowed.ours).toEqual(facts);
  });

  test("the figures after it are held against theirs", async () => {
    const theirs = { "points.honour": 3380, "tier.honour": "gold", orders: "1.0", "points.points": null, tags: [] };
    const { differences, compared } = await shadowEvent(storage, shadow(theirs), at(honour, noon));
    expect(compared).toEqual(["points.honour", "tier.honour", "orders", "tags"]);
    expect(differences).toEqual([{ fact: "tier.honour", ours: "silver", theirs: "gold" }]);
  });

  test.each<readonly [string, unknown, boolean]>([
    ["points.honour", "3380.00", true],
    ["points.honour", 3380n, true],
    ["points.honour", new Decimal("3380"), true],
    ["points.honour", 3381, false],
    ["points.honour", "many", false],
    ["tier.honour", "silver", true],
    ["tier.honour", "Silver", false],
  ])("%s of %s is the same: %s", async (fact, value, isSame) => {
    const { differences } = await shadowEvent(storage, shadow({ [fact]: value }), at(honour, noon));
    expect(differences.length === 0).toBe(isSame);
  });

  test("a count of nothing is 0, and what is not known is told apart", async () => {
    const event = told("visit.made", "vis_1", noon);
    const theirs = { "points.points": 0, orders: 0, salesChannel: "app" };
    const { differences } = await shadowEvent(storage, shadow(theirs, event), at(honour, noon));
    expect(differences).toEqual([{ fact: "salesChannel", theirs: "app" }]);
  });

  test.each(["points.honor", "tier.platinum", "spend@P3M", "visits", "height"])(
    "a figure of no fact is refused: %s",
    async (fact) => {
      const path = `theirs.${fact}`;
      await expect(shadowEvent(storage, shadow({ [fact]: 1 }), at(honour, noon))).rejects.toMatchObject({
        code: "command_invalid",
        details: { path },
      });
    },
  );

  test("one that is recorded already is not decided again", async () => {
    await happens(storage, honour, order);
    const shadowed = await shadowEvent(storage, shadow({ "points.honour": 3380 }), at(honour, noon));
    expect(shadowed).toMatchObject({ replayed: true, differences: [] });
    const later = await shadowEvent(storage, shadow({ "points.honour": 0 }), at(honour, "2028-03-02T12:00:00.000Z"));
    expect(later.differences).toEqual([]);
    await expect(
      shadowEvent(storage, shadow({}, { ...order, lines: lines("1.00") }), at(honour, noon)),
    ).rejects.toMatchObject({ code: "command_reused" });
  });

  test("a module's no is part of the answer", async () => {
    const event = { ...told("order.refunded", "rfd_1", noon), orderId: "ord_9" };
    expect(verdicts(await shadowEvent(storage, shadow({}, event), at(honour, noon)))).toEqual(["orders: not_found"]);
  });
});

describe("many events", () => {
  test("go on from each other in an overlay; the storage below stays as it is", async () => {
    await happens(storage, honour, order);
    const before = await storedTexts(storage);
    const second: HostEvent = { ...told("order.paid", "ord_2", "2026-03-20T12:00:00.000Z"), lines: lines("100.00") };
    const third: HostEvent = { ...told("order.paid", "ord_3", "2026-03-21T12:00:00.000Z"), lines: lines("50.00") };
    const overlay = overlayStorage(storage);
    const run = await shadowEvents(
      overlay,
      [shadow({ orders: 3 }, third), shadow({ orders: 2 }, second)],
      at(honour, now),
    );
    expect(run.shadowed.map(({ id, differences }) => [id, differences])).toEqual([
      ["ord_2", []],
      ["ord_3", []],
    ]);
    expect(await storedTexts(storage)).toEqual(before);
  });

  test("a storage that outlives the process is refused", async () => {
    const durable: Storage = { ...storage, durability: async () => "process" };
    await expect(shadowEvents(durable, [], at(honour, now))).rejects.toMatchObject({ code: "command_invalid" });
  });

  test("what is malformed is told, and keeps nothing back", async () => {
    const odd = [
      shadow({}, { ...order, id: "a#b" }),
      shadow({ orders: 1 }),
      shadow({ order: 1 }, { ...order, id: "ord_2" }),
      shadow({}, null as never),
    ];
    const run = await shadowEvents(overlayStorage(storage), odd, at(honour, now));
    expect(run.shadowed.map(({ id }) => id)).toEqual(["ord_1"]);
    expect(run.invalid.map(({ id, path }) => [id, path])).toEqual([
      ["events[0]", "id"],
      ["ord_2", "theirs.order"],
      ["events[3]", ""],
    ]);
  });

  test.each(Object.entries(programs))(
    "%s: held against itself it agrees with everything, and against a changed figure with all but that",
    async (_, program) => {
      const history = hostEvents(program, { seed: 5, events: 16, start: new Date("2024-01-01T00:00:00Z") }).map(
        ({ event }) => event,
      );
      const inOrder = history.toSorted((left, right) => Date.parse(left.occurredAt) - Date.parse(right.occurredAt));
      const first = await shadowEvents(
        overlayStorage(memoryStorage()),
        inOrder.map((event) => shadow({}, event)),
        at(program, now),
      );
      const figures = new Map(first.shadowed.map(({ id, ours }) => [id, ours]));
      const again = first.shadowed
        .map(({ id }) => inOrder.find((event) => event.id === id))
        .filter((event) => event !== undefined);
      const same = again.map((event) => shadow({ ...figures.get(event.id) }, event));
      const run = await shadowEvents(overlayStorage(memoryStorage()), same, at(program, now));
      expect(shadowSummary(run.shadowed)).toMatchObject({ events: same.length, causes: [] });
      const recorded = memoryStorage();
      await backfillEvents(recorded, inOrder, at(program, now));
      const kept = overlayStorage(memoryStorage());
      await shadowEvents(
        kept,
        inOrder.map((event) => shadow({}, event)),
        at(program, now),
      );
      expect(await storedTexts(kept)).toEqual(await storedTexts(recorded));
    },
  );
});

describe("the summary", () => {
  const visit = (id: string, customerId: string, theirs: Shadow["theirs"]): Shadow => ({
    event: { ...told("visit.made", id, noon), customerId },
    theirs,
  });

  test("counts by fact, and each customer once under the event with which it began", async () => {
    const shadows = [
      visit("vis_1", "cus_1", { "points.leaves": 0 }),
      visit("vis_2", "cus_1", { "points.leaves": 1 }),
      { event: { ...order, id: "ord_2", customerId: "cus_1" }, theirs: { "points.leaves": 2, orders: 1 } },
      { event: { ...order, id: "ord_3", customerId: "cus_2" }, theirs: { orders: 2 } },
      visit("vis_3", "cus_3", { "points.leaves": 3 }),
    ];
    const { shadowed } = await shadowEvents(overlayStorage(storage), shadows, at(tea, now));
    const summary = shadowSummary(shadowed);
    expect(summary).toMatchObject({ events: 5, agreeing: 1 });
    expect(summary.facts).toEqual([
      { fact: "points.leaves", compared: 4, differing: 3, customers: 2 },
      { fact: "orders", compared: 2, differing: 1, customers: 1 },
    ]);
    expect(summary.causes.map(({ fact, type, customers, first }) => [fact, type, customers, first.id])).toEqual([
      ["points.leaves", "visit.made", 2, "vis_2"],
      ["orders", "order.paid", 1, "ord_3"],
    ]);
    const sentences = explainShadowSummary(summary, "en").split("\n");
    expect(sentences).toHaveLength(5);
    expect(sentences[0]).toBe("1 of 5 events agree.");
    expect(explainShadowSummary(summary, "zh-CN")).toContain("共5个事件,其中1个一致。");
    expect(explainShadowSummary(summary, "zh-CN")).toContain("订单数:比对2次,不一致1次,涉及1位客户。");
  });

  test("of nothing is nothing", () => {
    expect(shadowSummary([])).toEqual({ events: 0, agreeing: 0, facts: [], causes: [] });
  });

  test("every value has words in both languages", () => {
    const value = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constantFrom("gold", "80.00"),
      fc.array(fc.constantFrom("a", "b")),
    );
    const check = fc.property(fc.option(value, { nil: undefined }), value, (ours, theirs: FactValue) => {
      const difference = { fact: "tags", ...(ours !== undefined && { ours }), theirs };
      const shadowed = {
        id: "e",
        type: "visit.made",
        customerId: "c",
        occurredAt: noon,
        replayed: false,
        decisions: [],
        ours: {},
        compared: ["tags"],
        differences: [difference],
      };
      for (const locale of ["en", "zh-CN"] as const)
        expect(explainShadow(shadowed, locale)).not.toMatch(/undefined|\[|\]|: \.|:。/);
    });
    fc.assert(check, { seed: 42, numRuns: 100 });
  });
});

test("in a shop with personal details a shadow leaves no trace of them", async () => {
  const registered = { ...told("customer.registered", "reg_1", noon), personal: { name: "Ada" } };
  await shadowEvent(storage, shadow({}, registered), at(store, noon));
  expect(await storedTexts(storage)).toEqual({});
  await recordEvent(storage, registered, at(store, noon));
});
