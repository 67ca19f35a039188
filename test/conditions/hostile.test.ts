import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateCondition } from "../../src/conditions/index.js";
import { checkCondition, conditionLimits } from "../../src/conditions/rules.js";
import { isClienteleError } from "../../src/shared/errors.js";

const issuesOf = (value: unknown): readonly (readonly [string, string])[] => {
  const checked = checkCondition(value);
  return checked.ok ? [] : checked.issues.map(({ path, code }) => [path, code] as const);
};

const nested = (depth: number): unknown =>
  depth === 1 ? { op: "exists", fact: "spend" } : { op: "not", of: nested(depth - 1) };

describe("limits", () => {
  const { depth, conditions, values } = conditionLimits;
  const wide = (length: number): unknown => ({
    op: "any",
    of: Array.from({ length }, () => ({ op: "exists", fact: "spend" })),
  });
  const long = (length: number): unknown => ({
    op: "in",
    fact: "salesChannel",
    values: Array.from({ length }, (_, i) => `v${i}`),
  });

  test("on both sides", () => {
    expect([depth, conditions, values]).toEqual([16, 1000, 1000]);
    expect(issuesOf(nested(depth))).toEqual([]);
    expect(issuesOf(nested(depth + 1))).toEqual([["", "too_deep"]]);
    expect(issuesOf(wide(conditions - 1))).toEqual([]);
    expect(issuesOf(wide(conditions))).toEqual([["", "too_large"]]);
    expect(issuesOf(long(values))).toEqual([]);
    expect(issuesOf(long(values + 1))).toEqual([["values", "out_of_range"]]);
  });

  test("a tree that is deep, wide or without end is refused at once", () => {
    const endless: Record<string, unknown> = { op: "not" };
    endless["of"] = endless;
    const deep = Array.from({ length: 100_000 }).reduce<unknown>((of) => ({ op: "not", of }), { op: "otherwise" });
    expect([endless, deep, wide(300_000)].map((value) => issuesOf(value).length)).toEqual([1, 1, 1]);
  });
});

test("whatever comes in, the answer is a condition that evaluates or a list of mistakes", () => {
  const words = [
    "op",
    "of",
    "fact",
    "value",
    "values",
    "window",
    "n",
    "all",
    "any",
    "not",
    "in",
    "spend",
    "tier.x",
    "kind",
    "rolling",
  ];
  const key = fc.oneof(fc.constantFrom(...words), fc.constant("__proto__"), fc.string({ maxLength: 3 }));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      fc.constantFrom(...words, "P12M", "5.00"),
      fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt()),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: false }),
      fc.record(
        { op: fc.constantFrom("all", "any", "at_least"), n: fc.integer(), of: fc.array(tie("value")) },
        { requiredKeys: ["op"] },
      ),
      fc.record({
        op: fc.constantFrom("eq", "lt", "in", "between"),
        fact: fc.constantFrom("spend", "tags"),
        value: tie("value"),
      }),
    ),
  }));
  fc.assert(
    fc.property(value, (hostile) => {
      const checked = checkCondition(hostile);
      if (checked.ok)
        expect(["matched", "unmatched", "unknown"]).toContain(evaluateCondition(checked.value, { facts: {} }));
      else expect(checked.issues.length).toBeGreaterThan(0);
    }),
    { seed: 5, numRuns: 3_000 },
  );
});

test("whatever is supplied as facts, an evaluation answers or throws an error of this library", () => {
  const rule = {
    op: "at_least",
    n: 3,
    of: [
      { op: "gte", fact: "a", value: "5.00" },
      { op: "in", fact: "a", values: ["x"] },
      { op: "contains", fact: "a", value: "x" },
      { op: "anniversary", fact: "a" },
      { op: "segment", segment: "a" },
      { op: "eq", fact: "a", value: 5 },
    ],
  } as const;
  fc.assert(
    fc.property(fc.jsonValue(), (a) => {
      for (const condition of rule.of) {
        try {
          evaluateCondition(condition, { facts: { a, "segment.a": a, today: a } as never });
        } catch (thrown) {
          expect(isClienteleError(thrown, "command_invalid")).toBe(true);
        }
      }
    }),
    { seed: 6, numRuns: 2_000 },
  );
});
