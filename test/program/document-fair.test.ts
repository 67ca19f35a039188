import { describe, expect, test } from "vitest";
import { checkProgram } from "../../src/program/rules.js";
import { changed, documentOf } from "./changed.js";

interface Case {
  readonly name: string;
  readonly code: string;
  /** Where the mistake is found. */
  readonly at: string;
  readonly document: "honour" | "store";
  readonly bad: Readonly<Record<string, unknown>>;
  /** What makes it right again. */
  readonly good: Readonly<Record<string, unknown>>;
}

const terms = { published: "terms/v1", text: "每个人都能看到" };
const manyOrders = { op: "gte", fact: "orders", value: 3 };
const birthday = { op: "exists", fact: "birthday" };
const consented = { op: "eq", fact: "consent.marketing", value: true };
const neverComplained = { op: "eq", fact: "cases", value: 0 };
const content = { op: "gte", fact: "satisfaction.last", value: 4 };
const review = { id: "review", label: "评价", on: "review.posted", gives: "points", points: 10 };
const hidden = { id: "tea", label: "茶", price: { points: 10 }, kind: "gift", eligible: manyOrders };
const coupon = {
  id: "c",
  label: "券",
  off: { kind: "amount", amount: "5.00" },
  validFor: "P30D",
  eligible: manyOrders,
};
const waits = { priority: "low", condition: { op: "gte", fact: "cases", value: 2 } };
const first = { priority: "high", condition: { op: "in", fact: "tier.honour", values: ["gold", "diamond"] } };
const otherwise = { priority: "normal", condition: { op: "otherwise" } };

const cases: readonly Case[] = [
  {
    name: "an earn rate for some, without published terms",
    code: "personalised_price",
    at: "points.earn[0].when",
    document: "store",
    bad: { "points.earn[0].when": manyOrders },
    good: { "points.earn[0].terms": terms },
  },
  {
    name: "a rate that multiplies for some",
    code: "personalised_price",
    at: "points.earn[0].multipliers[0].when",
    document: "honour",
    bad: { "points.earn[0].multipliers": [{ by: "2", when: { op: "eq", fact: "tier.honour", value: "gold" } }] },
    good: { "points.earn[0].terms": terms },
  },
  {
    name: "a price by what somebody is, also in published terms",
    code: "personalised_price",
    at: "benefits[2].to.when",
    document: "store",
    bad: { "benefits[2].to": { kind: "condition", when: birthday } },
    good: { "benefits[2].to": { kind: "condition", when: manyOrders } },
  },
  {
    name: "a discount by a class, without published terms",
    code: "personalised_price",
    at: "benefits[2]",
    document: "store",
    bad: { "benefits[2].terms": undefined },
    good: { "benefits[2].terms": terms },
  },
  {
    name: "a reward for some, without published terms",
    code: "personalised_price",
    at: "rewards[0].eligible",
    document: "store",
    bad: { rewards: [hidden] },
    good: { rewards: [{ ...hidden, terms }] },
  },
  {
    name: "a coupon for some, without published terms",
    code: "personalised_price",
    at: "coupons[0].eligible",
    document: "store",
    bad: { coupons: [coupon] },
    good: { coupons: [{ ...coupon, terms }] },
  },
  {
    name: "profiling without a way out",
    code: "no_impersonal_option",
    at: "purposes.profiling",
    document: "store",
    bad: { "purposes.profiling.optOut": undefined },
    good: { "purposes.profiling.optOut": "latest_first" },
  },
  {
    name: "recommendations for no purpose",
    code: "no_impersonal_option",
    at: "benefits[1].purpose",
    document: "store",
    bad: { "benefits[1].purpose": undefined },
    good: { "benefits[1].purpose": "profiling" },
  },
  {
    name: "points for those who consent",
    code: "consent_coupled",
    at: "points.earn[0].when",
    document: "store",
    bad: { "points.earn[0].when": consented, "points.earn[0].terms": terms },
    good: { "points.earn[0].when": manyOrders },
  },
  {
    name: "points for consenting",
    code: "consent_coupled",
    at: "points.earn[0].on",
    document: "store",
    bad: { "points.earn[0]": { ...review, on: "customer.consented" } },
    good: { "points.earn[0].on": "customer.registered" },
  },
  {
    name: "a benefit for a segment of those who consent",
    code: "consent_coupled",
    at: "benefits[4].to",
    document: "store",
    bad: {
      "segments[2]": { id: "willing", label: "同意", when: consented },
      "benefits[4]": { id: "tea", label: "茶", kind: "gift", to: { kind: "class", segment: "willing" } },
    },
    good: { "segments[2].when": manyOrders },
  },
  {
    name: "points for a good review",
    code: "paid_praise",
    at: "points.earn[0].when",
    document: "store",
    bad: { "points.earn[0]": { ...review, when: content, terms } },
    good: { "points.earn[0].when": undefined },
  },
  {
    name: "a gift for a good answer",
    code: "paid_praise",
    at: "outreach[1].when",
    document: "honour",
    bad: {
      "outreach[1].on": { kind: "event", event: "survey.answered" },
      "outreach[1].when": { op: "gte", fact: "answer.quality", value: 4 },
    },
    good: { "outreach[1].when": undefined },
  },
  {
    name: "two levels of referral",
    code: "multi_level",
    at: "referrals.levels",
    document: "honour",
    bad: { "referrals.levels": 2 },
    good: { "referrals.levels": 1 },
  },
  {
    name: "points for a friend who bought nothing",
    code: "multi_level",
    at: "points.earn[4].on",
    document: "honour",
    bad: { "points.earn[4].on": "referral.made" },
    good: { "points.earn[4].on": "referral.qualified" },
  },
  {
    name: "points that lapse unannounced",
    code: "expiry_without_notice",
    at: "points.types[0].expire",
    document: "store",
    bad: { "points.types[0].expire.notice": ["P7D"] },
    good: { "points.types[0].expire.notice": ["P30D"] },
  },
  {
    name: "a tier that falls unannounced",
    code: "downgrade_without_notice",
    at: "tierSets[0].downgrade",
    document: "honour",
    bad: { "tierSets[0].notice": undefined },
    good: { "tierSets[0].notice": "P30D" },
  },
  {
    name: "points for those who never complained",
    code: "penalises_complaint",
    at: "points.earn[0].when",
    document: "store",
    bad: { "points.earn[0].when": neverComplained, "points.earn[0].terms": terms },
    good: { "points.earn[0].when": manyOrders },
  },
  {
    name: "a party for those who never complained",
    code: "penalises_complaint",
    at: "activities[0].eligible",
    document: "honour",
    bad: { "activities[0].eligible": neverComplained },
    good: { "activities[0].eligible": manyOrders },
  },
  {
    name: "a queue in which those who complained before wait",
    code: "penalises_complaint",
    at: "cases.policies[1].priorityRules[0].condition",
    document: "honour",
    bad: { "cases.policies[1].priorityRules": [waits, first, otherwise] },
    good: { "cases.policies[1].priorityRules": [{ ...waits, priority: "high" }, otherwise] },
  },
  {
    name: "a slower promise for those who complained before",
    code: "penalises_complaint",
    at: "cases.policies[1].targets[0].when",
    document: "honour",
    bad: { "cases.policies[1].targets[0].when": { op: "gte", fact: "cases", value: 2 } },
    good: { "cases.policies[1].targets[0].when": { op: "eq", fact: "case.severity", value: "injury" } },
  },
  {
    name: "a policy of their own for those with an open case",
    code: "penalises_complaint",
    at: "cases.policies[1].when",
    document: "honour",
    bad: { "cases.policies[1].when": { op: "gte", fact: "openCases", value: 2 } },
    good: { "cases.policies[1].when": { op: "eq", fact: "case.shopId", value: "sh_1" } },
  },
  {
    name: "an activity for those who were tagged",
    code: "fact_not_allowed",
    at: "activities[0].eligible",
    document: "honour",
    bad: { "activities[0].eligible": { op: "contains", fact: "tags", value: "vip" } },
    good: { "activities[0].eligible": manyOrders },
  },
  {
    name: "advertising to those with an open case",
    code: "fact_not_allowed",
    at: "outreach[0].when",
    document: "honour",
    bad: { "outreach[0].class": "marketing", "outreach[0].when": { op: "gte", fact: "openCases", value: 1 } },
    good: { "outreach[0].class": "service" },
  },
];

