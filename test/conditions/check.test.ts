import { describe, expect, test } from "vitest";
import type { Condition, FactSpec } from "../../src/conditions/index.js";
import { checkCondition, defineCondition, firstMatchIssues, type ConditionScope } from "../../src/conditions/rules.js";

const level: FactSpec = {
  name: "level",
  type: "text",
  values: ["basic", "plus"],
  missing: "possible",
  may: ["service"],
  about: "contract",
  source: "host",
};
const since: FactSpec = { ...level, name: "since", type: "instant" };
const scope: ConditionScope = {
  factSpecs: [level, since],
  names: { tier: ["honour"], points: ["points"] },
  segments: [
    { id: "value_class", classes: ["high_value", "regular"] },
    { id: "wide_range", classes: [] },
  ],
};

const issuesOf = (value: unknown, within = scope): readonly (readonly [string, string])[] => {
  const checked = checkCondition(value, within);
  return checked.ok ? [] : checked.issues.map(({ path, code }) => [path, code] as const);
};

test("a good condition comes back frozen", () => {
  const checked = checkCondition({ op: "all", of: [{ op: "exists", fact: "spend", window: null }] });
  expect(checked).toEqual({ ok: true, value: { op: "all", of: [{ op: "exists", fact: "spend" }] } });
  expect(
    checked.ok && Object.isFrozen(checked.value) && "of" in checked.value && Object.isFrozen(checked.value.of),
  ).toBe(true);
});

test("the conditions of a shop's document are good", () => {
  const window = { kind: "rolling", length: "P12M" } as const;
  const conditions: readonly Condition[] = [
    {
      op: "all",
      of: [
        { op: "gte", fact: "orders", window, value: 6 },
        { op: "gte", fact: "spend", window, value: "5000.00" },
      ],
    },
    { op: "gte", fact: "categories", window, value: 3 },
    { op: "in", fact: "tier.honour", values: ["gold", "diamond"] },
    {
      op: "any",
      of: [
        { op: "lte", fact: "answer.attitude", value: 2 },
        { op: "lte", fact: "answer.price", value: 2 },
      ],
    },
    { op: "segment", segment: "value_class", class: "high_value" },
  ];
  for (const condition of conditions) expect(issuesOf(condition)).toEqual([]);
});

describe("each mistake has its path and code", () => {
  test.each<readonly [string, unknown, string, string]>([
    ["no object", 5, "", "wrong_type"],
    ["an operator that does not exist", { op: "al", of: [] }, "op", "unknown_kind"],
    ["a key that does not exist", { op: "exists", fact: "spend", windows: 1 }, "windows", "unknown_key"],
    ["no value", { op: "gte", fact: "spend" }, "value", "missing"],
    ["an empty group", { op: "any", of: [] }, "of", "empty_group"],
    ["an empty group that needs one", { op: "at_least", n: 1, of: [] }, "of", "empty_group"],
    ["none of them", { op: "at_least", n: 0, of: [{ op: "exists", fact: "spend" }] }, "n", "out_of_range"],
    ["more than there are", { op: "at_least", n: 2, of: [{ op: "exists", fact: "spend" }] }, "n", "out_of_range"],
    ["half of one", { op: "at_least", n: 0.5, of: [{ op: "exists", fact: "spend" }] }, "n", "wrong_type"],
    ["a fact that does not exist", { op: "not", of: { op: "exists", fact: "spent" } }, "of.fact", "unknown_name"],
    ["a tier set that does not exist", { op: "exists", fact: "tier.honor" }, "fact", "unknown_name"],
    ["a name of the catalogue itself", { op: "exists", fact: "tier.<set>" }, "fact", "unknown_name"],
    ["an object's own", { op: "exists", fact: "__proto__" }, "fact", "unknown_name"],
    ["an operator for lists", { op: "contains", fact: "orders", value: "1" }, "op", "wrong_operator"],
    ["an order of texts", { op: "lt", fact: "level", value: "plus" }, "op", "wrong_operator"],
    ["an order of yes and no", { op: "gt", fact: "consent.marketing", value: 0 }, "op", "wrong_operator"],
    ["an anniversary of a number", { op: "anniversary", fact: "orders" }, "op", "wrong_operator"],
    ["a text for a number", { op: "gte", fact: "orders", value: "6" }, "value", "wrong_type"],
    ["a word for a decimal", { op: "gte", fact: "spend", value: "much" }, "value", "wrong_type"],
    ["a decimal text held equal", { op: "eq", fact: "spend", value: "5000.00" }, "value", "wrong_type"],
    ["a number too large to write", { op: "gte", fact: "spend", value: 1e30 }, "value", "wrong_type"],
    ["a day that does not exist", { op: "lt", fact: "birthday", value: "2025-02-29" }, "value", "wrong_type"],
    ["a day for an instant", { op: "lt", fact: "since", value: "2025-02-28" }, "value", "wrong_type"],
    ["an offset", { op: "lt", fact: "since", value: "2026-03-02T10:00:00+08:00" }, "value", "wrong_type"],
    ["a text for yes", { op: "eq", fact: "consent.marketing", value: "yes" }, "value", "wrong_type"],
    ["a value that it never has", { op: "in", fact: "level", values: ["plus", "pluss"] }, "values[1]", "unknown_name"],
    ["one of nothing", { op: "in", fact: "level", values: [] }, "values", "out_of_range"],
    ["a high of the wrong kind", { op: "between", fact: "orders", low: 1, high: "2" }, "high", "wrong_type"],
    ["low above high", { op: "between", fact: "spend", low: "10.00", high: "9.99" }, "", "low_above_high"],
    [
      "a window on what has no time",
      { op: "exists", fact: "birthday", window: { kind: "lifetime" } },
      "window",
      "window_not_allowed",
    ],
    [
      "hours",
      { op: "exists", fact: "spend", window: { kind: "rolling", length: "PT6H" } },
      "window.length",
      "wrong_type",
    ],
    [
      "no time",
      { op: "exists", fact: "spend", window: { kind: "rolling", length: "P0D" } },
      "window.length",
      "wrong_type",
    ],
    [
      "the future",
      { op: "exists", fact: "spend", window: { kind: "calendar", unit: "day", offset: 1 } },
      "window.offset",
      "out_of_range",
    ],
    [
      "a window of no kind",
      { op: "exists", fact: "spend", window: { kind: "sliding" } },
      "window.kind",
      "unknown_kind",
    ],
    ["a year ahead", { op: "anniversary", fact: "birthday", within: "P365D" }, "within", "wrong_type"],
    ["months ahead", { op: "anniversary", fact: "birthday", within: "P1M" }, "within", "wrong_type"],
    ["a segment that does not exist", { op: "segment", segment: "wide" }, "segment", "unknown_name"],
    ["a class that does not exist", { op: "segment", segment: "value_class", class: "high" }, "class", "unknown_name"],
    ["a class of what has none", { op: "segment", segment: "wide_range", class: "high" }, "class", "unknown_name"],
    ["otherwise alone", { op: "otherwise" }, "", "otherwise_not_last"],
    ["otherwise inside", { op: "any", of: [{ op: "otherwise" }] }, "of[0]", "otherwise_not_last"],
    ["another way to miss", { op: "exists", fact: "spend", missing: "zero" }, "missing", "invalid_value"],
  ])("%s", (_, value, path, code) => {
    expect(issuesOf(value)).toEqual([[path, code]]);
  });

  test("and all of them are told at once", () => {
    expect(
      issuesOf({ op: "all", of: [{ op: "exists", fact: "a" }, { op: "any", of: [] }, { op: "otherwise" }] }),
    ).toEqual([
      ["of[0].fact", "unknown_name"],
      ["of[1].of", "empty_group"],
      ["of[2]", "otherwise_not_last"],
    ]);
  });
});

