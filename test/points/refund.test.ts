import { describe, expect, test } from "vitest";
import type { EarnRule, PointsEvent } from "../../src/points/index.js";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { answer, balance, gift, instant, openShop, order, plainRules, send, type CommandOf } from "./support/shop.js";

const noon = "2026-03-02T12:00";
type Refund = Omit<CommandOf<"refund">, "id" | "orderId">;

/** How many points are left, step by step, of an order that is refunded in parts. */
function left(earning: CommandOf<"earn">, refunds: readonly Refund[], rule: Partial<EarnRule> = {}): readonly number[] {
  const [first] = plainRules.earn;
  const shop = openShop({ ...plainRules, earn: [{ ...(first as EarnRule), ...rule }] });
  send(shop, "2026-03-01T10:00", "earn", earning);
  return refunds.map((part, n) => {
    send(shop, noon, "refund", { id: `ref_${n}`, orderId: "ord_1", ...part });
    return balance(shop, noon)?.available ?? 0;
  });
}

describe("refundPoints: what an order earned", () => {
  test("a whole refund takes all of it back and says what was refunded and when it happened", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "50.00", "29.75"));
    const asked = { id: "ref_1", orderId: "ord_1", occurredAt: "2026-03-01T20:00:00+08:00", by: "ann" };
    const [event] = send(shop, noon, "refund", asked);
    expect(event).toEqual({
      type: "points.reversed",
      id: "ref_1",
      about: "ord_1",
      by: "ann",
      occurredAt: instant(noon),
      recordedAt: instant(noon),
      of: { id: "points", version: 1 },
      pointsType: "points",
      points: 79,
      took: [{ bucket: "points:never", ranges: [[0, 79]] }],
      refunded: { amount: "79.75" },
      happenedAt: instant("2026-03-01T20:00"),
    });
  });

  test("by amount, the customer keeps what the rest of the order is worth, rounded by the mode of the rule", () => {
    const earning = order("ord_1", "10.00");
    const third: readonly Refund[] = [{ amount: "3.33" }, { amount: "3.33" }, { amount: "3.34" }];
    expect(left(earning, third)).toEqual([6, 3, 0]);
    expect(left(earning, third, { rounding: "up" })).toEqual([7, 4, 0]);
    expect(left(earning, [{ amount: "2.50" }], { rounding: "half_up" })).toEqual([8]);
    expect(left(earning, [{ amount: "2.51" }], { rounding: "half_up" })).toEqual([7]);
    expect(left(earning, [{ amount: "2.50" }, { amount: "1.00" }], { rounding: "half_even" })).toEqual([8, 6]);
  });

  test("by line, by its place or its id, whole or in part", () => {
    const earning = order("ord_1", "10.00", "20.00", "30.00");
    expect(left(earning, [{ lines: [{ id: "2" }] }, { lines: [{ id: "3", amount: "15.00" }] }])).toEqual([40, 25]);
    const named = { ...earning, lines: earning.lines?.map((line, n) => ({ ...line, id: `tea_${n}` })) ?? [] };
    expect(left(named, [{ lines: [{ id: "tea_0" }, { id: "tea_1" }] }])).toEqual([30]);
  });

  test("a line weighs as much as it did when it earned: by its rate, or not at all", () => {
    const lines = [
      { sku: "tea", quantity: 1, category: "tea", paid: "10.00" },
      { sku: "pot", quantity: 1, category: "pots", paid: "10.00" },
      { sku: "card", quantity: 1, category: "gift cards", paid: "50.00" },
    ];
    const rule = { categories: ["tea", "pots"], multipliers: [{ by: "3", categories: ["tea"] }] };
    const earning = { ...order("ord_1"), lines };
    expect(left(earning, [{ lines: [{ id: "1" }] }], rule)).toEqual([10]);
    expect(left(earning, [{ lines: [{ id: "2" }] }], rule)).toEqual([30]);
    expect(left(earning, [{ lines: [{ id: "3" }] }], rule)).toEqual([40]);
    expect(left(earning, [{ amount: "35.00" }], rule)).toEqual([20]);
  });

  test("any split gives what the whole gives", () => {
    const earning = order("ord_1", "9.99", "0.01", "5.55");
    const byLine = (...parts: readonly (readonly [string, string])[]): Refund[] =>
      parts.map(([id, amount]) => ({ lines: [{ id, amount }] }));
    const splits: readonly (readonly Refund[])[] = [
      [{}],
      [{ amount: "0.01" }, { amount: "15.54" }],
      [{ amount: "7.77" }, { amount: "7.78" }],
      byLine(["1", "3.33"], ["3", "5.55"], ["1", "6.66"], ["2", "0.01"]),
      [{ lines: [{ id: "2" }, { id: "1" }] }, { lines: [{ id: "3" }] }],
    ];
    for (const rounding of ["down", "up", "half_up", "half_even"] as const) {
      for (const refunds of splits) expect(left(earning, refunds, { rounding }).at(-1)).toBe(0);
      const [twice] = left(
        earning,
        [
          {
            lines: [
              { id: "1", amount: "3.00" },
              { id: "1", amount: "2.00" },
            ],
          },
        ],
        { rounding },
      );
      expect(left(earning, byLine(["1", "3.00"], ["1", "2.00"]), { rounding }).at(-1)).toBe(twice);
    }
  });

  test("of a line, no more counts than was paid for it", () => {
    const earning = order("ord_1", "30.00", "10.00");
    expect(left(earning, [{ lines: [{ id: "1" }] }, { lines: [{ id: "1" }] }])).toEqual([10, 10]);
  });

  test("points for the event itself stay until nothing of the order is left", () => {
    const earning = order("ord_1", "10.00", "10.00");
    const flat = { id: "visit", label: "Visit", on: "order.paid", gives: "points", points: 7 };
    const shop = openShop({ ...plainRules, earn: [flat] });
    send(shop, "2026-03-01T10:00", "earn", earning);
    send(shop, noon, "refund", { id: "ref_1", orderId: "ord_1", amount: "19.99" });
    expect(balance(shop, noon)?.available).toBe(7);
    send(shop, noon, "refund", { id: "ref_2", orderId: "ord_1", amount: "0.01" });
    expect(balance(shop, noon)?.available).toBe(0);
  });

  test("of three orders in one bucket, it takes those of the one that is refunded", () => {
    const shop = openShop(plainRules);
    for (const id of ["ord_1", "ord_2", "ord_3"]) send(shop, "2026-03-01T10:00", "earn", order(id, "10.00"));
    send(shop, noon, "redeem", { id: "rdm_1", points: 4 });
    const [event] = send(shop, noon, "refund", { id: "ref_1", orderId: "ord_2" });
    expect(event?.took).toEqual([{ bucket: "points:never", ranges: [[10, 20]] }]);
    expect(shop.account.buckets[0]?.free).toEqual([
      [4, 10],
      [20, 30],
    ]);
  });

  test("a line that the order does not have, without an amount, throws command_invalid", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    const wrong = { id: "ref_1", orderId: "ord_1", lines: [{ id: "7" }] };
    expect(() => send(shop, noon, "refund", wrong)).toThrow('lines[0].id: "7" is no line of the order (known: 1)');
  });
});

