import { describe, expect, test } from "vitest";
import { holdLimit } from "../../src/points/index.js";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { answer, balance, gift, instant, openShop, plainRules, send } from "./support/shop.js";

const noon = "2026-03-02T12:00";
const lapsing: PointsRulesInput = {
  ...plainRules,
  types: [
    {
      id: "points",
      label: "Points",
      use: "redeemable",
      expire: { kind: "after", length: "P30D", notice: ["P30D"] },
    },
  ],
};

function shopWith(points: number, rules: PointsRulesInput = plainRules) {
  const shop = openShop(rules);
  send(shop, "2026-03-01T10:00", "adjust", gift(points));
  return shop;
}

describe("holdPoints", () => {
  test("sets points aside, for half an hour where nobody says otherwise", () => {
    const shop = shopWith(100);
    const [event] = send(shop, noon, "hold", { id: "hold_1", points: 30 });
    expect(event).toMatchObject({
      type: "points.held",
      hold: "hold_1",
      until: instant("2026-03-02T12:30"),
      took: [{ bucket: "points:never", ranges: [[0, 30]] }],
    });
    expect(balance(shop, noon)).toEqual({ available: 70, pending: 0, held: 30, shortfall: 0 });
  });

  test("lasts as long as the program says, or the command", () => {
    const shop = shopWith(100, { ...plainRules, hold: { timeout: "PT2H" } });
    expect(send(shop, noon, "hold", { id: "h_1", points: 1 })[0]?.until).toBe(instant("2026-03-02T14:00"));
    const twoDays = { id: "h_2", points: 1, timeout: "P2D" };
    expect(send(shop, noon, "hold", twoDays)[0]?.until).toBe(instant("2026-03-04T12:00"));
  });

  test("ends by itself at its last instant, and not before", () => {
    const shop = shopWith(100);
    send(shop, noon, "hold", { id: "hold_1", points: 30 });
    expect(balance(shop, "2026-03-02T12:29:59.999")).toMatchObject({ available: 70, held: 30 });
    expect(balance(shop, "2026-03-02T12:30")).toMatchObject({ available: 100, held: 0 });
    expect(answer(shop, "2026-03-02T12:30", "capture", { id: "cap_1", hold: "hold_1" })?.code).toBe("hold_unknown");
  });

  test("given exactly as many points as are asked for, holds them; given one less, refuses", () => {
    const shop = shopWith(100);
    const rejection = answer(shop, noon, "hold", { id: "hold_1", points: 101 });
    expect(rejection).toMatchObject({ code: "insufficient_points", requested: 101, available: 100, pending: 0 });
    send(shop, noon, "hold", { id: "hold_1", points: 100 });
  });

  test("given as many open holds as are allowed, refuses one more until one has ended", () => {
    const shop = shopWith(100);
    for (let n = 0; n < holdLimit; n++) send(shop, noon, "hold", { id: `hold_${n}`, points: 1 });
    const rejection = answer(shop, noon, "hold", { id: "one_more", points: 1 });
    expect(rejection).toMatchObject({ code: "too_many_holds", open: 32, allowed: 32 });
    send(shop, noon, "release", { id: "rel_1", hold: "hold_7" });
    send(shop, noon, "hold", { id: "one_more", points: 1 });
  });

  test("is refused first for the future, then for holds, then for points", () => {
    const shop = shopWith(100);
    for (let n = 0; n < holdLimit; n++) send(shop, noon, "hold", { id: `hold_${n}`, points: 1 });
    const future = { occurredAt: "2026-03-02T12:05:00.001+08:00" };
    expect(answer(shop, noon, "hold", { id: "h", points: 999, ...future })?.code).toBe("occurred_in_future");
    expect(answer(shop, noon, "hold", { id: "h", points: 999 })?.code).toBe("too_many_holds");
  });
});

