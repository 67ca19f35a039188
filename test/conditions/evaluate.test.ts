import { describe, expect, test } from "vitest";
import {
  evaluateCondition,
  type Condition,
  type Facts,
  type FactWindow,
  type Outcome,
} from "../../src/conditions/index.js";

const yes: Condition = { op: "eq", fact: "yes", value: true };
const no: Condition = { op: "eq", fact: "no", value: true };
const maybe: Condition = { op: "eq", fact: "maybe", value: true };
const facts: Facts = { yes: true, no: false };

const outcome = (condition: Condition, known: Facts = facts): Outcome => evaluateCondition(condition, { facts: known });

describe("groups", () => {
  test.each<readonly [Outcome, Outcome, Outcome, Condition, Condition]>([
    ["matched", "matched", "unmatched", yes, yes],
    ["unmatched", "matched", "unmatched", yes, no],
    ["unknown", "matched", "unmatched", yes, maybe],
    ["unmatched", "matched", "matched", no, yes],
    ["unmatched", "unmatched", "matched", no, no],
    ["unmatched", "unknown", "matched", no, maybe],
    ["unknown", "matched", "unknown", maybe, yes],
    ["unmatched", "unknown", "unknown", maybe, no],
    ["unknown", "unknown", "unknown", maybe, maybe],
  ])("all is %s, any is %s and not the first is %s", (all, any, not, left, right) => {
    expect(outcome({ op: "all", of: [left, right] })).toBe(all);
    expect(outcome({ op: "any", of: [left, right] })).toBe(any);
    expect(outcome({ op: "not", of: left })).toBe(not);
  });

  test.each<readonly [number, readonly Condition[], Outcome]>([
    [2, [yes, no, yes], "matched"],
    [2, [yes, no, no], "unmatched"],
    [2, [yes, maybe, no], "unknown"],
    [2, [yes, maybe, yes], "matched"],
    [2, [no, maybe, no], "unmatched"],
    [3, [yes, maybe, yes], "unknown"],
  ])("at least %i", (n, of, expected) => {
    expect(outcome({ op: "at_least", n, of })).toBe(expected);
  });

  test("otherwise is everybody", () => {
    expect(outcome({ op: "otherwise" }, {})).toBe("matched");
  });
});

