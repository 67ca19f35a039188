import { describe, expect, test } from "vitest";
import { applyPointsEvents, pointsAccountKind, type PointsAccount } from "../../src/points/index.js";
import { columnsOf } from "../../src/shared/record-kind.js";
import { eventsOf } from "../../src/testing/points-play.js";
import { gift, openShop, order, plainRules, send } from "./support/shop.js";

describe("pointsAccountKind", () => {
  const shop = openShop(plainRules);
  send(shop, "2026-03-02T10:00", "earn", order("ord_1", "10.00"));
  send(shop, "2026-03-02T10:00", "adjust", gift(5));
  send(shop, "2026-03-02T11:00", "redeem", { id: "rdm_1", points: 15 });
  send(shop, "2026-03-02T12:00", "reverse", { id: "rev_1", about: "ord_1" });

  test("what is packed is unpacked as it was, frozen", () => {
    const text = pointsAccountKind.pack(shop.account);
    const account = pointsAccountKind.unpack(text);
    expect(account).toEqual(shop.account);
    expect(Object.isFrozen(account.buckets)).toBe(true);
    expect(pointsAccountKind.pack(account)).toBe(text);
  });

  test("columns add up the points of all types", () => {
    expect(columnsOf(pointsAccountKind, shop.account)).toEqual({ customerId: "cus_1", issued: 15, shortfall: 10 });
  });

  test.each([
    ["issued", -1],
    ["issued", 1.5],
    ["shortfall", -1],
  ])("a record whose %s is %d is a bug, and is neither written nor answered", (name, count) => {
    const totals = { ...shop.account.types["points"], [name]: count };
    const broken = { ...shop.account, types: { points: totals } } as PointsAccount;
    expect(() => columnsOf(pointsAccountKind, broken)).toThrow(expect.objectContaining({ code: "invariant_violated" }));
  });

  test("another format is refused by name", () => {
    const newer = pointsAccountKind.pack({ ...shop.account, format: 2 });
    expect(() => pointsAccountKind.unpack(newer)).toThrow(expect.objectContaining({ code: "format_unsupported" }));
  });

  test("the events of an account, folded, are the account", () => {
    expect(applyPointsEvents(undefined, eventsOf(shop))).toEqual(shop.account);
  });
});
