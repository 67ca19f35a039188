import { describe, expect, test } from "vitest";
import { checkProgram } from "../../src/program/rules.js";
import { changed, documentOf } from "./changed.js";

type Mistake = readonly [document: "honour" | "store", path: string, value: unknown, message: string];

function issuesOf(document: unknown): readonly string[] {
  const checked = checkProgram(document);
  return checked.ok ? [] : checked.issues.map(({ path, code, message }) => `${path} ${code}: ${message}`);
}

describe("a name that nothing declares is found where it is used", () => {
  test.each<Mistake>([
    [
      "honour",
      "points.types[1].expire.tierSet",
      "honor",
      'unknown_name: "honor" is not a tier set; did you mean "honour"?',
    ],
    [
      "honour",
      "points.earn[0].on",
      "order.payed",
      'unknown_name: "order.payed" is not a host event; did you mean "order.paid"?',
    ],
    ["honour", "points.earn[0].on", "custom.bottle", 'unknown_name: "custom.bottle" is not a host event; known: '],
    [
      "honour",
      "tierSets[0].metric",
      "honor",
      'unknown_name: "honor" is not a qualifying points type or a counted fact; did you mean "honour"?',
    ],
    ["honour", "tierSets[0].metric", "points", 'unknown_name: "points" is not a qualifying points type'],
    [
      "honour",
      "benefits[4].activity",
      "annual_part",
      'unknown_name: "annual_part" is not an activity; did you mean "annual_party"?',
    ],
    [
      "honour",
      "cases.policies[1].priorityRules[0].condition.fact",
      "tier.honor",
      'unknown_name: "tier.honor" is not a fact; did you mean "tier.honour"?',
    ],
    [
      "honour",
      "cases.policies[1].priorityRules[0].condition.values[0]",
      "golden",
      'unknown_name: "golden" is not a value of "tier.honour"',
    ],
    [
      "honour",
      "activities[0].eligible.values[0]",
      "dimond",
      'unknown_name: "dimond" is not a value of "tier.honour"; did you mean "diamond"?',
    ],
    [
      "honour",
      "surveys[0].questionnaire",
      "honor_survey",
      'unknown_name: "honor_survey" is not a questionnaire; did you mean "honour_survey"?',
    ],
    [
      "honour",
      "outreach[0].on.event",
      "order.deliverd",
      'unknown_name: "order.deliverd" is not a host event; did you mean "order.delivered"?',
    ],
    [
      "honour",
      "outreach[0].cancelIf[1]",
      "case.open",
      'unknown_name: "case.open" is not a host event; did you mean "case.opened"?',
    ],
    ["honour", "outreach[1].on.fact", "birthdate", 'unknown_name: "birthdate" is not a fact; did you mean "birthday"?'],
    [
      "honour",
      "outreach[1].gives",
      "birthday_gifts",
      'unknown_name: "birthday_gifts" is not a benefit; did you mean "birthday_gift"?',
    ],
    [
      "honour",
      "scorecard.targets[1].kpi",
      "referalRate",
      'unknown_name: "referalRate" is not a figure; did you mean "referralRate"?',
    ],
    [
      "store",
      "benefits[0].to.segment",
      "value_klass",
      'unknown_name: "value_klass" is not a segment; did you mean "value_class"?',
    ],
    ["store", "benefits[0].to.class", "high", 'unknown_name: "high" is not a class of segment "value_class"'],
    [
      "store",
      "benefits[0].agentRole",
      "acount_manager",
      'unknown_name: "acount_manager" is not a role; did you mean "account_manager"?',
    ],
    [
      "store",
      "benefits[1].purpose",
      "profilling",
      'unknown_name: "profilling" is not a purpose; did you mean "profiling"?',
    ],
    [
      "store",
      "intake.card_application.offers[0]",
      "service",
      'unknown_name: "service" is not a purpose that rests on consent',
    ],
    ["store", "cases.policies[0].assignTo", "complaints", 'unknown_name: "complaints" is not a role'],
    ["store", "cases.policies[0].escalate[0].to", "manager", 'unknown_name: "manager" is not a role'],
    [
      "store",
      "cases.policies[0].targets[0].calendar",
      "shopp",
      'unknown_name: "shopp" is not a calendar; did you mean "shop"?',
    ],
    [
      "store",
      "outreach[1].on.segment",
      "value_class.prospekt",
      'unknown_name: "value_class.prospekt" is not a segment or a class of one; did you mean "value_class.prospect"?',
    ],
    ["store", "scorecard.owner", "admin", 'unknown_name: "admin" is not a role'],
    [
      "store",
      "segments[0].of[0].when.of[0].fact",
      "ordrs",
      'unknown_name: "ordrs" is not a fact; did you mean "orders"?',
    ],
    [
      "store",
      "rewards[0].price.type",
      "coins",
      'unknown_name: "coins" is not a redeemable points type; known: "points"',
    ],
  ])("%s: %s = %j", (name, path, value, message) => {
    const issues = issuesOf(changed(documentOf(name), path, value));
    expect(
      issues.some((issue) => issue.startsWith(path.replace(/\.(segment|class)$/, "")) && issue.includes(message)),
      issues.join("\n"),
    ).toBe(true);
  });
});

