import { describe, expect, test } from "vitest";
import { nextPointsChange, pointsExpiring, settlePoints } from "../../src/points/index.js";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { contextOf, type PointsPlay } from "../../src/testing/points-play.js";
import { at, balance, gift, instant, openShop, order, plainRules, send } from "./support/shop.js";

const after = { kind: "after", length: "P60D", notice: ["P30D", "P7D"] } as const;
const lapsing: PointsRulesInput = {
  ...plainRules,
  types: [{ id: "points", label: "Points", use: "redeemable", expire: after }],
};

function settling(shop: PointsPlay, time: string) {
  return settlePoints(shop.account, { ...contextOf(shop), now: at(time) });
}

function told(shop: PointsPlay, time: string): unknown {
  return settling(shop, time).map(({ type, points, occurredAt }) => [type, points, occurredAt]);
}

describe("settlePoints", () => {
  test("announces a lapse as often as the program says, then lets it come, each at its own instant", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    const expected = [
      ["points.expiry_announced", 10, instant("2026-04-01T00:00")],
      ["points.expiry_announced", 10, instant("2026-04-24T00:00")],
      ["points.expired", 10, instant("2026-05-01T00:00")],
    ];
    expect(told(shop, "2026-03-31T23:59:59.999")).toEqual([]);
    expect(told(shop, "2026-04-01T00:00")).toEqual(expected.slice(0, 1));
    expect(told(shop, "2026-04-30T23:59:59.999")).toEqual(expected.slice(0, 2));
    expect(told(shop, "2026-12-31T00:00")).toEqual(expected);
    const [announced] = settling(shop, "2026-04-01T00:00");
    expect(announced).toMatchObject({
      id: "acc_1/settled/1",
      settled: 1,
      recordedAt: instant("2026-04-01T00:00"),
      bucket: "points:2026-04-30",
      lapsesAt: instant("2026-05-01T00:00"),
    });
  });

  test("says nothing of points that are gone when their lapse would be announced", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    send(shop, "2026-04-10T10:00", "redeem", { id: "rdm_1", points: 10 });
    expect(told(shop, "2026-12-31T00:00")).toEqual([]);
  });

  test("has nothing more to say after it was applied", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    send(shop, "2026-12-31T00:00", "adjust", gift(1, "later"));
    expect(told(shop, "2026-12-31T00:00")).toEqual([]);
  });

  test("points that became available repay what is owed, and no more than that", () => {
    const pending = { until: "return_window_closed", days: 7 } as const;
    const shop = openShop({ ...plainRules, types: plainRules.types.map((type) => ({ ...type, pending })) });
    send(shop, "2026-03-01T10:00", "adjust", gift(5));
    send(shop, "2026-03-01T10:00", "earn", { ...order("ord_1", "5.00"), occurredAt: "2026-02-01T10:00:00+08:00" });
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 10 });
    send(shop, "2026-03-01T11:00", "reverse", { id: "rev_1", about: "ord_1" });
    send(shop, "2026-03-02T10:00", "earn", order("ord_2", "8.00"));
    expect(balance(shop, "2026-03-09T23:59:59.999")).toMatchObject({ pending: 8, shortfall: 5 });
    expect(told(shop, "2026-03-10T00:00")).toEqual([["points.shortfall_repaid", 5, instant("2026-03-10T00:00")]]);
    expect(balance(shop, "2026-03-10T00:00")).toEqual({ available: 3, pending: 0, held: 0, shortfall: 0 });
  });

  test("at one instant, waiting points are cancelled, then holds time out, then points lapse", () => {
    const waits = { until: "return_window_closed", cancelAfterDays: 40 } as const;
    const shop = openShop({
      ...plainRules,
      types: [
        {
          id: "points",
          label: "Points",
          use: "redeemable",
          expire: { kind: "after", length: "P40D", notice: ["P30D"] },
        },
        { id: "gifts", label: "Gifts", use: "redeemable", expire: { kind: "never" }, pending: waits },
      ],
      earn: [{ id: "gifts", label: "Gifts", on: "order.paid", gives: "gifts", points: 5 }],
      autoRedeem: { points: 10 },
    });
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "1.00"));
    send(shop, "2026-03-01T10:00", "adjust", gift(9));
    send(shop, "2026-04-10T00:00", "hold", { id: "hold_1", points: 4, timeout: "P1D" });
    send(shop, "2026-04-10T00:00", "adjust", gift(3, "late"));
    const events = settling(shop, "2026-04-11T00:00");
    expect(events.map(({ type, occurredAt }) => [type, occurredAt])).toEqual(
      ["points.pending_cancelled", "points.hold_timed_out", "points.expired"].map((type) => [
        type,
        instant("2026-04-11T00:00"),
      ]),
    );
  });

  test("redeems automatically in whole multiples, as soon as there are enough", () => {
    const pending = { until: "return_window_closed", days: 7 } as const;
    const types = plainRules.types.map((type) => ({ ...type, pending }));
    const shop = openShop({ ...plainRules, types, redeem: { worth: "0.02" }, autoRedeem: { points: 50 } });
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "49.00"));
    send(shop, "2026-03-02T10:00", "earn", order("ord_2", "72.00"));
    const [event, ...more] = settling(shop, "2026-04-01T00:00");
    expect(event).toMatchObject({
      type: "points.redeemed",
      occurredAt: instant("2026-03-10T00:00"),
      points: 100,
      worth: "2.00",
      reason: "automatic",
    });
    expect(more).toEqual([]);
    expect(balance(shop, "2026-03-09T23:59:59.999")?.available).toBe(49);
    expect(balance(shop, "2026-03-10T00:00")?.available).toBe(21);
  });

  test("of two types that are repaid at one instant, the first by name comes first, in whatever order they stand", () => {
    const type = (id: string) => ({ id, label: id, use: "redeemable", expire: { kind: "never" } }) as const;
    const earn = ["b", "a"].map((gives) => ({ id: gives, label: gives, on: "order.paid", gives, points: 5 }));
    const shop = openShop({ ...plainRules, types: [type("b"), type("a")], earn });
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "1.00"));
    for (const pointsType of ["a", "b"]) {
      send(shop, "2026-03-01T10:00", "redeem", { id: `rdm_${pointsType}`, points: 5, pointsType });
    }
    send(shop, "2026-03-01T11:00", "reverse", { id: "rev_1", about: "ord_1" });
    const events = send(shop, "2026-03-01T12:00", "earn", order("ord_2", "1.00"));
    const repaid = events.filter((event) => event.type === "points.shortfall_repaid");
    expect(repaid.map(({ pointsType }) => pointsType)).toEqual(["a", "b"]);
  });

  test("of two buckets that lapse at one instant without a refund window, both are counted", () => {
    const type = (id: string) => ({ id, label: id, use: "redeemable", expire: after }) as const;
    const shop = openShop({ ...plainRules, types: [type("a"), type("b")], earn: [] });
    for (const pointsType of ["a", "b"])
      send(shop, "2026-03-01T10:00", "adjust", { ...gift(5, pointsType), pointsType });
    send(shop, "2026-12-01T10:00", "adjust", { ...gift(1), pointsType: "a" });
    expect(shop.account.types).toMatchObject({ a: { expired: 5 }, b: { expired: 5 } });
    expect(shop.account.buckets.map(({ key }) => key)).toEqual(["a:2027-01-30"]);
  });
});

