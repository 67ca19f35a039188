import { describe, expect, test } from "vitest";
import {
  addToPurchases,
  applyPurchasesEvents,
  cancelOrder,
  openPurchases,
  purchaseFacts,
  purchaseFactsChangeOn,
  purchasesKind,
  recordOrder,
  refundOrder,
  type PurchasesEvent,
  type PurchasesRecord,
} from "../../src/orders/index.js";
import type { FactWindow } from "../../src/conditions/model.js";
import { must } from "../../src/shared/decision.js";
import { addDays } from "../../src/shared/days.js";
import { at, lines, morning, orderOf } from "./support.js";

const opened = openPurchases({ id: "opn_7", customerId: "cus_7" }, at(morning)).state;
const year: FactWindow = { kind: "rolling", length: "P12M" };

function bought(purchases: PurchasesRecord, id: string, now: string, more: object = {}): PurchasesRecord {
  const order = must(recordOrder({ id, type: "order.paid", customerId: "cus_7", lines, ...more }, at(now))).state;
  return addToPurchases(purchases, { id, after: order }, at(now)).state;
}

describe("addToPurchases", () => {
  test("an order is added to its day, by category [a6, a23]", () => {
    const order = orderOf({ occurredAt: "2026-02-27T10:00:00+08:00" });
    const { state, events } = addToPurchases(opened, { id: "ord_1#orders", by: "till_2", after: order }, at(morning));
    expect(events).toEqual([
      {
        type: "purchases.changed",
        id: "ord_1#orders",
        about: "ord_1",
        by: "till_2",
        occurredAt: "2026-02-27T02:00:00.000Z",
        recordedAt: morning,
        of: { id: "shop", version: 3 },
        day: "2026-02-27",
        orders: 1,
        categories: [
          { category: "tea", spend: "100.00", units: 3 },
          { category: "ware", spend: "20.00", units: 1 },
        ],
      },
    ]);
    const twice = bought(state, "ord_2", morning, { occurredAt: "2026-02-27T12:00:00+08:00" });
    expect(twice.days).toEqual([
      {
        day: "2026-02-27",
        orders: 2,
        categories: [
          { category: "tea", spend: "200.00", units: 6 },
          { category: "ware", spend: "40.00", units: 2 },
        ],
      },
    ]);
  });

  test("a refund lowers the day of the payment, a cancellation empties it", () => {
    const order = orderOf();
    const before = bought(opened, "ord_1", morning);
    const context = at("2026-04-09T02:00:00Z");
    const part = must(refundOrder(order, { id: "rfd_1", lines: [{ id: "1", quantity: 1 }] }, context)).state;
    const { state, events } = addToPurchases(before, { id: "rfd_1", before: order, after: part }, context);
    expect(events).toMatchObject([{ day: "2026-03-02", orders: 0, occurredAt: "2026-04-09T02:00:00.000Z" }]);
    expect(purchaseFacts(state, context)).toMatchObject({ spend: "86.67", orders: 1, units: 3 });
    const off = must(cancelOrder(part, { id: "can_1" }, context)).state;
    const after = addToPurchases(state, { id: "can_1", before: part, after: off }, context).state;
    expect(after).toEqual({ ...opened, at: "2026-04-09T02:00:00.000Z" });
  });

  test("an order that is not paid leaves no event, one of another customer is thrown", () => {
    const placed = must(recordOrder({ id: "o", type: "order.placed", customerId: "cus_7", lines }, at(morning))).state;
    expect(addToPurchases(opened, { id: "o", after: placed }, at(morning))).toEqual({
      ok: true,
      state: opened,
      events: [],
    });
    const other = orderOf({ customerId: "cus_8" });
    expect(() => addToPurchases(opened, { id: "o", after: other }, at(morning))).toThrow(/is of "cus_8"/);
  });

  test("an order that is paid later is counted whole", () => {
    const placed = must(recordOrder({ id: "o", type: "order.placed", customerId: "cus_7", lines }, at(morning))).state;
    const { state } = addToPurchases(opened, { id: "o", before: placed, after: orderOf() }, at("2026-03-05T00:00:00Z"));
    expect(purchaseFacts(state, at("2026-03-05T00:00:00Z"))).toMatchObject({ orders: 1, lastOrderOn: "2026-03-02" });
  });
});