function issuesOf(document: unknown): readonly string[] {
  const checked = checkProgram(document);
  return checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`);
}

function withAll(document: Record<string, unknown>, parts: Case["bad"]): Record<string, unknown> {
  return Object.entries(parts).reduce((each, [path, value]) => changed(each, path, value), document);
}

describe.each(cases)("$name", ({ code, at, document, bad, good }) => {
  const unfair = withAll(documentOf(document), bad);

  test("is refused", () => {
    expect(issuesOf(unfair)).toEqual([`${at} ${code}`]);
  });

  test("has a neighbour that is not", () => {
    expect(issuesOf(withAll(unfair, good)).filter((issue) => issue.includes(code))).toEqual([]);
  });

  test("may be allowed for a reason", () => {
    const allow = [{ code, reason: "经法务确认" }];
    const checked = checkProgram({ ...unfair, allow });
    expect(checked.ok ? [] : checked.issues.filter((issue) => issue.code === code)).toEqual([]);
    if (checked.ok) expect(checked.value.allow).toEqual(allow);
  });
});

test.each<readonly [unknown, string]>([
  [[{ code: "personalised_price" }], "allow[0].reason missing"],
  [[{ code: "personalised_price", reason: "  " }], "allow[0].reason invalid_value"],
  [[{ code: "personalized_price", reason: "because" }], "allow[0].code invalid_value"],
  [{ personalised_price: "because" }, "allow wrong_type"],
])("no guard is switched off by %j", (allow, issue) => {
  expect(issuesOf({ ...documentOf("store"), allow })).toEqual([issue]);
});

test("a guard that is switched off leaves the others on", () => {
  const document = withAll(documentOf("store"), { "points.earn[0].when": { op: "all", of: [consented, birthday] } });
  const allow = [{ code: "consent_coupled", reason: "because" }];
  expect(issuesOf({ ...document, allow })).toEqual(["points.earn[0].when.of[1] personalised_price"]);
});
