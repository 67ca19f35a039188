import { describe, expect, test } from "vitest";
import { useBenefit } from "../../src/benefits/index.js";
import { must } from "../../src/shared/decision.js";
import { at, startedAt } from "./support.js";

const now = "2026-03-02T10:00:00+08:00";
const started = startedAt(now);
const silver = { "tier.honour": "silver", birthday: "1990-05-01" };

test("a use is counted, under the program's version, with the period it counts in", () => {
  const { state, events } = must(
    useBenefit(started, { id: "use_1", benefit: "gift", about: "ord_1" }, at(now, silver)),
  );

  expect(events).toEqual([
    {
      type: "benefit.used",
      id: "use_1",
      about: "ord_1",
      occurredAt: "2026-03-02T02:00:00.000Z",
      recordedAt: "2026-03-02T02:00:00.000Z",
      of: { id: "shop", version: 2 },
      benefit: "gift",
      through: "tier",
      period: { from: "2025-05-01", to: "2026-05-01", used: 1 },
    },
  ]);
  expect(state.benefits["gift"]).toEqual({ total: 1, period: { from: "2025-05-01", to: "2026-05-01", used: 1 } });
});

test("a benefit without a limit is counted as well", () => {
  const gold = at(now, { "tier.honour": "gold" });
  const once = must(useBenefit(started, { id: "use_1", benefit: "priority" }, gold)).state;
  expect(must(useBenefit(once, { id: "use_2", benefit: "priority" }, gold)).state.benefits["priority"]).toEqual({
    total: 2,
  });
});

describe("refused", () => {
  test("a benefit that is not there", () => {
    expect(useBenefit(started, { id: "use_1", benefit: "gifts" }, at(now, silver))).toMatchObject({
      ok: false,
      rejection: { code: "benefit_unknown", benefit: "gifts" },
    });
  });

  test.each([
    ["gift", { "tier.honour": "regular" }, 'it takes the tier "silver" of "honour", and the customer has "regular"'],
    ["gift", {}, 'it takes the tier "silver" of "honour", and it is not known which the customer has'],
    [
      "discount",
      { "segment.value_class": "regular" },
      'it takes the class "high_value" of the segment "value_class", and the customer has "regular"',
    ],
    ["tips", { "segment.value_class": "high_value" }, 'there is no consent to "profiling"'],
    ["tea", {}, "its condition does not hold (not known: daysSinceOrder)"],
    ["tea", { daysSinceOrder: 3 }, "its condition does not hold"],
    ["gift", { "tier.honour": "gold" }, '"birthday" is not known, and its limit is counted from it'],
  ])("%s for %j, with why", (benefit, facts, why) => {
    const message = `Not entitled to "${benefit}": ${why}.`;
    expect(useBenefit(started, { id: "use_1", benefit }, at(now, facts))).toMatchObject({
      ok: false,
      rejection: { code: "not_entitled", message },
    });
  });

  test("the second gift of a birthday year, to its last day, and not the first of the next [c66, L136]", () => {
    const used = must(useBenefit(started, { id: "use_1", benefit: "gift" }, at(now, silver))).state;
    const second = { id: "use_2", benefit: "gift" };
    expect(useBenefit(used, second, at("2026-04-30T23:59:59+08:00", silver))).toEqual({
      ok: false,
      rejection: {
        code: "limit_reached",
        message: '"gift" was used 1 of 1 times; it can be used again from 2026-05-01.',
        benefit: "gift",
        max: 1,
        used: 1,
        per: "birthday_year",
        nextFrom: "2026-05-01",
      },
    });
    expect(useBenefit(used, second, at("2026-05-01T00:00:00+08:00", silver)).ok).toBe(true);
  });

  test("a second gift for a birthday that was moved", () => {
    const used = must(useBenefit(started, { id: "use_1", benefit: "gift" }, at(now, silver))).state;
    const moved = at("2026-03-10T10:00:00+08:00", { ...silver, birthday: "1990-03-09" });
    expect(useBenefit(used, { id: "use_2", benefit: "gift" }, moved).ok).toBe(false);
  });

  test("a third cup of tea in a month", () => {
    const context = at(now, { daysSinceOrder: 40 });
    const one = must(useBenefit(started, { id: "use_1", benefit: "tea" }, context)).state;
    const two = must(useBenefit(one, { id: "use_2", benefit: "tea" }, context)).state;
    const third = useBenefit(two, { id: "use_3", benefit: "tea" }, context);
    expect(third).toMatchObject({ rejection: { code: "limit_reached", used: 2, max: 2, nextFrom: "2026-04-01" } });
  });

  test("what is given once in a life, with no next time", () => {
    const used = must(useBenefit(started, { id: "use_1", benefit: "parking" }, at(now, silver))).state;
    const again = useBenefit(used, { id: "use_2", benefit: "parking" }, at("2036-01-01T00:00:00+08:00", silver));
    expect(again).toMatchObject({ rejection: { message: '"parking" was used 1 of 1 times; there is no next time.' } });
  });

  test("a use of tomorrow", () => {
    const command = { id: "use_1", benefit: "gift", occurredAt: "2026-03-03T10:00:00+08:00" };
    expect(useBenefit(started, command, at(now, silver))).toMatchObject({ rejection: { code: "occurred_in_future" } });
  });
});

test("a birthday on 29 February is on the 28th in other years", () => {
  const context = (time: string): ReturnType<typeof at> => at(time, { ...silver, birthday: "2000-02-29" });
  const used = must(useBenefit(started, { id: "use_1", benefit: "gift" }, context("2026-02-28T00:00:00+08:00"))).state;
  expect(used.benefits["gift"]?.period).toEqual({ from: "2026-02-28", to: "2027-02-28", used: 1 });
});
