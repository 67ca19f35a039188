import { describe, expect, test } from "vitest";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { answer, balance, gift, openShop, order, plainRules, send } from "./support/shop.js";

const noon = "2026-03-02T12:00";
const refund = { mode: "prorate", from: ["pending", "own", "others"], then: "shortfall", window: "P10D" } as const;

describe("reversePoints", () => {
  test("takes back all that an order earned, its own points first", () => {
    const shop = openShop(plainRules);
    for (const id of ["ord_1", "ord_2", "ord_3"]) send(shop, "2026-03-01T10:00", "earn", order(id, "10.00"));
    const [event] = send(shop, noon, "reverse", { id: "rev_1", about: "ord_2", reason: "fraud" });
    expect(event).toMatchObject({
      type: "points.reversed",
      about: "ord_2",
      points: 10,
      took: [{ bucket: "points:never", ranges: [[10, 20]] }],
      reason: "fraud",
    });
    expect(balance(shop, noon)?.available).toBe(20);
  });

  test("takes a part, then the rest, and then nothing is left to take", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    expect(send(shop, noon, "reverse", { id: "rev_1", about: "ord_1", points: 4 })[0]?.points).toBe(4);
    expect(send(shop, noon, "reverse", { id: "rev_2", about: "ord_1", points: 40 })[0]?.points).toBe(6);
    const third = answer(shop, noon, "reverse", { id: "rev_3", about: "ord_1" });
    expect(third).toMatchObject({ code: "nothing_to_reverse", earned: 10, askedBack: 10 });
  });

  test("where its own points are spent, takes others, first to lapse first; then they are owed", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 10 });
    send(shop, "2026-03-01T10:00", "adjust", gift(7));
    const [event] = send(shop, noon, "reverse", { id: "rev_1", about: "ord_1" });
    expect(event).toMatchObject({ points: 10, took: [{ bucket: "points:never", ranges: [[10, 17]] }], shortfall: 3 });
    expect(balance(shop, noon)).toEqual({ available: 0, pending: 0, held: 0, shortfall: 3 });
    send(shop, noon, "earn", order("ord_2", "5.00"));
    expect(balance(shop, noon)).toEqual({ available: 2, pending: 0, held: 0, shortfall: 0 });
  });

  test("takes held points from nobody: a hold stays, and the points are owed", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, noon, "hold", { id: "hold_1", points: 6 });
    send(shop, noon, "reverse", { id: "rev_1", about: "ord_1" });
    expect(balance(shop, noon)).toEqual({ available: 0, pending: 0, held: 6, shortfall: 6 });
    expect(balance(shop, "2026-03-02T12:30")).toEqual({ available: 0, pending: 0, held: 0, shortfall: 0 });
  });

  test("owes up to the limit, and what is above it is forgone", () => {
    const shop = openShop({ ...plainRules, refund: { ...refund, limit: 8 } });
    for (const id of ["ord_1", "ord_2"]) send(shop, "2026-03-01T10:00", "earn", order(id, "5.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 10 });
    expect(send(shop, noon, "reverse", { id: "rev_1", about: "ord_1" })[0]).toMatchObject({ points: 5, shortfall: 5 });
    const [second] = send(shop, noon, "reverse", { id: "rev_2", about: "ord_2" });
    expect(second).toMatchObject({ points: 3, shortfall: 3, forgone: 2 });
    expect(answer(shop, noon, "reverse", { id: "rev_3", about: "ord_2" })?.code).toBe("nothing_to_reverse");
  });

  test("given rules that forgo, nothing is owed; given rules that take own points alone, others stay", () => {
    const shop = openShop({ ...plainRules, refund: { ...refund, from: ["pending", "own"], then: "forgo" } });
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 8 });
    send(shop, "2026-03-01T10:00", "adjust", gift(20));
    const [event] = send(shop, noon, "reverse", { id: "rev_1", about: "ord_1" });
    expect(event).toMatchObject({ points: 2, took: [{ ranges: [[8, 10]] }], forgone: 8 });
    expect(balance(shop, noon)).toMatchObject({ available: 20, shortfall: 0 });
  });

  test("takes points that still wait before those that are available", () => {
    const pending = { until: "return_window_closed", days: 7 } as const;
    const rules = { ...plainRules, types: plainRules.types.map((type) => ({ ...type, pending })) };
    const shop = openShop(rules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    const later = { ...order("ord_1", "10.00"), id: "ord_1_more" };
    send(shop, "2026-03-05T10:00", "earn", later);
    send(shop, "2026-03-09T00:00", "reverse", { id: "rev_1", about: "ord_1", points: 12 });
    expect(balance(shop, "2026-03-09T00:00")).toEqual({ available: 8, pending: 0, held: 0, shortfall: 0 });
  });

  const types = [
    { id: "points", label: "Points", use: "redeemable", expire: { kind: "after", length: "P30D", notice: ["P30D"] } },
  ] as const;
  const lapsing: PointsRulesInput = { ...plainRules, types, refund };

  test("points that lapsed are gone and are not taken again of others", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 4 });
    send(shop, "2026-04-02T10:00", "adjust", gift(20));
    const [event] = send(shop, "2026-04-02T11:00", "reverse", { id: "rev_1", about: "ord_1" });
    expect(event?.points).toBe(4);
    expect(balance(shop, "2026-04-02T11:00")?.available).toBe(16);
  });

  test("is possible up to the end of the window after the lapse, and refused from then on", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 10 });
    const closed = answer(shop, "2026-04-12T00:00", "reverse", { id: "rev_1", about: "ord_1" });
    expect(closed).toMatchObject({ code: "reversal_window_closed", window: "P10D" });
    const [event] = send(shop, "2026-04-11T23:59:59.999", "reverse", { id: "rev_1", about: "ord_1" });
    expect(event?.shortfall).toBe(10);
  });

  test("of an order that earned two types, takes both, or the one that is named, or the one that is still known", () => {
    const honour = { id: "honour", label: "Honour", use: "qualifying", expire: { kind: "never" } } as const;
    const earn = [...plainRules.earn, { id: "visit", label: "Visit", on: "order.paid", gives: "honour", points: 3 }];
    const reversed = (time: string, pointsType?: string): unknown => {
      const shop = openShop({ ...lapsing, types: [...lapsing.types, honour], earn });
      send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
      send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 10 });
      const events = send(shop, time, "reverse", {
        id: "rev_1",
        about: "ord_1",
        ...(pointsType !== undefined && { pointsType }),
      });
      return events.map((event) => [event.id, event.pointsType, event.points]);
    };
    expect(reversed(noon)).toEqual([
      ["rev_1", "points", 10],
      ["rev_1#2", "honour", 3],
    ]);
    expect(reversed(noon, "honour")).toEqual([["rev_1", "honour", 3]]);
    expect(reversed("2026-05-01T10:00")).toEqual([["rev_1", "honour", 3]]);
  });

  test("is refused first for the future, then for nothing earned", () => {
    const shop = openShop(plainRules);
    const early = { id: "rev_1", about: "ord_1", occurredAt: "2026-03-02T12:05:00.001+08:00" };
    expect(answer(shop, noon, "reverse", early)?.code).toBe("occurred_in_future");
    const nothing = answer(shop, noon, "reverse", { id: "rev_1", about: "ord_1" });
    expect(nothing).toMatchObject({ code: "nothing_to_reverse", earned: 0, askedBack: 0 });
  });
});