describe("a fact held against a value", () => {
  test.each<readonly [Condition, readonly (readonly [string | number, Outcome])[]]>([
    [
      { op: "lt", fact: "x", value: 6 },
      [
        [5, "matched"],
        [6, "unmatched"],
        ["5.99", "matched"],
      ],
    ],
    [
      { op: "lte", fact: "x", value: 6 },
      [
        [6, "matched"],
        [7, "unmatched"],
        ["6.01", "unmatched"],
      ],
    ],
    [
      { op: "gt", fact: "x", value: 6 },
      [
        [6, "unmatched"],
        [7, "matched"],
        ["6.00", "unmatched"],
      ],
    ],
    [
      { op: "gte", fact: "x", value: "5000.00" },
      [
        ["4999.99", "unmatched"],
        ["5000", "matched"],
        [5000, "matched"],
      ],
    ],
    [
      { op: "eq", fact: "x", value: 5000 },
      [
        ["5000.00", "matched"],
        ["5000.01", "unmatched"],
        [5000, "matched"],
      ],
    ],
    [
      { op: "ne", fact: "x", value: 0 },
      [
        ["0.00", "unmatched"],
        ["-0.01", "matched"],
        [0, "unmatched"],
      ],
    ],
    [
      { op: "eq", fact: "x", value: "007" },
      [
        ["007", "matched"],
        ["7", "unmatched"],
      ],
    ],
    [
      { op: "between", fact: "x", low: 2, high: 4 },
      [
        [1, "unmatched"],
        [2, "matched"],
        [4, "matched"],
        [5, "unmatched"],
      ],
    ],
    [
      { op: "between", fact: "x", low: "2026-01-01", high: "2026-01-31" },
      [
        ["2025-12-31", "unmatched"],
        ["2026-01-01", "matched"],
        ["2026-01-31", "matched"],
        ["2026-02-01", "unmatched"],
      ],
    ],
    [
      { op: "lt", fact: "x", value: "2026-03-02T02:00:00.000Z" },
      [
        ["2026-03-02T01:59:59.999Z", "matched"],
        ["2026-03-02T02:00:00.000Z", "unmatched"],
      ],
    ],
    [
      { op: "in", fact: "x", values: ["gold", "diamond"] },
      [
        ["gold", "matched"],
        ["silver", "unmatched"],
      ],
    ],
    [
      { op: "in", fact: "x", values: [1, 2] },
      [
        [2, "matched"],
        ["2.0", "matched"],
        [3, "unmatched"],
      ],
    ],
    [
      { op: "contains", fact: "x", value: "护肤" },
      [
        ["日常护肤品", "matched"],
        ["护发", "unmatched"],
      ],
    ],
    [
      { op: "starts_with", fact: "x", value: "on" },
      [
        ["online", "matched"],
        ["salon", "unmatched"],
      ],
    ],
    [
      { op: "ends_with", fact: "x", value: "on" },
      [
        ["salon", "matched"],
        ["online", "unmatched"],
      ],
    ],
  ])("%j", (condition, cases) => {
    for (const [x, expected] of cases) expect([x, outcome(condition, { x })]).toEqual([x, expected]);
  });

  test("decimals are exact where floats are not", () => {
    const value = "12345678901234567.89";
    expect(outcome({ op: "gt", fact: "x", value }, { x: "12345678901234567.90" })).toBe("matched");
    expect(outcome({ op: "gte", fact: "x", value }, { x: "12345678901234567.88" })).toBe("unmatched");
    expect(outcome({ op: "gte", fact: "x", value }, { x: "12345678901234567.890" })).toBe("matched");
    expect(outcome({ op: "lt", fact: "x", value: "12345678901234567.9" }, { x: "12345678901234567.8901" })).toBe(
      "matched",
    );
    expect(outcome({ op: "lt", fact: "x", value: "-0.0000000000000001" }, { x: "-0.0000000000000002" })).toBe(
      "matched",
    );
  });

  test("a list of texts", () => {
    const tags = ["vip", "press"];
    expect(outcome({ op: "contains", fact: "tags", value: "vip" }, { tags })).toBe("matched");
    expect(outcome({ op: "contains", fact: "tags", value: "vi" }, { tags })).toBe("unmatched");
    expect(outcome({ op: "in", fact: "tags", values: ["staff", "press"] }, { tags })).toBe("matched");
    expect(outcome({ op: "in", fact: "tags", values: ["staff"] }, { tags })).toBe("unmatched");
  });

  test("a window names the sum that is meant", () => {
    const known = { spend: "900", "spend@P12M": "500", "spend@calendar:month": "90", "spend@calendar:month-1": "50" };
    const atLeast = (value: string, window?: FactWindow): Outcome =>
      outcome({ op: "gte", fact: "spend", value, ...(window !== undefined && { window }) }, known);
    expect(atLeast("900")).toBe("matched");
    expect(atLeast("900", { kind: "lifetime" })).toBe("matched");
    expect(atLeast("501", { kind: "rolling", length: "P12M" })).toBe("unmatched");
    expect(atLeast("91", { kind: "calendar", unit: "month" })).toBe("unmatched");
    expect(atLeast("50", { kind: "calendar", unit: "month", offset: -1 })).toBe("matched");
    expect(atLeast("51", { kind: "calendar", unit: "month", offset: -1 })).toBe("unmatched");
  });

  test("a segment", () => {
    const inHigh: Condition = { op: "segment", segment: "value", class: "high" };
    const inAny: Condition = { op: "segment", segment: "value" };
    expect(outcome(inHigh, { "segment.value": "high" })).toBe("matched");
    expect(outcome(inHigh, { "segment.value": "regular" })).toBe("unmatched");
    expect(outcome(inHigh, {})).toBe("unknown");
    expect(outcome(inAny, { "segment.value": "regular" })).toBe("matched");
    expect(outcome(inAny, { "segment.value": false })).toBe("unmatched");
  });
});

