import { describe, expect, test } from "vitest";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { answer, balance, gift, instant, openShop, plainRules, send } from "./support/shop.js";

const noon = "2026-03-02T12:00";

function shopWith(points: number, redeem: NonNullable<PointsRulesInput["redeem"]> = { worth: "0.01" }) {
  const shop = openShop({ ...plainRules, redeem });
  send(shop, "2026-03-01T10:00", "adjust", gift(points));
  return shop;
}

describe("redeemPoints", () => {
  test("given 500 points, 300 of them pay 3.00 and 200 are left [L144, L149]", () => {
    const shop = shopWith(500);
    const [event] = send(shop, noon, "redeem", { id: "rdm_1", about: "ord_1", points: 300, amount: "20.00" });
    expect(event).toEqual({
      type: "points.redeemed",
      id: "rdm_1",
      about: "ord_1",
      occurredAt: instant(noon),
      recordedAt: instant(noon),
      of: { id: "points", version: 1 },
      pointsType: "points",
      points: 300,
      took: [{ bucket: "points:never", ranges: [[0, 300]] }],
      worth: "3.00",
      order: { total: "20.00", lines: {} },
    });
    expect(balance(shop, noon)).toEqual({ available: 200, pending: 0, held: 0, shortfall: 0 });
  });

  test("given exactly as many points as are asked for, all are spent; given one less, none are", () => {
    const shop = shopWith(100);
    expect(answer(shop, noon, "redeem", { id: "rdm_1", points: 101 })).toEqual({
      code: "insufficient_points",
      message: "101 points asked for, 100 available.",
      requested: 101,
      available: 100,
      pending: 0,
    });
    send(shop, noon, "redeem", { id: "rdm_1", points: 100 });
    expect(balance(shop, noon)?.available).toBe(0);
  });

  test("given a minimum of 100, 99 are refused and 100 are not", () => {
    const shop = shopWith(500, { minimum: 100, worth: "0.01" });
    expect(answer(shop, noon, "redeem", { id: "rdm_1", points: 99 })).toMatchObject({
      code: "below_minimum",
      requested: 99,
      minimum: 100,
    });
    send(shop, noon, "redeem", { id: "rdm_1", points: 100 });
  });

  test("given steps of 50, 149 and 151 are refused and 150 are not", () => {
    const shop = shopWith(500, { step: 50, worth: "0.01" });
    for (const points of [149, 151]) {
      const rejection = answer(shop, noon, "redeem", { id: "rdm_1", points });
      expect(rejection).toMatchObject({ code: "not_a_multiple", requested: points, step: 50 });
    }
    send(shop, noon, "redeem", { id: "rdm_1", points: 150 });
  });

  test("given a largest share of a half, an order of 33.33 takes 1666 points of a cent and not 1667", () => {
    const shop = shopWith(5000, { maxShare: "0.50", worth: "0.01" });
    const asked = { id: "rdm_1", points: 1667, amount: "33.33" };
    expect(answer(shop, noon, "redeem", asked)).toMatchObject({ code: "above_share", requested: 1667, allowed: 1666 });
    send(shop, noon, "redeem", { ...asked, points: 1666 });
  });

  test("given a largest share but no amount, what is redeemed is no part of an order", () => {
    send(shopWith(5000, { maxShare: "0.50", worth: "0.01" }), noon, "redeem", { id: "rdm_1", points: 5000 });
  });

  test("is refused by the first reason that applies", () => {
    const shop = shopWith(10, { minimum: 100, step: 50, maxShare: "0.10", worth: "0.01" });
    const codes = [
      { points: 33, occurredAt: "2026-03-02T12:05:00.001+08:00" },
      { points: 33 },
      { points: 133, amount: "1.00" },
      { points: 150, amount: "1.00" },
      { points: 150 },
    ].map((asked) => answer(shop, noon, "redeem", { id: "rdm_1", ...asked })?.code);
    const expected = ["occurred_in_future", "below_minimum", "not_a_multiple", "above_share", "insufficient_points"];
    expect(codes).toEqual(expected);
  });

  test("given an occurredAt five minutes ahead, it is taken for clock skew and counts when it is recorded", () => {
    const ahead = { id: "rdm_1", points: 5, occurredAt: "2026-03-02T12:05:00+08:00" };
    const [event] = send(shopWith(10), noon, "redeem", ahead);
    expect([event?.occurredAt, event?.recordedAt]).toEqual([instant(noon), instant(noon)]);
  });

  test("given an earlier occurredAt, a debit still counts when it is recorded", () => {
    const late = { id: "rdm_1", points: 5, occurredAt: "2026-03-01T12:00:00+08:00" };
    expect(send(shopWith(10), noon, "redeem", late)[0]?.occurredAt).toBe(instant(noon));
  });

  test("given nothing that it is about, it is about itself, so that it can be found and cancelled", () => {
    const shop = shopWith(10);
    expect(send(shop, noon, "redeem", { id: "rdm_1", points: 5 })[0]?.about).toBe("rdm_1");
    send(shop, noon, "cancel_redemption", { id: "can_1", about: "rdm_1", redemption: "rdm_1" });
    expect(balance(shop, noon)?.available).toBe(10);
  });

  test("given a clock that runs behind, it is recorded at the account's last instant", () => {
    const shop = shopWith(10);
    send(shop, noon, "redeem", { id: "rdm_1", points: 1 });
    expect(send(shop, "2026-03-02T11:00", "redeem", { id: "rdm_2", points: 1 })[0]?.recordedAt).toBe(instant(noon));
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])("given %s points, throws command_invalid", (points) => {
    expect(() => send(shopWith(10), noon, "redeem", { id: "rdm_1", points })).toThrow(/not a number of points/);
  });

  test("given a qualifying or unknown type, throws command_invalid", () => {
    const honour = { id: "honour", label: "Honour", use: "qualifying", expire: { kind: "never" } } as const;
    const shop = openShop({ ...plainRules, types: [...plainRules.types, honour] });
    for (const pointsType of ["honour", "honor"]) {
      const asked = { id: "rdm_1", points: 1, pointsType };
      expect(() => send(shop, noon, "redeem", asked)).toThrow(/cannot be redeemed; redeemable are: points/);
    }
  });
});

