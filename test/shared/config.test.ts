import * as z from "zod/mini";
import { describe, expect, test } from "vitest";
import { checkShape, configLimits } from "../../src/shared/config.js";

const earning = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("per_amount"), rate: z.string() }),
  z.strictObject({ op: z.literal("fixed"), points: z.int().check(z.minimum(1), z.maximum(100)) }),
]);
const schema = z.strictObject({
  rounding: z.enum(["down", "half_up"]),
  label: z.exactOptional(z.string()),
  earn: z.array(earning),
});

const issuesOf = (value: unknown): readonly string[] => {
  const checked = checkShape(schema, value);
  return checked.ok ? [] : checked.issues.map(({ path, code, message }) => `${path} ${code}: ${message}`);
};

describe("checkShape", () => {
  test("answers what it was given, frozen, with nulls left out", () => {
    const given = { rounding: "down", label: null, earn: [{ op: "fixed", points: 1 }] };
    const checked = checkShape(schema, given);
    expect(checked).toEqual({ ok: true, value: { rounding: "down", earn: [{ op: "fixed", points: 1 }] } });
    expect(checked.ok && Object.isFrozen(checked.value.earn[0])).toBe(true);
    expect(Object.isFrozen(given)).toBe(false);
  });

  test("both sides of a limit", () => {
    const fixed = (points: number): unknown => ({ rounding: "down", earn: [{ op: "fixed", points }] });
    expect([1, 100].flatMap((points) => issuesOf(fixed(points)))).toEqual([]);
    expect(issuesOf(fixed(0))).toEqual(["earn[0].points out_of_range: 0 is too small; the least is 1"]);
    expect(issuesOf(fixed(101))).toEqual(["earn[0].points out_of_range: 101 is too large; the most is 100"]);
  });

  test("tells all mistakes at once, each with its path and what was meant", () => {
    const value = { rouding: "down", rounding: "halfup", earn: [{ op: "fixd" }, { op: "per_amount", rate: 1.5 }] };
    expect(issuesOf(value)).toEqual([
      'rounding invalid_value: "halfup" is not known here; did you mean "half_up"?',
      'earn[0].op unknown_kind: "fixd" is not known here; did you mean "fixed"?',
      "earn[1].rate wrong_type: expected string, received 1.5",
      'rouding unknown_key: "rouding" is not a key here; did you mean "rounding"?',
    ]);
  });

  test("says what is missing, and what was given instead of an object", () => {
    expect(issuesOf({ earn: [] })).toEqual(["rounding missing: is missing"]);
    expect(issuesOf({ rounding: "down" })).toEqual(["earn missing: is missing"]);
    expect(issuesOf({ rounding: "down", earn: [{ points: 1 }] })).toEqual(["earn[0].op missing: is missing"]);
    expect(issuesOf([])).toEqual([" wrong_type: expected object, received a list"]);
    expect(issuesOf(7n)).toEqual([" wrong_type: expected object, received 7n"]);
  });

  test("reads no deeper and no more than its limits, and says so before any schema does", () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    const many = (count: number): unknown => Array.from({ length: count }, () => 1);
    const codeOf = (value: unknown): string | undefined => /too_\w+/.exec(issuesOf(value)[0] ?? "")?.[0];
    expect([configLimits.depth, configLimits.depth + 1].map(nested).map(codeOf)).toEqual([undefined, "too_deep"]);
    expect([configLimits.values, configLimits.values + 1].map(many).map(codeOf)).toEqual([undefined, "too_large"]);
  });
});