describe("refundPoints: what was spent on an order", () => {
  function paidWith(points: number, ...paid: readonly string[]) {
    const shop = openShop({ ...plainRules, spend: { partPaidWithPoints: "excluded" } });
    send(shop, "2026-03-01T10:00", "adjust", gift(points));
    const { lines = [] } = order("ord_1", ...paid);
    const total = lines.reduce((sum, line) => sum + Math.round(Number(line.paid) * 100), 0) / 100;
    send(shop, "2026-03-01T11:00", "redeem", { id: "rdm_1", about: "ord_1", points, amount: total.toFixed(2) });
    return shop;
  }
  const types = (events: readonly PointsEvent[]): unknown => events.map(({ type, points }) => [type, points]);

  test("comes back in proportion, rounded down, and all of it with the last part", () => {
    const shop = paidWith(100, "30.00");
    const back = ["10.00", "10.00", "10.00"].map((amount, n) => {
      send(shop, noon, "refund", { id: `ref_${n}`, orderId: "ord_1", amount });
      return balance(shop, noon)?.available;
    });
    expect(back).toEqual([33, 66, 100]);
  });

  test("parts too small for a point add up", () => {
    const shop = paidWith(10, "10.00");
    for (let n = 0; n < 10; n++) send(shop, noon, "refund", { id: `ref_${n}`, orderId: "ord_1", amount: "0.99" });
    expect(balance(shop, noon)?.available).toBe(9);
  });

  test("comes back first, so that what the order earned can be taken from it", () => {
    const shop = paidWith(100, "30.00");
    send(shop, "2026-03-01T12:00", "earn", order("ord_1", "30.00"));
    send(shop, "2026-03-01T13:00", "redeem", { id: "rdm_2", points: 30 });
    const events = send(shop, noon, "refund", { id: "ref_1", orderId: "ord_1" });
    expect(types(events)).toEqual([
      ["points.redemption_cancelled", 100],
      ["points.reversed", 30],
    ]);
    expect(events.map(({ id }) => id)).toEqual(["ref_1", "ref_1#2"]);
    expect(balance(shop, noon)).toEqual({ available: 70, pending: 0, held: 0, shortfall: 0 });
  });

  test("by line, also where the order was paid with points before it earned", () => {
    const shop = paidWith(100, "10.00", "30.00");
    send(shop, "2026-03-01T12:00", "earn", order("ord_1", "10.00", "30.00"));
    send(shop, noon, "refund", { id: "ref_1", orderId: "ord_1", lines: [{ id: "2" }] });
    expect(balance(shop, noon)?.available).toBe(75 + 10);
  });

  test("with the lapse it had, and not again what a cancellation gave back before", () => {
    const expire = { kind: "after", length: "P30D", notice: ["P30D"] } as const;
    const shop = openShop({ ...plainRules, types: [{ id: "points", label: "Points", use: "redeemable", expire }] });
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", about: "ord_1", points: 10, amount: "20.00" });
    send(shop, noon, "cancel_redemption", { id: "can_1", about: "ord_1", redemption: "rdm_1", points: 4 });
    const half = send(shop, noon, "refund", { id: "ref_1", orderId: "ord_1", amount: "10.00" });
    expect(half[0]).toMatchObject({ points: 1, gaveBack: [{ bucket: "points:2026-03-31", ranges: [[5, 6]] }] });
    expect(balance(shop, "2026-04-01T00:00")?.available).toBe(0);
  });

  test("points that were redeemed automatically were not spent on the order that made them enough", () => {
    const shop = openShop({ ...plainRules, autoRedeem: { points: 50 } });
    const [earned, automatic] = send(shop, "2026-03-01T10:00", "earn", order("ord_1", "60.00"));
    expect([earned?.points, automatic?.type, automatic?.points]).toEqual([60, "points.redeemed", 50]);
    expect(types(send(shop, noon, "refund", { id: "ref_1", orderId: "ord_1" }))).toEqual([["points.reversed", 60]]);
    expect(balance(shop, noon)).toMatchObject({ available: 0, shortfall: 50 });
  });

  test("is told by the caller what the order came to, where no earning and no amount says so", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", about: "ord_1", points: 10 });
    const refund = { id: "ref_1", orderId: "ord_1", amount: "5.00" };
    expect(answer(shop, noon, "refund", refund)?.code).toBe("order_unknown");
    send(shop, noon, "refund", { ...refund, order: { total: "10.00", lines: {} } });
    expect(balance(shop, noon)?.available).toBe(5);
  });
});

