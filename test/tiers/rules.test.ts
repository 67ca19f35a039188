import { describe, expect, test } from "vitest";
import { checkTierSets, defineTierSets, type TierSetInput } from "../../src/tiers/rules.js";
import { honour, yearly } from "./support.js";

const scope = {
  of: { id: "honour_scheme", version: 3 },
  pointsTypes: ["honour"],
  benefits: ["birthday_gift", "holiday_discount", "priority_purchase", "dedicated_agent"],
};

function messages(value: unknown): readonly string[] {
  const checked = checkTierSets(value, scope);
  return checked.ok ? [] : checked.issues.map(({ path, code, message }) => `${path} (${code}): ${message}`);
}

function withTier(rank: number, change: object): object {
  return { ...honour, tiers: honour.tiers.map((tier, i) => (i === rank ? { ...tier, ...change } : tier)) };
}

test("tier sets are stamped with the program's version and frozen", () => {
  const [set] = defineTierSets([honour], scope);
  expect(set?.of).toEqual({ id: "honour_scheme", version: 3 });
  expect(Object.isFrozen(set?.tiers[0])).toBe(true);
  expect(checkTierSets(defineTierSets([honour, yearly], scope), scope).ok).toBe(true);
});

describe("every mistake has its path and says what was meant", () => {
  test.each<readonly [object, string]>([
    [withTier(3, { reach: 800 }), '[0].tiers[3].reach (not_rising): 800 is not above 8000 of "gold"'],
    [withTier(3, { reach: 8000 }), '[0].tiers[3].reach (not_rising): 8000 is not above 8000 of "gold"'],
    [withTier(0, { reach: 10 }), "[0].tiers[0].reach (lowest_not_zero): 10 is not 0; everybody has the lowest tier"],
    [
      withTier(1, { reach: "2000.50" }),
      '[0].tiers[1].reach (wrong_type): "2000.50" is not a whole number, and "honour" is counted in whole numbers',
    ],
    [
      withTier(2, { benefits: ["holiday_discout"] }),
      '[0].tiers[2].benefits[0] (unknown_name): "holiday_discout" is not a benefit; did you mean "holiday_discount"?',
    ],
    [withTier(2, { id: "silver" }), '[0].tiers[2].id (repeated_name): "silver" stands here a second time'],
    [
      { ...honour, metric: "honor" },
      '[0].metric (unknown_name): "honor" is not a qualifying points type or a counted fact; did you mean "honour"?',
    ],
    [
      { ...honour, period: { kind: "calendar", unit: "year" } },
      "[0].period.kind (period_not_supported): points count until they lapse, so their period is rolling or lifetime; count a fact by the calendar",
    ],
    [
      { ...honour, upgrade: "next_period" },
      '[0].upgrade (period_not_supported): a rolling period has no next one; use "at_once"',
    ],
    [
      { ...honour, notice: undefined },
      '[0].downgrade (downgrade_without_notice): nobody loses a tier without notice: add "notice": "P30D"',
    ],
    [
      { ...honour, grace: { from: "review_below", for: "P14D" } },
      "[0].grace.for (grace_shorter_than_notice): a grace of P14D ends before the notice of P30D is over",
    ],
    [{ ...honour, metric: "cases" }, "[0].metric (unknown_name)"],
    [{ ...honour, notice: "PT24H" }, "[0].notice (invalid_value)"],
    [
      { ...honour, downgrad: "none" },
      '[0].downgrad (unknown_key): "downgrad" is not a key here; did you mean "downgrade"?',
    ],
  ])("%#", (set, expected) => {
    const [first = "", ...rest] = messages([set]);
    expect(first.slice(0, expected.length)).toBe(expected);
    expect(rest).toEqual([]);
  });

  test("a downgrade without grace but with notice is fair", () => {
    expect(messages([{ ...honour, grace: undefined }])).toEqual([]);
    expect(messages([{ ...honour, downgrade: "none", notice: undefined, grace: undefined }])).toEqual([]);
  });

  test("a definition that is wrong is thrown with all of it", () => {
    const wrong = [withTier(3, { reach: 800 }), { ...honour, metric: "honor" }] as TierSetInput[];
    expect(() => defineTierSets(wrong, scope)).toThrow("The tierSets section has 3 mistakes:");
  });
});
