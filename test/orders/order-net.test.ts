import { describe, expect, test } from "vitest";
import { cancelOrder, orderNet, type OrderRecord, type SpendRules } from "../../src/orders/index.js";
import { checkSpend, defineSpend } from "../../src/orders/rules.js";
import { must } from "../../src/shared/decision.js";
import { at, morning, orderOf, refunded } from "./support.js";

const tenders = [
  { kind: "card", amount: "96.00" },
  { kind: "points", amount: "32.00" },
];

function spends(order: OrderRecord): readonly string[] {
  const { spend, categories } = orderNet(order);
  return [spend, ...categories.map((each) => `${each.category ?? ""} ${each.spend}`)];
}

describe("what counts as spending", () => {
  test.each<[SpendRules, readonly string[]]>([
    [{}, ["90.00", "tea 75.00", "ware 15.00"]],
    [{ partPaidWithPoints: "included" }, ["120.00", "tea 100.00", "ware 20.00"]],
    [{ shipping: "included" }, ["96.00", " 6.00", "tea 75.00", "ware 15.00"]],
    [{ tax: "excluded" }, ["80.25", "tea 65.25", "ware 15.00"]],
    [
      { tax: "excluded", shipping: "included", partPaidWithPoints: "included" },
      ["115.00", " 8.00", "tea 87.00", "ware 20.00"],
    ],
  ])("by %j", (rules, expected) => {
    expect(spends(orderOf({ shipping: "8.00", tenders }, rules))).toEqual(expected);
  });

  test("a refund lowers its line, its tax with it; and not where only what was paid counts", () => {
    const half = { lines: [{ id: "1", amount: "50.00" }] };
    expect(spends(refunded(orderOf({}, { tax: "excluded" }), half))).toEqual(["63.50", "tea 43.50", "ware 20.00"]);
    const paid = refunded(orderOf({}, { counts: "paid" }), half);
    expect(orderNet(paid)).toMatchObject({ net: "70.00", spend: "120.00", units: 4 });
    expect(orderNet(refunded(paid, {}))).toMatchObject({ net: "0.00", spend: "120.00", units: 4 });
    const cancelled = must(cancelOrder(paid, { id: "can_1" }, at(morning))).state;
    expect(orderNet(cancelled)).toMatchObject({ spend: "0.00", units: 0 });
  });

  test("the parts of three lines paid with points add up to the cent", () => {
    const lines = ["33.33", "33.33", "33.34"].map((paid, i) => ({ sku: "a", category: `c${i}`, quantity: 1, paid }));
    const part = [
      { kind: "card", amount: "90.00" },
      { kind: "points", amount: "10.00" },
    ];
    expect(spends(orderOf({ lines, tenders: part }))).toEqual(["90.00", "c0 30.00", "c1 29.99", "c2 30.01"]);
  });

  test("an order that cost nothing counts its units until they come back", () => {
    const lines = [{ sku: "gift", category: "gift", quantity: 2, paid: "0.00" }];
    const gift = orderOf({ lines });
    expect(orderNet(gift)).toMatchObject({
      spend: "0.00",
      units: 2,
      categories: [{ category: "gift", spend: "0.00", units: 2 }],
    });
    expect(orderNet(refunded(gift, { lines: [{ id: "1", quantity: 2 }] }))).toMatchObject({ units: 0, categories: [] });
  });
});

describe("the spend section", () => {
  test("is closed", () => {
    const store = {
      counts: "paid_minus_refunded",
      tax: "included",
      shipping: "excluded",
      partPaidWithPoints: "excluded",
    } as const;
    expect(defineSpend(store)).toEqual(store);
    expect(checkSpend({ tax: "exclude", refunds: true })).toMatchObject({
      ok: false,
      issues: [{ path: "tax" }, { path: "refunds", code: "unknown_key" }],
    });
  });
});
