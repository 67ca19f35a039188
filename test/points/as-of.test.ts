import { describe, expect, test } from "vitest";
import { pointsAccountAsOf, pointsBalance, pointsStatement, type PointsStatement } from "../../src/points/index.js";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { contextOf, eventsOf, type PointsPlay } from "../../src/testing/points-play.js";
import { at, gift, instant, openShop, order, plainRules, send } from "./support/shop.js";

const waiting: PointsRulesInput = {
  ...plainRules,
  types: [
    {
      id: "points",
      label: "Points",
      use: "redeemable",
      pending: { until: "return_window_closed", days: 7 },
      expire: { kind: "after", length: "P60D", notice: ["P30D"] },
    },
  ],
};

/** What was known at one time about another. */
function lookBack(shop: PointsPlay, time: string, known?: string): unknown {
  const context = { ...contextOf(shop), now: at(time), ...(known !== undefined && { known: at(known) }) };
  const account = pointsAccountAsOf(eventsOf(shop), context);
  return account && pointsBalance(account, context)["points"];
}

describe("pointsAccountAsOf", () => {
  test("given a credit that became known late, the two times are told apart", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-20T10:00", "earn", { ...order("ord_1", "80.00"), occurredAt: "2026-03-05T10:00:00+08:00" });
    const nothing = { available: 0, pending: 0, held: 0, shortfall: 0 };
    expect(lookBack(shop, "2026-03-10T10:00", "2026-03-10T10:00")).toEqual(nothing);
    expect(lookBack(shop, "2026-03-10T10:00", "2026-03-20T09:59:59.999")).toEqual(nothing);
    expect(lookBack(shop, "2026-03-10T10:00", "2026-03-20T10:00")).toEqual({ ...nothing, pending: 80 });
    expect(lookBack(shop, "2026-03-13T00:00")).toEqual({ ...nothing, available: 80 });
    expect(lookBack(shop, "2026-03-05T09:59:59.999")).toEqual(nothing);
  });

  test("given a debit, it counts from when it was recorded", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-02T10:00", "adjust", gift(80));
    send(shop, "2026-03-03T10:00", "redeem", { id: "rdm_1", points: 30, occurredAt: "2026-03-02T12:00:00+08:00" });
    expect(lookBack(shop, "2026-03-03T09:59:59.999")).toMatchObject({ available: 80 });
    expect(lookBack(shop, "2026-03-03T10:00")).toMatchObject({ available: 50 });
  });

  test("is settled to the instant that is asked about, also to one that is still to come", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "adjust", gift(80));
    expect(lookBack(shop, "2026-05-01T23:59:59.999")).toMatchObject({ available: 80 });
    expect(lookBack(shop, "2026-05-02T00:00")).toMatchObject({ available: 0 });
  });

  test("is undefined before anything had happened; what counts from before the opening is there", () => {
    const shop = openShop(waiting, "2026-03-20T09:00");
    expect(lookBack(shop, "2026-03-20T08:59:59.999")).toBeUndefined();
    expect(lookBack(shop, "2026-03-20T09:00")).toBeDefined();
    send(shop, "2026-03-20T10:00", "earn", { ...order("ord_1", "80.00"), occurredAt: "2026-03-05T10:00:00+08:00" });
    expect(lookBack(shop, "2026-03-05T09:59:59.999")).toBeUndefined();
    expect(lookBack(shop, "2026-03-05T10:00")).toMatchObject({ pending: 80 });
    expect(lookBack(shop, "2026-03-05T10:00", "2026-03-20T09:30")).toBeUndefined();
  });

  test("points that came after their bucket was forgotten have numbers of their own", () => {
    const shop = openShop(waiting);
    const occurredAt = "2025-06-05T10:00:00+08:00";
    for (const id of ["ord_1", "ord_2"]) send(shop, "2026-03-20T10:00", "earn", { ...order(id, "80.00"), occurredAt });
    expect(lookBack(shop, "2025-06-20T10:00")).toMatchObject({ available: 160 });
    expect(lookBack(shop, "2025-12-20T10:00")).toMatchObject({ available: 0 });
  });
});

function statement(shop: PointsPlay, from: string, to: string, known?: string): PointsStatement | undefined {
  const context = { ...contextOf(shop), from: at(from), now: at(to), ...(known !== undefined && { known: at(known) }) };
  return pointsStatement(eventsOf(shop), context)[0];
}

