import { describe, expect, test } from "vitest";
import { applyPointsEvent, applyPointsEvents, type PointsAccount } from "../../src/points/index.js";
import type { PointsRulesInput } from "../../src/points/rules.js";
import { eventsOf, type PointsPlay } from "../../src/testing/points-play.js";
import { canonicalJson, freezeDeep } from "../../src/shared/json.js";
import { gift, openShop, order, plainRules, send } from "./support/shop.js";

const monthly: PointsRulesInput = {
  ...plainRules,
  types: [
    {
      id: "points",
      label: "Points",
      use: "redeemable",
      expire: { kind: "after", length: "P12M", to: "month_end", notice: ["P30D"] },
    },
  ],
};

/** Ten points a month from March to June, so that they lie in four buckets. */
function fourMonths(): PointsPlay {
  const shop = openShop(monthly);
  for (const month of ["03", "04", "05", "06"])
    send(shop, `2026-${month}-02T10:00`, "adjust", gift(10, `adj_${month}`));
  return shop;
}

/** For each bucket whether the other account holds the very same one. */
function shared(before: PointsAccount, after: PointsAccount): readonly boolean[] {
  return after.buckets.map((bucket) => before.buckets.includes(bucket));
}

describe("an account after an event", () => {
  test("shares what the event did not touch with the account before", () => {
    const shop = fourMonths();
    const before = shop.account;
    send(shop, "2026-06-02T11:00", "redeem", { id: "rdm_1", points: 15 });
    expect(shared(before, shop.account)).toEqual([false, false, true, true]);
    expect(shop.account.buckets.map(({ free }) => free)).toEqual([[], [[5, 10]], [[0, 10]], [[0, 10]]]);
  });

  test("leaves the account before and the event as they were, though both are frozen", () => {
    const shop = fourMonths();
    const before = freezeDeep(shop.account);
    const text = canonicalJson(before);
    const events = freezeDeep(send(shop, "2026-06-02T11:00", "earn", order("ord_1", "7.00")));
    const [event] = events;
    if (event === undefined) throw new Error("no event");
    expect(canonicalJson(applyPointsEvent(before, event))).toBe(canonicalJson(shop.account));
    expect(canonicalJson(before)).toBe(text);
  });

  test("is the same for one event after another as for all at once", () => {
    const shop = fourMonths();
    send(shop, "2026-06-02T11:00", "hold", { id: "hld_1", points: 25 });
    send(shop, "2026-06-02T11:05", "capture", { id: "cap_1", hold: "hld_1", points: 12 });
    send(shop, "2027-06-02T11:00", "adjust", gift(1, "adj_late"));
    const [first, ...rest] = eventsOf(shop);
    if (first === undefined) throw new Error("no event");
    const oneByOne = rest.reduce(applyPointsEvent, applyPointsEvent(undefined, first));
    expect(oneByOne).toEqual(shop.account);
    expect(applyPointsEvents(undefined, eventsOf(shop))).toEqual(shop.account);
  });
});