describe("refundPoints: when it comes late", () => {
  const expire = { kind: "after", length: "P30D", notice: ["P30D"] } as const;
  const lapsing: PointsRulesInput = {
    ...plainRules,
    types: [{ id: "points", label: "Points", use: "redeemable", expire }],
    refund: { mode: "prorate", from: ["pending", "own", "others"], then: "shortfall", limit: 6, window: "P10D" },
  };

  test("up to the end of the window after the lapse it is counted, from then on it is refused", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 10 });
    const refund = { id: "ref_1", orderId: "ord_1" };
    const closed = answer(shop, "2026-04-12T00:00", "refund", refund);
    expect(closed).toMatchObject({ code: "reversal_window_closed", window: "P10D" });
    const [event] = send(shop, "2026-04-11T23:59:59.999", "refund", refund);
    expect(event).toMatchObject({ points: 6, shortfall: 6, forgone: 4 });
  });

  test("what was spent on the order still comes back when what it earned is closed", () => {
    const never = { id: "gifts", label: "Gifts", use: "redeemable", expire: { kind: "never" } } as const;
    const shop = openShop({ ...lapsing, types: [...lapsing.types, never] });
    send(shop, "2026-03-01T10:00", "adjust", { ...gift(10), pointsType: "gifts" });
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", about: "ord_1", points: 10, pointsType: "gifts" });
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "20.00"));
    const events = send(shop, "2026-05-01T10:00", "refund", { id: "ref_1", orderId: "ord_1", amount: "10.00" });
    expect(events.filter(({ settled }) => settled === undefined)).toMatchObject([
      { type: "points.redemption_cancelled", points: 5 },
    ]);
    expect(balance(shop, "2026-05-01T10:00", "gifts")?.available).toBe(5);
  });

  test("is refused first for the future, then for an order that nobody knows", () => {
    const shop = openShop(lapsing);
    const early = { id: "ref_1", orderId: "ord_1", occurredAt: "2026-03-02T12:05:00.001+08:00" };
    expect(answer(shop, noon, "refund", early)?.code).toBe("occurred_in_future");
    const unknown = answer(shop, noon, "refund", { id: "ref_1", orderId: "ord_1" });
    expect(unknown).toMatchObject({ code: "order_unknown", orderId: "ord_1" });
  });
});