describe("points that slide", () => {
  const sliding = { kind: "sliding", length: "P60D", notice: ["P30D"] } as const;
  const rules: PointsRulesInput = {
    ...plainRules,
    types: [{ id: "points", label: "Points", use: "redeemable", expire: sliding }],
  };

  test("lapse together, so many days of 24 hours after the last activity, to the instant", () => {
    const shop = openShop(rules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "5.00"));
    send(shop, "2026-03-31T18:30", "earn", order("ord_2", "7.00"));
    expect(told(shop, "2026-05-30T18:29:59.999")).toEqual([
      ["points.expiry_announced", 12, instant("2026-04-30T18:30")],
    ]);
    expect(told(shop, "2026-05-30T18:30")).toContainEqual(["points.expired", 12, instant("2026-05-30T18:30")]);
  });

  test.each(["redeem", "hold"] as const)("%s is activity only where something is spent", (write) => {
    const shop = openShop(rules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "5.00"));
    send(shop, "2026-03-31T10:00", write, { id: "cmd_1", points: 1 });
    const left = balance(shop, "2026-05-01T10:00");
    expect(left?.available).toBe(write === "redeem" ? 4 : 0);
  });

  test("a back-dated credit is activity when it is recorded", () => {
    const shop = openShop(rules);
    send(shop, "2026-03-31T10:00", "earn", { ...order("ord_1", "5.00"), occurredAt: "2026-02-01T10:00:00+08:00" });
    expect(balance(shop, "2026-05-30T09:59:59.999")?.available).toBe(5);
    expect(balance(shop, "2026-05-30T10:00")?.available).toBe(0);
  });

  test("an empty bucket marks its lapse, and that is the next change", () => {
    const shop = openShop(rules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "5.00"));
    send(shop, "2026-03-01T10:00", "redeem", { id: "rdm_1", points: 5 });
    const lapse = instant("2026-04-30T10:00");
    expect(nextPointsChange(shop.account, contextOf(shop))).toBe(lapse);
    expect(told(shop, "2026-12-01T10:00")).toEqual([["points.expired", 0, lapse]]);
  });

  test("a type that slides no more settles: its old points lapse as they would have, the new ones by the new rule", () => {
    const shop = openShop(rules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "5.00"));
    const context = { ...contextOf(shop), points: openShop(lapsing).context.points };
    const changed = { ...shop, context };
    send(changed, "2026-03-02T10:00", "earn", order("ord_2", "7.00"));
    expect(balance(changed, "2026-04-30T10:00")?.available).toBe(7);
    expect(balance(changed, "2026-05-02T00:00")?.available).toBe(0);
  });
});

