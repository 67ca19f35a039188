import * as fc from "fast-check";
import { expect, test } from "vitest";
import { conditionReason, evaluateCondition, factsOf, type Condition, type Facts } from "../../src/conditions/index.js";
import { checkCondition } from "../../src/conditions/rules.js";
import { anyCondition, someFacts } from "./arbitraries.js";
import { naiveOutcome } from "./naive.js";

const runs = { seed: 20260302, numRuns: 2_000 };
const outcome = (condition: Condition, facts: Facts) => evaluateCondition(condition, { facts });
const not = (of: Condition): Condition => ({ op: "not", of });

/** The law holds for generated rules and customers. */
function law(name: string, holds: (left: Condition, right: Condition, facts: Facts) => void): void {
  test(name, () => fc.assert(fc.property(anyCondition, anyCondition, someFacts, holds), runs));
}

law("two evaluators written apart agree", (condition, _, facts) => {
  for (const missing of ["unknown", "unmatched"] as const) {
    expect(evaluateCondition(condition, { facts, missing })).toBe(naiveOutcome(condition, facts, missing));
  }
});

law("not not x is x", (condition, _, facts) => {
  expect(outcome(not(not(condition)), facts)).toBe(outcome(condition, facts));
});

law("De Morgan", (left, right, facts) => {
  const neither: Condition = { op: "all", of: [not(left), not(right)] };
  expect(outcome(not({ op: "any", of: [left, right] }), facts)).toBe(outcome(neither, facts));
});

law("all and any do not care for order, repetition, or being alone", (left, right, facts) => {
  for (const op of ["all", "any"] as const) {
    expect(outcome({ op, of: [right, left, right] }, facts)).toBe(outcome({ op, of: [left, right] }, facts));
    expect(outcome({ op, of: [left] }, facts)).toBe(outcome(left, facts));
  }
});

law("at least 1 is any, at least all of them is all", (left, right, facts) => {
  const of = [left, right];
  expect(outcome({ op: "at_least", n: 1, of }, facts)).toBe(outcome({ op: "any", of }, facts));
  expect(outcome({ op: "at_least", n: 2, of }, facts)).toBe(outcome({ op: "all", of }, facts));
});

law("where missing is unmatched nothing is unknown, and not is the exact complement", (condition, _, facts) => {
  const strict = JSON.parse(
    JSON.stringify(condition).replaceAll('"missing":"unknown"', '"missing":"unmatched"'),
  ) as Condition;
  const is = evaluateCondition(strict, { facts, missing: "unmatched" });
  const isNot = evaluateCondition(not(strict), { facts, missing: "unmatched" });
  expect([is, isNot].sort()).toEqual(["matched", "unmatched"]);
});

law("learning a missing fact never turns a decided outcome, exists and zeros aside", (condition, _, facts) => {
  const text = JSON.stringify(condition);
  if (text.includes('"exists"') || text.includes('"unmatched"')) return;
  const before = outcome(condition, facts);
  const more = {
    daysSinceOrder: 2,
    "tier.honour": "gold",
    firstOrderOn: "2026-01-01",
    "segment.other": true,
    ...facts,
  };
  if (before !== "unknown") expect(outcome(condition, more)).toBe(before);
});

law("a reason has the outcome of the evaluation, survives JSON, and changes nothing", (condition, _, facts) => {
  const reason = conditionReason(Object.freeze(condition), { facts: Object.freeze(facts) });
  expect(reason.outcome).toBe(outcome(condition, facts));
  expect(JSON.parse(JSON.stringify(reason))).toEqual(reason);
});

law("only the facts that a condition names are read", (condition, _, facts) => {
  const keys = factsOf(condition).map(({ key }) => key);
  const kept = Object.entries(facts).filter(([key]) => keys.includes(key) || key.startsWith("segment."));
  expect(outcome(condition, Object.fromEntries(kept))).toBe(outcome(condition, facts));
});

law("every generated rule that names its bounds in order is a valid one", (condition) => {
  const checked = checkCondition(condition);
  const issues = checked.ok ? [] : checked.issues.filter(({ code }) => code !== "low_above_high");
  expect(issues).toEqual([]);
});
