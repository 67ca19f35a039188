import { expect, test } from "vitest";
import {
  factKey,
  factSpecOf,
  factsOf,
  segmentKey,
  segmentsOf,
  standardFacts,
  thresholds,
  type Condition,
} from "../../src/conditions/index.js";
import { defaultOf } from "../../src/conditions/fact-defaults.js";

const year = { kind: "rolling", length: "P12M" } as const;
const rule: Condition = {
  op: "all",
  of: [
    { op: "gte", fact: "spend", window: year, value: "5000.00" },
    { op: "not", of: { op: "between", fact: "spend", window: year, low: "100.00", high: "5000.00" } },
    {
      op: "at_least",
      n: 1,
      of: [
        { op: "exists", fact: "spend" },
        { op: "segment", segment: "value", class: "high" },
      ],
    },
    {
      op: "any",
      of: [
        { op: "segment", segment: "value" },
        { op: "in", fact: "salesChannel", values: ["shop", "online"] },
      ],
    },
    { op: "otherwise" },
  ],
};

test("the facts that a rule reads, each window once, in the order they are met", () => {
  expect(factsOf(rule)).toEqual([
    { fact: "spend", window: year, key: "spend@P12M" },
    { fact: "spend", key: "spend" },
    { fact: "salesChannel", key: "salesChannel" },
  ]);
});

test("the day of today is read where an anniversary is asked for", () => {
  expect(factsOf({ op: "anniversary", fact: "birthday" }).map(({ key }) => key)).toEqual(["birthday", "today"]);
});

test("the segments that a rule refers to, each once", () => {
  expect(segmentsOf(rule)).toEqual(["value"]);
});

test("the values that a fact is compared with, each once", () => {
  expect(thresholds(rule, "spend@P12M")).toEqual(["5000.00", "100.00"]);
  expect(thresholds(rule, "salesChannel")).toEqual(["shop", "online"]);
  expect(thresholds(rule, "spend")).toEqual([]);
});

test("keys", () => {
  expect(factKey("spend", { kind: "lifetime" })).toBe("spend");
  expect(factKey("orders", { kind: "calendar", unit: "quarter", offset: -2 })).toBe("orders@calendar:quarter-2");
  expect(segmentKey("value")).toBe("segment.value");
});

test("the catalogue and the zeros say the same", () => {
  for (const { name, missing } of standardFacts) {
    const fact = name.replace(/<.*>/, "any");
    expect([fact, defaultOf(fact, undefined) !== undefined]).toEqual([fact, missing === "never"]);
  }
});

test("a declared fact comes before a standard one, a dotted one has its name in its label", () => {
  const declared = {
    name: "orders",
    type: "number",
    missing: "possible",
    may: [],
    about: "guess",
    source: "host",
  } as const;
  expect(factSpecOf("orders", [declared])).toBe(declared);
  expect(factSpecOf("tier.honour")?.label).toEqual({ en: 'tier "honour"', "zh-CN": "会员等级“honour”" });
  expect(factSpecOf("tier.")).toBeUndefined();
  expect(factSpecOf("tier.<set>x")).toBeUndefined();
});