describe("purchaseFacts", () => {
  test("of one who bought nothing", () => {
    for (const purchases of [undefined, opened]) {
      expect(purchaseFacts(purchases, { ...at(morning), windows: [year] })).toEqual({
        spend: "0",
        orders: 0,
        units: 0,
        categories: 0,
        "spend@P12M": "0",
        "orders@P12M": 0,
        "units@P12M": 0,
        "categories@P12M": 0,
      });
    }
  });

  test("both sides of each window's edges [L127, e114]", () => {
    const purchases = bought(bought(opened, "a", "2025-03-02T02:00:00Z"), "b", morning);
    const month: FactWindow = { kind: "calendar", unit: "month" };
    const before: FactWindow = { kind: "calendar", unit: "month", offset: -1 };
    const facts = (now: string): unknown => {
      const {
        "orders@P12M": rolling,
        "orders@calendar:month": this_,
        "orders@calendar:month-1": last,
      } = purchaseFacts(purchases, {
        ...at(now),
        windows: [year, month, before],
      });
      return [rolling, this_, last];
    };
    expect(facts("2026-03-01T15:59:59.999Z")).toEqual([1, 0, 0]);
    expect(facts("2026-03-01T16:00:00.000Z")).toEqual([1, 1, 0]);
    expect(facts("2026-04-01T00:00:00.000Z")).toEqual([1, 0, 1]);
    expect(facts("2027-03-01T15:59:59.999Z")).toEqual([1, 0, 0]);
    expect(facts("2027-03-01T16:00:00.000Z")).toEqual([0, 0, 0]);
    expect(purchaseFacts(purchases, at("2026-03-12T00:00:00Z"))).toMatchObject({
      firstOrderOn: "2025-03-02",
      lastOrderOn: "2026-03-02",
      daysSinceOrder: 10,
      categories: 2,
    });
  });

  test("what has no category is spending and no category", () => {
    const purchases = bought(opened, "a", morning, { lines: [{ sku: "x", quantity: 1, paid: "5.00" }] });
    expect(purchaseFacts(purchases, at(morning))).toMatchObject({ spend: "5.00", units: 1, categories: 0 });
  });

  test("a category named like a member that every object has is a category", () => {
    const odd = ["__proto__", "constructor"].map((category) => ({ sku: "x", category, quantity: 1, paid: "5.00" }));
    expect(purchaseFacts(bought(opened, "a", morning, { lines: odd }), at(morning))).toMatchObject({ categories: 2 });
  });
});

describe("purchaseFactsChangeOn", () => {
  const purchases = bought(bought(opened, "a", "2025-08-31T02:00:00Z"), "b", morning);
  const changeOn = (now: string, ...windows: FactWindow[]): unknown =>
    purchaseFactsChangeOn(purchases, { ...at(now), windows });

  test("a day leaves a rolling window, a calendar window moves on", () => {
    expect(changeOn(morning, year)).toBe("2026-08-31");
    expect(changeOn("2026-08-31T00:00:00Z", year)).toBe("2027-03-02");
    expect(changeOn("2027-03-02T00:00:00Z", year)).toBeUndefined();
    expect(changeOn(morning, { kind: "rolling", length: "P6M" })).toBe("2026-09-02");
    expect(changeOn(morning, { kind: "calendar", unit: "month" })).toBe("2026-04-01");
    expect(changeOn("2026-04-01T00:00:00Z", { kind: "calendar", unit: "month" })).toBeUndefined();
    expect(changeOn(morning, { kind: "calendar", unit: "month", offset: -2 })).toBe("2026-05-01");
    expect(changeOn(morning, { kind: "lifetime" })).toBeUndefined();
    expect(changeOn(morning, year, { kind: "calendar", unit: "week" })).toBe("2026-03-09");
    expect(purchaseFactsChangeOn(undefined, { ...at(morning), windows: [year] })).toBeUndefined();
  });
});

describe("the bound of days", () => {
  const start = "2020-01-15";
  const events = Array.from({ length: 1_200 }, (_, i): PurchasesEvent => {
    const day = addDays(start, i);
    const instant = `${day}T04:00:00.000Z`;
    const categories = [{ category: "tea", spend: "1.00", units: 1 }];
    return {
      type: "purchases.changed",
      id: `e${i}`,
      occurredAt: instant,
      recordedAt: instant,
      of: { id: "shop", version: 3 },
      day,
      orders: 1,
      categories,
    };
  });
  const full = applyPurchasesEvents(opened, events);

  test("older days are added up by whole months, and nothing is lost", () => {
    expect(full.days.length).toBeLessThanOrEqual(1_100);
    expect(full.days[0]?.day.endsWith("-01")).toBe(true);
    expect(full.months[0]).toMatchObject({ day: "2020-01-15", lastDay: "2020-01-31", orders: 17 });
    expect(applyPurchasesEvents(opened, events.slice(0, 1_100)).months).toEqual([]);
    expect(purchasesKind.project(full)).toEqual({ customerId: "cus_7", orders: 1_200 });
    const now = `${addDays(start, 1_199)}T08:00:00Z`;
    expect(purchaseFacts(full, { ...at(now), windows: [year] })).toMatchObject({
      spend: "1200.00",
      firstOrderOn: start,
      "orders@P12M": 365,
    });
  });

  test("what goes back of an old day lowers its month, and a late order joins it", () => {
    const [first] = events;
    if (first?.type !== "purchases.changed") throw new Error("the first event is a change");
    const less = applyPurchasesEvents(full, [
      { ...first, orders: -1, categories: [{ category: "tea", spend: "-1.00", units: -1 }] },
    ]);
    expect(less.months[0]).toMatchObject({ orders: 16, categories: [{ category: "tea", spend: "16.00", units: 16 }] });
    const more = applyPurchasesEvents(full, [
      { ...first, day: "2020-01-03" },
      { ...first, day: "2019-12-30" },
    ]);
    expect(more.months.slice(0, 2)).toMatchObject([
      { day: "2019-12-30", lastDay: "2019-12-30", orders: 1 },
      { day: "2020-01-03", lastDay: "2020-01-31", orders: 18 },
    ]);
  });
});
