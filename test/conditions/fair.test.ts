import { describe, expect, test } from "vitest";
import { standardFacts, type Condition, type FactSpec } from "../../src/conditions/index.js";
import { mayIssues, type ConditionScope, type Guard } from "../../src/conditions/rules.js";

const host = { type: "number", missing: "possible", source: "host" } as const;
const factSpecs: readonly FactSpec[] = [
  { ...host, name: "churnRisk", may: ["service", "pricing"], about: "guess" },
  { ...host, name: "age", may: ["pricing", "eligibility"], about: "demographic" },
  { ...host, name: "basket", may: ["pricing"], about: "contract" },
];
const scope: ConditionScope = {
  factSpecs,
  segments: [
    {
      id: "at_risk",
      classes: [],
      conditions: [
        { op: "segment", segment: "risky" },
        { op: "gte", fact: "orders", value: 1 },
      ],
    },
    {
      id: "risky",
      classes: [],
      conditions: [
        { op: "gt", fact: "churnRisk", value: 1 },
        { op: "segment", segment: "at_risk" },
      ],
    },
  ],
};
const pricing: Guard = { use: "pricing", code: "personalised_price" };
const published: Guard = { ...pricing, published: true };
const reads = (fact: string): Condition => ({ op: "exists", fact });

const codes = (condition: Condition, guard: Guard): readonly string[] =>
  mayIssues(condition, "off.when", guard, scope).map(({ path, code }) => `${path} ${code}`);

describe("what may decide a price", () => {
  test("a fact that says so, and the day", () => {
    expect(codes({ op: "all", of: [reads("basket"), reads("today")] }, pricing)).toEqual([]);
  });

  test("what a customer did, under published terms only", () => {
    for (const fact of ["spend", "orders", "tier.honour", "points.points"]) {
      expect(codes(reads(fact), pricing)).toEqual(["off.when personalised_price"]);
      expect(codes(reads(fact), published)).toEqual([]);
    }
  });

  test("never a guess, who the customer is, a complaint, or a consent", () => {
    for (const fact of ["churnRisk", "age", "birthday", "tags", "cases", "openCases", "consent.marketing"]) {
      expect(codes(reads(fact), published)).toEqual(["off.when personalised_price"]);
    }
  });

  test("no standard fact about the person by itself", () => {
    expect(standardFacts.filter(({ may }) => may.includes("pricing")).map(({ name }) => name)).toEqual(["today"]);
  });
});

test("each leaf that reads it is named", () => {
  const condition: Condition = { op: "all", of: [reads("orders"), { op: "not", of: reads("cases") }] };
  expect(mayIssues(condition, "when", { use: "eligibility", code: "penalises_complaint" }, scope)).toEqual([
    {
      path: "when.of[1].of",
      code: "penalises_complaint",
      message: '"cases" (contract) may serve service, not eligibility',
    },
  ]);
});

test("what a segment reads is read by whoever refers to it, also in a circle", () => {
  expect(
    mayIssues({ op: "segment", segment: "at_risk" }, "when", published, scope).map(({ message }) => message),
  ).toEqual(['"churnRisk" is about the person (guess) and never decides a price']);
});

test("help is offered where it helps", () => {
  const [open] = mayIssues(reads("spend"), "when", pricing, scope);
  const [closed] = mayIssues(reads("birthday"), "when", pricing, scope);
  expect(open?.message).toContain("publish the terms");
  expect(closed?.message).not.toContain("publish");
});
