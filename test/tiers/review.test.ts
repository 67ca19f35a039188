import { describe, expect, test } from "vitest";
import { must } from "../../src/shared/decision.js";
import { nextTierChange, reviewTier, settleTier, startStanding, tierOf } from "../../src/tiers/index.js";
import { at, honour, standingAt, yearly } from "./support.js";

describe("a customer starts", () => {
  test("in the lowest tier, under the program's version", () => {
    const context = at("2026-03-02T10:00:00+08:00", 0);
    const { state, events } = must(startStanding({ id: "std_7", customerId: "cus_7", tierSet: "honour" }, context));

    expect(events.map(({ type }) => type)).toEqual(["tier.started"]);
    expect(state).toMatchObject({ id: "std_7", owner: "cus_7", tier: "regular", since: "2026-03-02T02:00:00.000Z" });
    expect(state.of).toEqual({ id: "tierSets", version: 1 });
  });

  test("and not in a tier set that is not there", () => {
    const context = at("2026-03-02T10:00:00+08:00", 0);
    const start = (): unknown => startStanding({ id: "std_7", customerId: "cus_7", tierSet: "honor" }, context);
    expect(start).toThrow('tierSet: "honor" is not a tier set; did you mean "honour"?');
  });
});

describe("reaching a tier", () => {
  test.each([
    [1999, "regular"],
    [2000, "silver"],
    [7999, "silver"],
    [8000, "gold"],
    [20000, "diamond"],
  ])("%i honour points make %s, at once", (points, tier) => {
    expect(standingAt("2026-03-02T10:00:00+08:00", points).tier).toBe(tier);
  });

  test("skips tiers that are passed", () => {
    const context = at("2026-03-02T10:00:00+08:00", 9000);
    const started = must(startStanding({ id: "std_7", customerId: "cus_7", tierSet: "honour" }, context)).state;

    const { events } = must(reviewTier(started, { id: "rev_1", about: "ord_1" }, context));

    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: "tier.upgraded",
      id: "rev_1",
      about: "ord_1",
      from: "regular",
      tier: "gold",
    });
  });

  test("a second review finds nothing to do", () => {
    const gold = standingAt("2026-03-02T10:00:00+08:00", 9000);
    const again = must(reviewTier(gold, { id: "rev_2" }, at("2026-03-03T10:00:00+08:00", 9100)));
    expect(again).toEqual({ ok: true, state: gold, events: [] });
  });

  test("a missing fact is not taken for nothing", () => {
    const gold = standingAt("2026-03-02T10:00:00+08:00", 9000);
    const context = { ...at("2026-03-03T10:00:00+08:00", 0), facts: {} };
    expect(() => reviewTier(gold, { id: "rev_2" }, context)).toThrow('facts["points.honour"]: is missing; supply');
  });

  test("a review of tomorrow is refused", () => {
    const gold = standingAt("2026-03-02T10:00:00+08:00", 9000);
    const command = { id: "rev_2", occurredAt: "2026-03-04T10:00:00+08:00" };
    const refused = reviewTier(gold, command, at("2026-03-03T10:00:00+08:00", 9100));
    expect(refused).toMatchObject({ ok: false, rejection: { code: "occurred_in_future" } });
  });
});