describe("which points are spent", () => {
  const lapsing: PointsRulesInput = {
    ...plainRules,
    types: [
      {
        id: "points",
        label: "Points",
        use: "redeemable",
        expire: { kind: "after", length: "P30D", notice: ["P30D"] },
        pending: { until: "return_window_closed", days: 2 },
      },
    ],
  };

  test("those that lapse first go first, whenever they were recorded", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-10T10:00", "adjust", gift(10, "later"));
    send(shop, "2026-03-11T10:00", "adjust", { ...gift(10, "earlier"), occurredAt: "2026-03-05T10:00:00+08:00" });
    const [event] = send(shop, "2026-03-12T10:00", "redeem", { id: "rdm_1", points: 12 });
    expect(event?.took).toEqual([
      { bucket: "points:2026-04-04", ranges: [[0, 10]] },
      { bucket: "points:2026-04-09", ranges: [[0, 2]] },
    ]);
  });

  test("points can be spent up to the last millisecond before they lapse, whether or not a job has run", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-02T10:00", "adjust", gift(10));
    expect(answer(shop, "2026-04-02T00:00", "redeem", { id: "rdm_1", points: 1 })).toMatchObject({ available: 0 });
    send(shop, "2026-04-01T23:59:59.999", "redeem", { id: "rdm_1", points: 1 });
  });

  test("points that wait for the return window cannot be spent before its end", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-02T10:00", "earn", {
      id: "ord_1",
      type: "order.paid",
      lines: [{ sku: "tea", quantity: 1, paid: "10.00" }],
    });
    const waiting = answer(shop, "2026-03-04T23:59:59.999", "redeem", { id: "rdm_1", points: 1 });
    expect(waiting).toMatchObject({ code: "insufficient_points", available: 0, pending: 10 });
    send(shop, "2026-03-05T00:00", "redeem", { id: "rdm_1", points: 10 });
  });
});
