import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  evaluateCondition,
  explainChange,
  factsOf,
  smallestChange,
  type Condition,
  type Facts,
  type FactSpec,
  type SmallestChange,
} from "../../src/conditions/index.js";
import { anyCondition, someFacts } from "./arbitraries.js";

const year = { kind: "rolling", length: "P12M" } as const;
const orders: Condition = { op: "gte", fact: "orders", window: year, value: 6 };
const spend: Condition = { op: "gte", fact: "spend", window: year, value: "5000.00" };

const changed = (condition: Condition, facts: Facts): readonly unknown[] | undefined =>
  smallestChange(condition, { facts })?.changes.map(({ key, from, to, by }) => ({ key, from, to, by }));

test("of two ways the one with fewer facts, of two facts the first", () => {
  const facts = { "orders@P12M": 5, "spend@P12M": "4200.00" };
  expect(changed({ op: "any", of: [spend, orders] }, facts)).toEqual([
    { key: "spend@P12M", from: "4200.00", to: "5000.00", by: "800.00" },
  ]);
  expect(changed({ op: "all", of: [spend, orders] }, facts)).toEqual([
    { key: "spend@P12M", from: "4200.00", to: "5000.00", by: "800.00" },
    { key: "orders@P12M", from: 5, to: 6, by: 1 },
  ]);
});

test("just beyond a bound, in the last digit written", () => {
  expect(changed({ op: "gt", fact: "spend", value: "5000.00" }, { spend: "5000.00" })).toEqual([
    { key: "spend", from: "5000.00", to: "5000.01", by: "0.01" },
  ]);
  expect(changed({ op: "gt", fact: "orders", value: 5 }, { orders: 5 })).toEqual([
    { key: "orders", from: 5, to: 6, by: 1 },
  ]);
});

test("a band that is read twice", () => {
  const band: Condition = {
    op: "all",
    of: [
      { op: "gte", fact: "orders", value: 3 },
      { op: "lt", fact: "orders", value: 5 },
    ],
  };
  expect(changed(band, { orders: 1 })).toEqual([{ key: "orders", from: 1, to: 3, by: 2 }]);
  expect(changed(band, { orders: 4 })).toEqual([{ key: "orders", from: 4, to: 5, by: 1 }]);
  expect(changed(band, { orders: 7 })).toBeUndefined();
});

test("only in the direction in which the customer can move it", () => {
  const stale = { op: "gt", fact: "daysSinceOrder", value: 90 } as const;
  expect(changed(stale, { daysSinceOrder: 91 })).toEqual([{ key: "daysSinceOrder", from: 91, to: 90, by: -1 }]);
  expect(changed({ ...stale, op: "gte" }, { daysSinceOrder: 91 })).toEqual([
    { key: "daysSinceOrder", from: 91, to: 89, by: -2 },
  ]);
  expect(changed(stale, { daysSinceOrder: 90 })).toBeUndefined();
  expect(changed({ op: "lt", fact: "orders", value: 3 }, { orders: 3 })).toBeUndefined();
});

test("never what is missing, not theirs to change, or about the person", () => {
  const spec = { type: "number", missing: "possible", may: [], source: "host", actionable: "either" } as const;
  const factSpecs: readonly FactSpec[] = [
    { ...spec, name: "age", about: "demographic" },
    { ...spec, name: "churnRisk", about: "guess" },
    { ...spec, name: "health", about: "sensitive" },
    { ...spec, name: "seats", about: "contract" },
  ];
  const to = (fact: string, facts: Facts): SmallestChange | undefined =>
    smallestChange({ op: "gte", fact, value: 3 }, { facts, factSpecs });
  for (const fact of ["age", "churnRisk", "health"]) expect(to(fact, { [fact]: 1 })).toBeUndefined();
  expect(to("seats", { seats: 1 })?.changes[0]?.to).toBe(3);
  expect(to("seats", {})).toBeUndefined();
  expect(
    smallestChange({ op: "eq", fact: "tier.honour", value: "gold" }, { facts: { "tier.honour": "silver" } }),
  ).toBeUndefined();
});