describe("what is missing", () => {
  const recent: Condition = { op: "lte", fact: "daysSinceOrder", value: 90 };

  test("is unknown, and not of it too", () => {
    expect(outcome(recent, {})).toBe("unknown");
    expect(outcome({ op: "not", of: recent }, {})).toBe("unknown");
  });

  test("is unmatched where the rule or the document says so, and not is the complement", () => {
    expect(outcome({ ...recent, missing: "unmatched" }, {})).toBe("unmatched");
    expect(outcome({ op: "not", of: recent, missing: "unmatched" }, {})).toBe("matched");
    expect(evaluateCondition(recent, { facts: {}, missing: "unmatched" })).toBe("unmatched");
    expect(evaluateCondition({ ...recent, missing: "unknown" }, { facts: {}, missing: "unmatched" })).toBe("unknown");
  });

  test("is told by exists, which is never unknown", () => {
    const exists: Condition = { op: "exists", fact: "daysSinceOrder" };
    expect(outcome(exists, {})).toBe("unmatched");
    expect(outcome(exists, { daysSinceOrder: 0 })).toBe("matched");
  });

  test("is zero for counts and sums, empty for lists, no for consent", () => {
    expect(outcome({ op: "eq", fact: "orders", value: 0 }, {})).toBe("matched");
    expect(outcome({ op: "eq", fact: "spend", window: { kind: "rolling", length: "P1M" }, value: 0 }, {})).toBe(
      "matched",
    );
    expect(outcome({ op: "lt", fact: "points.honour", value: 1 }, {})).toBe("matched");
    expect(outcome({ op: "contains", fact: "tags", value: "vip" }, {})).toBe("unmatched");
    expect(outcome({ op: "eq", fact: "consent.marketing", value: false }, {})).toBe("matched");
  });

  test("is zero for a declared fact that is never missing", () => {
    const mileage = {
      name: "mileage",
      type: "number",
      missing: "never",
      may: [],
      about: "behaviour",
      source: "host",
    } as const;
    const far: Condition = { op: "lt", fact: "mileage", value: 1 };
    expect(evaluateCondition(far, { facts: {}, factSpecs: [mileage] })).toBe("matched");
    expect(evaluateCondition(far, { facts: {}, factSpecs: [{ ...mileage, missing: "possible" }] })).toBe("unknown");
  });

  test("is what the prototype of an object holds, and null", () => {
    expect(outcome({ op: "exists", fact: "constructor" }, {})).toBe("unmatched");
    expect(outcome({ op: "exists", fact: "birthday" }, JSON.parse('{"birthday":null}') as Facts)).toBe("unmatched");
  });
});

describe("a fact of the wrong kind is thrown, with its key", () => {
  test.each<readonly [Condition, unknown]>([
    [{ op: "gte", fact: "x", value: "5000.00" }, "a lot"],
    [{ op: "gte", fact: "x", value: 5 }, "2026-01-01"],
    [{ op: "gte", fact: "x", value: "2026-01-01" }, "2026-01-01T00:00:00.000Z"],
    [{ op: "lt", fact: "x", value: 5 }, true],
    [{ op: "lt", fact: "x", value: 5 }, ["4"]],
    [{ op: "lt", fact: "x", value: 5 }, {}],
    [{ op: "lt", fact: "x", value: 5 }, Number.NaN],
    [{ op: "eq", fact: "x", value: 5 }, "five"],
    [{ op: "ne", fact: "x", value: true }, "true"],
    [{ op: "between", fact: "x", low: 1, high: 2 }, "one"],
    [{ op: "contains", fact: "x", value: "a" }, 5],
    [{ op: "contains", fact: "x", value: "a" }, {}],
    [{ op: "starts_with", fact: "x", value: "a" }, ["a"]],
    [{ op: "ends_with", fact: "x", value: "a" }, 1],
  ])("%j of %j", (condition, x) => {
    expect(() => outcome(condition, { x } as Facts)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code: "command_invalid", details: { path: 'facts["x"]' } }),
    );
  });

  test("an operator that does not exist", () => {
    expect(() => outcome({ op: "like", fact: "x", value: "a" } as never, { x: "a" })).toThrow(/does not fit/);
  });
});