describe("capturePoints", () => {
  test("spends what is held, and what they are worth is said", () => {
    const shop = shopWith(100);
    send(shop, noon, "hold", { id: "hold_1", points: 30 });
    const [event] = send(shop, noon, "capture", { id: "cap_1", hold: "hold_1", about: "ord_1" });
    expect(event).toMatchObject({ type: "points.captured", points: 30, about: "ord_1", worth: "0.30", gaveBack: [] });
    expect(balance(shop, noon)).toMatchObject({ available: 70, held: 0 });
    expect(shop.account.types["points"]?.redeemed).toBe(30);
  });

  test("of a part, the first are spent and the rest comes back to where it was", () => {
    const shop = shopWith(100);
    send(shop, noon, "hold", { id: "hold_1", points: 30 });
    const [event] = send(shop, noon, "capture", { id: "cap_1", hold: "hold_1", points: 10 });
    expect(event?.took).toEqual([{ bucket: "points:never", ranges: [[0, 10]] }]);
    expect(event?.gaveBack).toEqual([{ bucket: "points:never", ranges: [[10, 30]] }]);
    expect(balance(shop, noon)).toMatchObject({ available: 90, held: 0 });
  });

  test("given all of the hold, it is spent; given one more, it is refused", () => {
    const shop = shopWith(100);
    send(shop, noon, "hold", { id: "hold_1", points: 30 });
    const more = answer(shop, noon, "capture", { id: "cap_1", hold: "hold_1", points: 31 });
    expect(more).toMatchObject({ code: "more_than_held", requested: 31, held: 30 });
    send(shop, noon, "capture", { id: "cap_1", hold: "hold_1", points: 30 });
    const again = answer(shop, noon, "capture", { id: "cap_2", hold: "hold_1" });
    expect(again).toEqual({ code: "hold_unknown", message: 'No open hold "hold_1".', hold: "hold_1" });
  });

  test("never fails for want of points: those past their lapse are spent, and only the rest of them lapses", () => {
    const shop = shopWith(20, lapsing);
    send(shop, "2026-03-31T12:00", "hold", { id: "hold_1", points: 15, timeout: "P5D" });
    expect(balance(shop, "2026-04-01T00:00")).toMatchObject({ available: 0, held: 15 });
    const [lapse, event] = send(shop, "2026-04-01T12:00", "capture", { id: "cap_1", hold: "hold_1", points: 10 });
    expect(lapse).toMatchObject({ type: "points.expired", points: 5 });
    expect(event).toMatchObject({ points: 10, lapsed: [{ ranges: [[10, 15]] }], gaveBack: [] });
    expect(shop.account.types["points"]).toMatchObject({ redeemed: 10, expired: 10 });
  });
});

describe("releasePoints", () => {
  test("gives back what is held", () => {
    const shop = shopWith(100);
    send(shop, noon, "hold", { id: "hold_1", points: 30 });
    const [event] = send(shop, noon, "release", { id: "rel_1", hold: "hold_1" });
    expect(event).toMatchObject({ type: "points.hold_released", points: 30, hold: "hold_1" });
    expect(balance(shop, noon)).toMatchObject({ available: 100, held: 0 });
    expect(answer(shop, noon, "release", { id: "rel_2", hold: "hold_1" })?.code).toBe("hold_unknown");
  });

  test("what lapsed while it was held is gone: at the last millisecond it comes back, at the lapse it does not", () => {
    const released = (time: string): unknown => {
      const shop = shopWith(20, lapsing);
      send(shop, "2026-03-31T12:00", "hold", { id: "hold_1", points: 15, timeout: "P5D" });
      send(shop, time, "release", { id: "rel_1", hold: "hold_1" });
      return balance(shop, time)?.available;
    };
    expect(released("2026-03-31T23:59:59.999")).toBe(20);
    expect(released("2026-04-01T00:00")).toBe(0);
  });

  test("a hold that times out at the instant of the lapse ends first, and its points lapse", () => {
    const shop = shopWith(20, lapsing);
    send(shop, "2026-03-31T12:00", "hold", { id: "hold_1", points: 15, timeout: "PT12H" });
    const events = send(shop, "2026-04-02T00:00", "adjust", gift(1, "later"));
    expect(events.map(({ type, points }) => [type, points])).toEqual([
      ["points.hold_timed_out", 15],
      ["points.expired", 5],
      ["points.adjusted", 1],
    ]);
    expect(shop.account.types["points"]?.expired).toBe(20);
  });
});