test("a consent can be given or withdrawn", () => {
  const given: Condition = { op: "eq", fact: "consent.marketing", value: true };
  expect(smallestChange(given, { facts: {} })).toMatchObject({ met: true, changes: [{ from: false, to: true }] });
  expect(smallestChange(given, { facts: { "consent.marketing": true } })).toMatchObject({ met: false });
});

test("no answer rather than a guess where the search would be long", () => {
  const far: Condition = {
    op: "all",
    of: Array.from({ length: 200 }, (_, i): Condition => ({ op: "gte", fact: `points.p${i}`, value: i + 1 })),
  };
  expect(smallestChange(far, { facts: {} })).toBeUndefined();
});

test("a change flips the verdict, and no part of it does", () => {
  fc.assert(
    fc.property(anyCondition, someFacts, (condition, facts) => {
      const change = smallestChange(condition, { facts });
      if (change === undefined) return;
      const isMet = (keys: readonly string[]): boolean => {
        const moved = change.changes.filter(({ key }) => keys.includes(key)).map(({ key, to }) => [key, to] as const);
        return evaluateCondition(condition, { facts: { ...facts, ...Object.fromEntries(moved) } }) === "matched";
      };
      const keys = change.changes.map(({ key }) => key);
      expect(isMet(keys)).toBe(change.met);
      expect(isMet([])).toBe(!change.met);
      for (const key of keys) expect(isMet(keys.filter((other) => other !== key))).toBe(!change.met);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

test("nothing smaller flips it: every nearer value of one whole number was tried by hand", () => {
  const whole = ["orders", "orders@P12M"];
  fc.assert(
    fc.property(anyCondition, someFacts, (condition, facts) => {
      const keys = factsOf(condition)
        .map(({ key }) => key)
        .filter((key) => whole.includes(key));
      const met = evaluateCondition(condition, { facts }) === "matched";
      const nearest = keys.flatMap((key) => {
        const from = Number(facts[key] ?? 0);
        const steps = [1, 2, 3, 4, 5, 6].filter((by) => {
          const moved = { ...facts, [key]: from + by };
          return (evaluateCondition(condition, { facts: moved }) === "matched") !== met;
        });
        return steps.slice(0, 1).map((by) => ({ key, by }));
      });
      const change = smallestChange(condition, { facts });
      if (nearest.length > 0) expect(change?.changes).toHaveLength(1);
      const only = change?.changes[0];
      if (change?.changes.length === 1 && only !== undefined && whole.includes(only.key)) {
        expect(nearest).toContainEqual({ key: only.key, by: only.by });
      }
    }),
    { seed: 8, numRuns: 2_000 },
  );
});

test("in words", () => {
  const facts = { "orders@P12M": 5, "spend@P12M": "4200.00", daysSinceOrder: 10 };
  const both = smallestChange({ op: "all", of: [spend, orders] }, { facts });
  const fewer = smallestChange({ op: "gt", fact: "daysSinceOrder", value: 8 }, { facts });
  const given = smallestChange({ op: "eq", fact: "consent.marketing", value: true }, { facts });
  const said = [both, fewer, given].flatMap((change) =>
    change === undefined ? [] : [explainChange(change, "en"), explainChange(change, "zh-CN")],
  );
  expect(said).toEqual([
    "This would be met with spend over the last 12 months at 5000.00 instead of 4200.00 (800.00 more), and number of orders over the last 12 months at 6 instead of 5 (1 more).",
    "近12个月消费金额由4200.00变为5000.00(再增加800.00),且近12个月订单数由5变为6(再增加1),即可满足。",
    "This would no longer be met with time since the last order at 8 days instead of 10 days (2 less).",
    "距最近一次下单由10天变为8天(减少2),则不再满足。",
    'This would be met with consent "marketing" at yes instead of no.',
    "授权同意“marketing”由否变为是,即可满足。",
  ]);
});