describe("pointsStatement", () => {
  test("lists what moved, in the order in which it counts, between two balances", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "adjust", gift(50));
    send(shop, "2026-03-05T10:00", "redeem", { id: "rdm_1", about: "ord_9", points: 20 });
    send(shop, "2026-03-06T10:00", "earn", { ...order("ord_1", "80.00"), occurredAt: "2026-03-03T10:00:00+08:00" });
    expect(statement(shop, "2026-03-01T00:00", "2026-04-01T00:00")).toEqual({
      pointsType: "points",
      from: instant("2026-03-01T00:00"),
      to: instant("2026-04-01T00:00"),
      opening: { available: 0, pending: 0, held: 0, shortfall: 0 },
      movements: [
        { type: "points.adjusted", id: "gift", occurredAt: instant("2026-03-02T10:00"), points: 50 },
        {
          type: "points.earned",
          id: "ord_1_paid",
          about: "ord_1",
          occurredAt: instant("2026-03-03T10:00"),
          points: 80,
        },
        { type: "points.redeemed", id: "rdm_1", about: "ord_9", occurredAt: instant("2026-03-05T10:00"), points: -20 },
      ],
      closing: { available: 110, pending: 0, held: 0, shortfall: 0 },
    });
  });

  test("what happens at its first instant is in it, at its last instant in the next one", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "adjust", gift(50));
    const before = statement(shop, "2026-03-01T00:00", "2026-05-02T00:00");
    const after = statement(shop, "2026-05-02T00:00", "2026-06-01T00:00");
    expect(before?.closing).toMatchObject({ available: 50 });
    expect(before?.movements.map(({ type }) => type)).toEqual(["points.adjusted"]);
    expect(after?.opening).toEqual(before?.closing);
    expect(after?.movements).toMatchObject([{ type: "points.expired", points: -50 }]);
    expect(after?.closing).toMatchObject({ available: 0 });
  });

  test("what is owed is taken off what there is, so that opening and movements give closing", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-02T10:00", "earn", order("ord_1", "30.00"));
    send(shop, "2026-03-03T10:00", "redeem", { id: "rdm_1", points: 20 });
    send(shop, "2026-03-04T10:00", "reverse", { id: "rev_1", about: "ord_1" });
    send(shop, "2026-03-05T10:00", "earn", order("ord_2", "25.00"));
    const march = statement(shop, "2026-03-01T00:00", "2026-04-01T00:00");
    expect(march?.movements.map(({ type, points }) => [type, points])).toEqual([
      ["points.earned", 30],
      ["points.redeemed", -20],
      ["points.reversed", -30],
      ["points.earned", 25],
    ]);
    expect(march?.closing).toEqual({ available: 5, pending: 0, held: 0, shortfall: 0 });
  });

  test("a hold moves nothing, a capture does, and what lapsed in it too", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "adjust", gift(50));
    send(shop, "2026-05-01T10:00", "hold", { id: "hold_1", points: 30, timeout: "P5D" });
    send(shop, "2026-05-03T10:00", "capture", { id: "cap_1", hold: "hold_1", points: 10 });
    send(shop, "2026-05-03T11:00", "cancel_redemption", { id: "can_1", about: "cap_1", redemption: "cap_1" });
    const all = statement(shop, "2026-03-01T00:00", "2026-06-01T00:00");
    expect(all?.movements.map(({ type, points }) => [type, points])).toEqual([
      ["points.adjusted", 50],
      ["points.expired", -20],
      ["points.captured", -30],
    ]);
    expect(statement(shop, "2026-03-01T00:00", "2026-05-02T10:00")?.closing).toMatchObject({ available: 0, held: 30 });
  });

  test("tells what was known by then, and nothing of an account that nobody knew", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-20T10:00", "earn", { ...order("ord_1", "80.00"), occurredAt: "2026-03-05T10:00:00+08:00" });
    const known = statement(shop, "2026-03-01T00:00", "2026-03-10T00:00", "2026-03-19T00:00");
    expect(known).toMatchObject({ movements: [], closing: { pending: 0 } });
    expect(statement(shop, "2026-03-01T00:00", "2026-03-10T00:00")).toMatchObject({ closing: { pending: 80 } });
    expect(statement(shop, "2026-02-01T00:00", "2026-02-10T00:00", "2026-02-10T00:00")).toMatchObject({
      movements: [],
    });
  });
});
