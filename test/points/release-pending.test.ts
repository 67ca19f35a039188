import { describe, expect, test } from "vitest";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { answer, balance, instant, openShop, order, plainRules, send } from "./support/shop.js";

const waiting: PointsRulesInput = {
  ...plainRules,
  types: [
    {
      id: "points",
      label: "Points",
      use: "redeemable",
      pending: { until: "return_window_closed", cancelAfterDays: 20 },
      expire: { kind: "after", length: "P30D", notice: ["P30D"] },
    },
  ],
  earn: [...plainRules.earn, { id: "sent", label: "Sent", on: "order.shipped", gives: "points", points: 5 }],
};
const release = { id: "rel_1", about: "ord_1" };

describe("releasePendingPoints", () => {
  test("makes points available that waited for the event; they lapse by when they were earned", () => {
    const shop = openShop(waiting);
    const [earned] = send(shop, "2026-03-02T10:00", "earn", order("ord_1", "10.00"));
    expect(earned?.issued).toMatchObject({ bucket: "points:waits:2026-03-22", cancels: instant("2026-03-23T00:00") });
    expect(balance(shop, "2026-03-10T10:00")).toMatchObject({ available: 0, pending: 10 });
    const [event] = send(shop, "2026-03-10T10:00", "release_pending", release);
    expect(event).toMatchObject({
      type: "points.pending_released",
      points: 10,
      took: [{ bucket: "points:waits:2026-03-22", ranges: [[0, 10]] }],
      issued: { bucket: "points:2026-04-01", range: [0, 10], expires: instant("2026-04-02T00:00") },
    });
    expect(balance(shop, "2026-03-10T10:00")).toMatchObject({ available: 10, pending: 0 });
    expect(balance(shop, "2026-04-02T00:00")).toMatchObject({ available: 0, pending: 0 });
    expect(shop.account.types["points"]?.issued).toBe(10);
  });

  test("points are cancelled at the end of their last day of waiting, and not before", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "earn", order("ord_1", "10.00"));
    expect(balance(shop, "2026-03-22T23:59:59.999")?.pending).toBe(10);
    expect(balance(shop, "2026-03-23T00:00")?.pending).toBe(0);
    const rejection = answer(shop, "2026-03-23T00:00", "release_pending", release);
    expect(rejection).toMatchObject({ code: "nothing_pending", about: "ord_1" });
    send(shop, "2026-03-22T23:59:59.999", "release_pending", release);
  });

  test("cancelled points count as cancelled, and an order can be reversed without taking them twice", () => {
    const shop = openShop({
      ...waiting,
      refund: { mode: "prorate", from: ["own", "others"], then: "shortfall", window: "P30D" },
    });
    send(shop, "2026-03-02T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-24T10:00", "adjust", { id: "gift", points: 50, reason: "a gift" });
    expect(shop.account.types["points"]).toMatchObject({ issued: 60, cancelled: 10, expired: 0 });
    expect(send(shop, "2026-03-24T10:00", "reverse", { id: "rev_1", about: "ord_1" })[0]?.points).toBe(0);
    expect(balance(shop, "2026-03-24T10:00")?.available).toBe(50);
  });

  test("releases what a reversal has left, and of two earnings each with its own lapse", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "earn", order("ord_1", "10.00"));
    send(shop, "2026-03-06T10:00", "earn", { id: "ord_1_sent", type: "order.shipped", about: "ord_1" });
    send(shop, "2026-03-07T10:00", "reverse", { id: "rev_1", about: "ord_1", points: 4 });
    const events = send(shop, "2026-03-10T10:00", "release_pending", release);
    expect(events.slice(0, 2).map(({ id, points, issued }) => [id, points, issued?.expires])).toEqual([
      ["rel_1", 6, instant("2026-04-02T00:00")],
      ["rel_1#2", 5, instant("2026-04-06T00:00")],
    ]);
    expect(balance(shop, "2026-04-02T00:00")?.available).toBe(5);
  });

  test("after a release a reversal still takes the order's own points", () => {
    const shop = openShop(waiting);
    for (const id of ["ord_1", "ord_2"]) send(shop, "2026-03-02T10:00", "earn", order(id, "10.00"));
    for (const about of ["ord_2", "ord_1"])
      send(shop, "2026-03-10T10:00", "release_pending", { id: `rel_${about}`, about });
    const [event] = send(shop, "2026-03-11T10:00", "reverse", { id: "rev_1", about: "ord_1" });
    expect(event?.took).toEqual([{ bucket: "points:2026-04-01", ranges: [[10, 20]] }]);
  });

  test("repays what is owed", () => {
    const shop = openShop(waiting);
    send(shop, "2026-03-02T10:00", "adjust", { id: "gift", points: 8, reason: "a gift" });
    send(shop, "2026-03-02T10:00", "earn", order("ord_0", "8.00"));
    send(shop, "2026-03-02T11:00", "release_pending", { id: "rel_0", about: "ord_0" });
    send(shop, "2026-03-02T12:00", "redeem", { id: "rdm_1", points: 16 });
    send(shop, "2026-03-02T13:00", "reverse", { id: "rev_1", about: "ord_0" });
    send(shop, "2026-03-03T10:00", "earn", order("ord_1", "10.00"));
    expect(balance(shop, "2026-03-03T10:00")).toMatchObject({ pending: 10, shortfall: 8 });
    send(shop, "2026-03-10T10:00", "release_pending", release);
    expect(balance(shop, "2026-03-10T10:00")).toEqual({ available: 2, pending: 0, held: 0, shortfall: 0 });
  });

  test("is refused first for the future", () => {
    const early = { ...release, occurredAt: "2026-03-02T12:05:00.001+08:00" };
    expect(answer(openShop(waiting), "2026-03-02T12:00", "release_pending", early)?.code).toBe("occurred_in_future");
  });
});