test("good neighbours of those mistakes", () => {
  const good: readonly unknown[] = [
    { op: "at_least", n: 1, of: [{ op: "exists", fact: "spend" }] },
    { op: "exists", fact: "tier.honour" },
    { op: "exists", fact: "consent.anything" },
    { op: "eq", fact: "spend", value: 5000 },
    { op: "gte", fact: "spend", value: 5000.5 },
    { op: "between", fact: "spend", low: "9.99", high: "9.99" },
    { op: "lt", fact: "since", value: "2026-03-02T02:00:00.000Z" },
    { op: "in", fact: "level", values: ["basic", "plus"] },
    { op: "exists", fact: "cases", window: { kind: "calendar", unit: "year", offset: -1 } },
    { op: "anniversary", fact: "birthday", within: "P364D", feb29: "mar01" },
    { op: "segment", segment: "value_class", class: "regular" },
    { op: "not", of: { op: "segment", segment: "wide_range" }, missing: "unmatched" },
  ];
  for (const condition of good) expect([condition, issuesOf(condition)]).toEqual([condition, []]);
});

test("what is near is suggested", () => {
  const messageOf = (value: unknown): string => {
    const checked = checkCondition(value, scope);
    return checked.ok ? "" : (checked.issues[0]?.message ?? "");
  };
  expect(messageOf({ op: "exists", fact: "tier.honor" })).toBe(
    '"tier.honor" is not a fact; did you mean "tier.honour"?',
  );
  expect(messageOf({ op: "gtee", fact: "spend", value: 1 })).toContain('did you mean "gte"?');
  expect(messageOf({ op: "eq", fact: "level", value: "pluss" })).toContain('did you mean "plus"?');
  expect(messageOf({ op: "eq", fact: "spend", value: "5.00" })).toContain('write the number, or use "between"');
});

describe("a list of which the first match decides", () => {
  const at = (...conditions: readonly Condition[]) =>
    firstMatchIssues(
      conditions.map((condition, i) => ({ path: `of[${i}].when`, condition })),
      "of",
      scope,
    ).map(({ path, code }) => [path, code]);
  const spent: Condition = { op: "gte", fact: "spend", value: 1 };

  test("ends in otherwise, and has it nowhere else", () => {
    expect(at(spent, { op: "otherwise" })).toEqual([]);
    expect(at(spent)).toEqual([["of", "otherwise_missing"]]);
    expect(at()).toEqual([["of", "otherwise_missing"]]);
    expect(at({ op: "otherwise" }, spent)).toEqual([
      ["of[0].when", "otherwise_not_last"],
      ["of", "otherwise_missing"],
    ]);
    expect(at({ op: "otherwise" }, { op: "otherwise" })).toEqual([["of[0].when", "otherwise_not_last"]]);
    expect(at({ op: "all", of: [] }, { op: "otherwise" })).toEqual([["of[0].when.of", "empty_group"]]);
  });
});

test("defineCondition gives the condition, or throws every mistake", () => {
  const condition = { op: "gte", fact: "spend", value: "5000.00" } as const;
  expect(defineCondition(condition)).toEqual(condition);
  expect(() => defineCondition({ op: "all", of: [] })).toThrow(expect.objectContaining({ code: "config_invalid" }));
});
