import { describe, expect, test } from "vitest";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { answer, balance, gift, openShop, order, plainRules, send } from "./support/shop.js";

const noon = "2026-03-02T12:00";
const lapsing: PointsRulesInput = {
  ...plainRules,
  types: [
    { id: "points", label: "Points", use: "redeemable", expire: { kind: "after", length: "P30D", notice: ["P30D"] } },
  ],
};

describe("cancelRedemption", () => {
  test("gives back the very points, with the lapse they had", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "adjust", gift(10, "first"));
    send(shop, "2026-03-05T10:00", "adjust", gift(10, "second"));
    send(shop, "2026-03-06T10:00", "redeem", { id: "rdm_1", about: "ord_1", points: 15 });
    const [event] = send(shop, "2026-03-07T10:00", "cancel_redemption", {
      id: "can_1",
      about: "ord_1",
      redemption: "rdm_1",
    });
    expect(event).toMatchObject({
      type: "points.redemption_cancelled",
      points: 15,
      undoes: "rdm_1",
      gaveBack: [
        { bucket: "points:2026-04-04", ranges: [[0, 5]] },
        { bucket: "points:2026-03-31", ranges: [[0, 10]] },
      ],
      lapsed: [],
    });
    expect(balance(shop, "2026-03-31T23:59")?.available).toBe(20);
    expect(balance(shop, "2026-04-01T00:00")?.available).toBe(10);
    expect(shop.account.types["points"]?.redeemed).toBe(0);
  });

  test("of a part, those that were taken last come back first; all parts together are the whole", () => {
    const shop = openShop(lapsing);
    send(shop, "2026-03-01T10:00", "adjust", gift(10, "first"));
    send(shop, "2026-03-05T10:00", "adjust", gift(10, "second"));
    send(shop, "2026-03-06T10:00", "redeem", { id: "rdm_1", about: "ord_1", points: 15 });
    const back = (id: string, points: number) =>
      send(shop, "2026-03-07T10:00", "cancel_redemption", { id, about: "ord_1", redemption: "rdm_1", points })[0]
        ?.gaveBack;
    expect(back("can_1", 7)).toEqual([
      { bucket: "points:2026-04-04", ranges: [[0, 5]] },
      { bucket: "points:2026-03-31", ranges: [[8, 10]] },
    ]);
    expect(back("can_2", 8)).toEqual([{ bucket: "points:2026-03-31", ranges: [[0, 8]] }]);
    const rest = answer(shop, "2026-03-07T10:00", "cancel_redemption", {
      id: "can_3",
      about: "ord_1",
      redemption: "rdm_1",
    });
    expect(rest).toMatchObject({ code: "more_than_redeemed", requested: 0, left: 0 });
  });

  test("given all that is left, it comes back; given one more, it is refused", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    send(shop, noon, "redeem", { id: "rdm_1", about: "ord_1", points: 6 });
    const asked = { id: "can_1", about: "ord_1", redemption: "rdm_1" };
    const more = answer(shop, noon, "cancel_redemption", { ...asked, points: 7 });
    expect(more).toMatchObject({ code: "more_than_redeemed", requested: 7, left: 6 });
    send(shop, noon, "cancel_redemption", { ...asked, points: 6 });
  });

  test("what would have lapsed meanwhile has lapsed: not at the last millisecond, but at the lapse", () => {
    const left = (time: string): number | undefined => {
      const shop = openShop(lapsing);
      send(shop, "2026-03-02T10:00", "adjust", gift(10));
      send(shop, "2026-03-06T10:00", "redeem", { id: "rdm_1", about: "ord_1", points: 10 });
      send(shop, time, "cancel_redemption", { id: "can_1", about: "ord_1", redemption: "rdm_1" });
      return balance(shop, time)?.available;
    };
    expect(left("2026-04-01T23:59:59.999")).toBe(10);
    expect(left("2026-04-02T00:00")).toBe(0);
  });

  test("sliding points that lapsed while they were spent do not live again, whatever happened since", () => {
    const sliding = { kind: "sliding", length: "P30D", notice: ["P30D"] } as const;
    const shop = openShop({
      ...plainRules,
      types: [{ id: "points", label: "Points", use: "redeemable", expire: sliding }],
    });
    send(shop, "2026-03-02T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-02T10:00", "redeem", { id: "rdm_1", points: 10 });
    send(shop, "2026-04-02T10:00", "earn", order("ord_2", "7.00"));
    const cancelled = send(shop, "2026-04-02T11:00", "cancel_redemption", {
      id: "can_1",
      about: "rdm_1",
      redemption: "rdm_1",
    });
    expect(cancelled[0]).toMatchObject({ gaveBack: [], lapsed: [{ ranges: [[0, 10]] }] });
    expect(balance(shop, "2026-04-02T11:00")?.available).toBe(7);
  });

  test("repays what is owed before anything else", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-01T11:00", "redeem", { id: "rdm_1", points: 10 });
    send(shop, "2026-03-01T12:00", "reverse", { id: "rev_1", about: "ord_1", points: 4 });
    expect(balance(shop, noon)).toEqual({ available: 0, pending: 0, held: 0, shortfall: 4 });
    const events = send(shop, noon, "cancel_redemption", { id: "can_1", about: "rdm_1", redemption: "rdm_1" });
    expect(events.map(({ type, points }) => [type, points])).toEqual([
      ["points.redemption_cancelled", 10],
      ["points.shortfall_repaid", 4],
    ]);
    expect(balance(shop, noon)).toEqual({ available: 6, pending: 0, held: 0, shortfall: 0 });
  });

  test("undoes a capture as it undoes a redemption", () => {
    const shop = openShop(plainRules);
    send(shop, "2026-03-01T10:00", "adjust", gift(10));
    send(shop, noon, "hold", { id: "hold_1", points: 8 });
    send(shop, noon, "capture", { id: "cap_1", hold: "hold_1", points: 5 });
    send(shop, noon, "cancel_redemption", { id: "can_1", about: "cap_1", redemption: "cap_1" });
    expect(balance(shop, noon)?.available).toBe(10);
  });

  test("is refused first for the future, then for what is not known", () => {
    const shop = openShop(plainRules);
    const asked = { id: "can_1", about: "ord_1", redemption: "rdm_1" };
    const early = { ...asked, occurredAt: "2026-03-02T12:05:00.001+08:00" };
    expect(answer(shop, noon, "cancel_redemption", early)?.code).toBe("occurred_in_future");
    expect(answer(shop, noon, "cancel_redemption", asked)).toMatchObject({
      code: "redemption_unknown",
      redemption: "rdm_1",
    });
  });
});