describe("qualifying points", () => {
  test("leave with the rolling window, at the start of the day on which the earning no longer counts", () => {
    const shop = openShop({
      ...plainRules,
      types: [
        {
          id: "points",
          label: "Honour",
          use: "qualifying",
          expire: { kind: "tier_period", tierSet: "honour", length: "P12M" },
        },
      ],
    });
    send(shop, "2026-03-02T10:00", "earn", order("ord_1", "5.00"));
    expect(balance(shop, "2027-03-01T23:59:59.999")?.available).toBe(5);
    expect(balance(shop, "2027-03-02T00:00")?.available).toBe(0);
  });
});

describe("what is to come", () => {
  test("nextPointsChange names openings, announcements, lapses and the ends of holds, soonest first", () => {
    const pending = { until: "return_window_closed", days: 7 } as const;
    const shop = openShop({ ...lapsing, types: lapsing.types.map((type) => ({ ...type, pending })) });
    expect(nextPointsChange(shop.account, contextOf(shop))).toBeUndefined();
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "5.00"));
    const next = (time: string): string | undefined =>
      nextPointsChange(shop.account, { ...contextOf(shop), now: at(time) });
    expect(next("2026-03-01T10:00")).toBe(instant("2026-03-09T00:00"));
    expect(next("2026-03-09T00:00")).toBe(instant("2026-04-01T00:00"));
    send(shop, "2026-03-09T00:00", "hold", { id: "hold_1", points: 1 });
    expect(next("2026-03-09T00:00")).toBe(instant("2026-03-09T00:30"));
    expect(next("2026-04-24T00:00")).toBe(instant("2026-05-01T00:00"));
    expect(next("2026-05-01T00:00")).toBeUndefined();
  });

  test("pointsExpiring adds up what lapses together, soonest first", () => {
    const shop = openShop(lapsing);
    for (const [n, time] of ["2026-03-05T10:00", "2026-03-06T10:00", "2026-03-06T11:00"].entries()) {
      send(shop, time, "adjust", gift(n + 1, `gift_${n}`));
    }
    expect(pointsExpiring(shop.account, contextOf(shop))).toEqual([
      { pointsType: "points", points: 1, lapsesAt: instant("2026-05-05T00:00") },
      { pointsType: "points", points: 5, lapsesAt: instant("2026-05-06T00:00") },
    ]);
    expect(pointsExpiring(shop.account, { ...contextOf(shop), now: at("2026-05-06T00:00") })).toEqual([]);
  });
});