describe("sections need each other", () => {
  test("a referral qualifies only where there are referrals", () => {
    const issues = issuesOf(changed(documentOf("honour"), "referrals", undefined));
    expect(issues).toEqual([
      'points.earn[3].on section_missing: no referral ever qualifies, because the document has no section "referrals"',
      'points.earn[4].on section_missing: no referral ever qualifies, because the document has no section "referrals"',
    ]);
  });

  test("a price in points needs points that can be redeemed", () => {
    const issues = issuesOf(changed(documentOf("store"), "points", undefined));
    expect(issues).toEqual(["rewards[0].price points_missing: there is no redeemable points type that could buy it"]);
  });

  test("points lapse by the window of a tier set that has one", () => {
    const issues = issuesOf(changed(documentOf("honour"), "tierSets[0].period", { kind: "lifetime" }));
    expect(issues).toEqual([
      'points.types[1].expire period_not_supported: the tier set "honour" has no rolling window for its points to lapse by; use "never"',
    ]);
  });

  test("what spending is stands once", () => {
    const issues = issuesOf(changed(documentOf("honour"), "points.currency", "USD"));
    expect(issues).toEqual([
      'points.currency repeated_name: the document itself says it under "currency"; leave it out here',
    ]);
  });

  test("roles and purposes are the host's own words where the document has no such section", () => {
    const document = changed(changed(documentOf("store"), "roles", undefined), "purposes", undefined);
    expect(issuesOf(document)).toEqual([]);
  });

  test("an event of the business is declared under its name", () => {
    const document = changed(documentOf("honour"), "points.earn[2].on", "custom.bottle_returned");
    expect(issuesOf({ ...document, events: { bottle_returned: { label: "退瓶" } } })).toEqual([]);
    expect(issuesOf({ ...document, events: { bottle: {} } })).toHaveLength(1);
  });

  test("conditions read the facts that the document declares", () => {
    const eligible = { op: "gte", fact: "shoeSize", value: 45 };
    const document = changed(documentOf("honour"), "activities[0].eligible", eligible);
    const shoeSize = { source: "host", type: "number", about: "behaviour", may: ["eligibility"] };
    expect(issuesOf(document)).toHaveLength(1);
    expect(issuesOf({ ...document, facts: { shoeSize } })).toEqual([]);
    expect(issuesOf({ ...document, facts: { shoeSize: { ...shoeSize, type: "text" } } })).toHaveLength(1);
  });

  test("mistakes of several kinds in one section are told together", () => {
    let document = changed(documentOf("honour"), "points.earn[0].gives", "pionts");
    document = changed(document, "points.earn[0].on", "order.payed");
    document = changed(document, "points.earn[0].when", { op: "eq", fact: "consent.marketing", value: true });
    expect(issuesOf(document).map((issue) => issue.split(":")[0])).toEqual([
      "points.earn[0].on unknown_name",
      "points.earn[0].gives unknown_name",
      "points.earn[0].when consent_coupled",
    ]);
  });
});