describe("falling below", () => {
  const gold = standingAt("2026-03-02T10:00:00+08:00", 9000);
  const below = must(reviewTier(gold, { id: "rev_2" }, at("2027-03-03T00:00:00+08:00", 100)));
  const lastInstant = "2027-05-02T23:59:59.999+08:00";
  const lost = "2027-05-03T00:00:00.000+08:00";

  test("is announced, and the tier is kept to the end of the day sixty days later", () => {
    expect(below.events).toHaveLength(1);
    expect(below.events[0]).toMatchObject({
      type: "tier.at_risk",
      tier: "gold",
      graceUntil: "2027-05-02T16:00:00.000Z",
    });
    expect(nextTierChange(below.state, at("2027-03-04T00:00:00+08:00", 100))).toBe("2027-05-02T16:00:00.000Z");
    expect(tierOf(below.state, at(lastInstant, 100)).id).toBe("gold");
  });

  test("then one level is lost, and a new grace begins for the next one, whether or not a job ran", () => {
    expect(tierOf(below.state, at(lost, 100)).id).toBe("silver");
    const events = settleTier(below.state, at("2028-01-01T00:00:00+08:00", 100));
    expect(events.map(({ type, tier, from, occurredAt }) => [type, from, tier, occurredAt])).toEqual([
      ["tier.downgraded", "gold", "silver", "2027-05-02T16:00:00.000Z"],
      ["tier.downgraded", "silver", "regular", "2027-07-02T16:00:00.000Z"],
    ]);
    expect(events.map(({ graceUntil }) => graceUntil)).toEqual(["2027-07-02T16:00:00.000Z", undefined]);
  });

  test.each([
    [8000, "gold", ["tier.regained"]],
    [7999, "gold", ["tier.reviewed"]],
    [20000, "diamond", ["tier.upgraded"]],
  ])("%i points within the grace leave %s", (points, tier, types) => {
    const again = must(reviewTier(below.state, { id: "rev_3" }, at(lastInstant, points)));
    expect([again.state.tier, again.events.map(({ type }) => type)]).toEqual([tier, types]);
    expect(again.state.grace === undefined).toBe(points >= 8000);
  });

  test("what is gained after the grace comes too late", () => {
    const { state, events } = must(reviewTier(below.state, { id: "rev_3" }, at(lost, 7999)));
    expect(events.map(({ type }) => type)).toEqual(["tier.downgraded", "tier.regained"]);
    expect([state.tier, state.grace]).toEqual(["silver", undefined]);
  });

  test("all that is not reached is lost where the set reassesses", () => {
    const reassess = { ...honour, downgrade: "reassess" } as const;
    expect(tierOf(below.state, at(lost, 100, reassess)).id).toBe("regular");
  });

  test("nothing is lost where the set has no downgrade", () => {
    const never = { ...honour, downgrade: "none" } as const;
    const { state } = must(reviewTier(gold, { id: "rev_2" }, at("2027-03-03T00:00:00+08:00", 0, never)));
    expect(tierOf(state, at("2030-01-01T00:00:00+08:00", 0, never)).id).toBe("gold");
  });

  test("the notice is the grace where the set has no other", () => {
    const { grace, ...noticed } = honour;
    expect(grace).toBeDefined();
    const { events } = must(reviewTier(gold, { id: "rev_2" }, at("2027-03-03T00:00:00+08:00", 100, noticed)));
    expect(events[0]?.graceUntil).toBe("2027-04-02T16:00:00.000Z");
  });
});

describe("by the calendar year", () => {
  const gold = standingAt("2026-03-02T10:00:00+08:00", "5000.00", yearly);

  test("what was reached carries to the end of the next year, then a notice goes out", () => {
    expect(tierOf(gold, at("2027-12-31T23:59:59+08:00", "0", yearly)).id).toBe("gold");
    const events = settleTier(gold, at("2028-06-01T00:00:00+08:00", "0", yearly));
    expect(events.map(({ type, tier, occurredAt }) => [type, tier, occurredAt])).toEqual([
      ["tier.at_risk", "gold", "2027-12-31T16:00:00.000Z"],
      ["tier.downgraded", "regular", "2028-01-31T16:00:00.000Z"],
    ]);
  });

  test("what was reached in the year between is what is left", () => {
    const year = must(reviewTier(gold, { id: "rev_2" }, at("2027-01-01T00:00:00+08:00", "0", yearly))).state;
    const silver = must(reviewTier(year, { id: "rev_3" }, at("2027-05-01T00:00:00+08:00", "1000.00", yearly)));
    expect(silver.events.map(({ type }) => type)).toEqual(["tier.reviewed"]);
    expect(tierOf(silver.state, at("2028-02-01T00:00:00+08:00", "0", yearly)).id).toBe("silver");
  });

  test.each(["10.00", "1000.00"])("a refund that leaves %s takes nothing back of what was reached", (left) => {
    const refunded = must(reviewTier(gold, { id: "rev_2" }, at("2026-04-01T00:00:00+08:00", left, yearly)));
    expect(refunded).toEqual({ ok: true, state: gold, events: [] });
  });

  test("a value that reaches nothing has nothing to say", () => {
    const context = at("2026-03-02T10:00:00+08:00", "999.99", yearly);
    const started = must(startStanding({ id: "std_8", customerId: "cus_8", tierSet: "club" }, context)).state;
    expect(must(reviewTier(started, { id: "rev_1" }, context))).toEqual({ ok: true, state: started, events: [] });
  });

  test("a tier begins with the next year where the set says so", () => {
    const later = { ...yearly, upgrade: "next_period" } as const;
    const standing = standingAt("2026-03-02T10:00:00+08:00", "1000.00", later);
    const { state, events } = must(reviewTier(standing, { id: "rev_2" }, at("2026-04-01T00:00Z", "5000.00", later)));

    expect([standing.tier, standing.rises]).toEqual(["regular", { tier: "silver", at: "2026-12-31T16:00:00.000Z" }]);
    expect(events.map(({ type }) => type)).toEqual(["tier.upgrade_scheduled"]);
    expect(tierOf(state, at("2026-12-31T23:59:59+08:00", "0", later)).id).toBe("regular");
    expect(tierOf(state, at("2027-01-01T00:00:00+08:00", "0", later)).id).toBe("gold");
  });
});
