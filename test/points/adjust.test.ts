import { describe, expect, test } from "vitest";
import { answer, balance, gift, instant, openShop, order, plainRules, send } from "./support/shop.js";

const noon = "2026-03-02T12:00";

describe("adjustPoints", () => {
  test("gives points at once, with their reason and without one that nobody sees", () => {
    const pending = { until: "return_window_closed", days: 7 } as const;
    const shop = openShop({ ...plainRules, types: plainRules.types.map((type) => ({ ...type, pending })) });
    const [event] = send(shop, noon, "adjust", {
      id: "adj_1",
      points: 50,
      reason: "welcome",
      by: "ann",
      note: "on the phone",
    });
    expect(event).toMatchObject({ type: "points.adjusted", points: 50, reason: "welcome", by: "ann" });
    expect(event).not.toHaveProperty("note");
    expect(balance(shop, noon)).toMatchObject({ available: 50, pending: 0 });
  });

  test("takes those that lapse first, down to nothing and not below", () => {
    const shop = openShop(plainRules);
    send(shop, noon, "adjust", gift(50));
    const below = answer(shop, noon, "adjust", { id: "adj_1", points: -51, reason: "mistake" });
    expect(below).toMatchObject({ code: "insufficient_points", requested: 51, available: 50 });
    const [event] = send(shop, noon, "adjust", { id: "adj_1", points: -50, reason: "mistake" });
    expect(event).toMatchObject({ points: 50, took: [{ bucket: "points:never", ranges: [[0, 50]] }] });
    expect(shop.account.types["points"]).toMatchObject({ issued: 50, reversed: 50 });
  });

  test("a credit may be back-dated, a debit counts when it is recorded", () => {
    const shop = openShop(plainRules);
    const occurredAt = "2026-02-20T10:00:00+08:00";
    const up = send(shop, noon, "adjust", { ...gift(50), occurredAt });
    const down = send(shop, noon, "adjust", { id: "adj_1", points: -5, reason: "mistake", occurredAt });
    expect([up[0]?.occurredAt, down[0]?.occurredAt]).toEqual([instant("2026-02-20T10:00"), instant(noon)]);
  });

  test("is for the first type, or the named one, qualifying ones too", () => {
    const honour = { id: "honour", label: "Honour", use: "qualifying", expire: { kind: "never" } } as const;
    const shop = openShop({ ...plainRules, types: [...plainRules.types, honour] });
    send(shop, noon, "adjust", gift(1));
    send(shop, noon, "adjust", { ...gift(2, "more"), pointsType: "honour" });
    expect([balance(shop, noon)?.available, balance(shop, noon, "honour")?.available]).toEqual([1, 2]);
  });

  test("sliding points given after a lapse live from then on", () => {
    const sliding = { kind: "sliding", length: "P30D", notice: ["P30D"] } as const;
    const shop = openShop({
      ...plainRules,
      types: [{ id: "points", label: "Points", use: "redeemable", expire: sliding }],
    });
    send(shop, noon, "earn", order("ord_1", "10.00"));
    send(shop, "2026-05-02T12:00", "adjust", gift(50));
    expect(balance(shop, "2026-06-01T11:59:59.999")?.available).toBe(50);
    expect(balance(shop, "2026-06-01T12:00")?.available).toBe(0);
  });

  test("given no points, no reason or an unknown type, throws command_invalid", () => {
    const shop = openShop(plainRules);
    for (const wrong of [{ points: 0 }, { points: 0.5 }, { reason: "" }, { pointsType: "coins" }]) {
      expect(() => send(shop, noon, "adjust", { ...gift(1), ...wrong })).toThrow(
        expect.objectContaining({ code: "command_invalid" }),
      );
    }
  });

  test("is refused first for the future", () => {
    const early = { id: "adj_1", points: -5, reason: "mistake", occurredAt: "2026-03-02T12:05:00.001+08:00" };
    expect(answer(openShop(plainRules), noon, "adjust", early)?.code).toBe("occurred_in_future");
  });
});
