import type { ConfigIssue } from "../shared/issues.js";
import type { SectionName } from "./document.js";
import { factIssues, factsRead, fairIssues, guardIssue, isAboutCases, type Place } from "./fair.js";
import { conditionAt, isGiven, itemsOf, membersOf, type PlacedCondition, type RawObject, textOf } from "./raw.js";
import type { ProgramScope } from "./scope.js";
import { segmentNamed } from "./segment-named.js";

/** The guards of one section, which read it as it is written. Paths are the section's. */
export type SectionGuard = (section: unknown, scope: ProgramScope) => readonly ConfigIssue[];

/** The guards of every section that has some. */
export const sectionGuards: Readonly<Partial<Record<SectionName, SectionGuard>>> = {
  purposes: fairPurposes,
  benefits: fairBenefits,
  points: fairEarning,
  rewards: fairPrices,
  coupons: fairPrices,
  referrals: fairReferrals,
  draws: fairEligibility,
  cases: fairQueue,
  outreach: fairOutreach,
  activities: fairEligibility,
};

/** What earns points is a price: the same for everybody, or by published terms. Consent and praise earn nothing. */
function fairEarning(section: unknown, { fairness }: ProgramScope): readonly ConfigIssue[] {
  return itemsOf(membersOf(section)["earn"]).flatMap(({ on, when, terms, multipliers }, i) => {
    const path = `earn[${i}]`;
    const deciders = [
      ...conditionAt(when, `${path}.when`),
      ...itemsOf(multipliers).flatMap((rate, j) => conditionAt(rate["when"], `${path}.multipliers[${j}].when`)),
    ];
    const place: Place = { use: "pricing", published: isGiven(terms), rewardsOpinion: asksOpinion(on) };
    return [...causeIssues(on, `${path}.on`), ...deciders.flatMap((each) => fairIssues(each, place, fairness))];
  });
}

/** What somebody may have for points, or as a coupon, is a price. */
function fairPrices(section: unknown, { fairness }: ProgramScope): readonly ConfigIssue[] {
  return itemsOf(section).flatMap(({ eligible, terms }, i) => {
    const place: Place = { use: "pricing", published: isGiven(terms) };
    return conditionAt(eligible, `[${i}].eligible`).flatMap((each) => fairIssues(each, place, fairness));
  });
}

/** Who may come, or enter. */
function fairEligibility(section: unknown, { fairness }: ProgramScope): readonly ConfigIssue[] {
  return itemsOf(section).flatMap(({ eligible }, i) =>
    conditionAt(eligible, `[${i}].eligible`).flatMap((each) => fairIssues(each, { use: "eligibility" }, fairness)),
  );
}

/** Whoever gets a benefit; one that changes a price is a price. A recommendation needs a way out. */
function fairBenefits(section: unknown, { fairness, purposes }: ProgramScope): readonly ConfigIssue[] {
  return itemsOf(section).flatMap(({ kind, off, to, terms, purpose }, i) => {
    const isPrice = kind === "price" || isGiven(off);
    if (isPrice && !isGiven(terms)) {
      const message = 'a price for some customers needs terms that all can see and meet: add "terms" with "published"';
      return [guardIssue(`[${i}]`, "personalised_price", message)];
    }
    const place: Place = { use: isPrice ? "pricing" : useOfBenefit(kind), published: isPrice };
    const { when, segment } = membersOf(to);
    const deciders = [
      ...conditionAt(when, `[${i}].to.when`),
      ...(typeof segment === "string" ? [{ path: `[${i}].to`, condition: { op: "segment", segment } as const }] : []),
    ];
    const unfair = deciders.flatMap((each) => fairIssues(each, place, fairness));
    if (kind !== "recommendation" || purposes === undefined || isGiven(purpose)) return unfair;
    const message = "personal recommendations need a purpose that one can opt out of";
    return [...unfair, guardIssue(`[${i}].purpose`, "no_impersonal_option", message)];
  });
}

function useOfBenefit(kind: unknown): Place["use"] {
  if (kind === "service") return "service";
  return kind === "recommendation" ? "marketing" : "eligibility";
}

/** Profiling needs a way out: for the purpose of that name, and for every purpose that recommendations are made for. */
function fairPurposes(section: unknown, { profilingPurposes }: ProgramScope): readonly ConfigIssue[] {
  return Object.entries(membersOf(section)).flatMap(([name, purpose]) => {
    if (!profilingPurposes.includes(name) || isGiven(membersOf(purpose)["optOut"])) return [];
    const message = 'say what is offered to those who do not want it: add "optOut"';
    return [guardIssue(name, "no_impersonal_option", message)];
  });
}

/** One level. */
function fairReferrals(section: unknown): readonly ConfigIssue[] {
  const { levels } = membersOf(section);
  if (typeof levels !== "number" || levels === 1) return [];
  const message = `${levels} levels pay for recruiting those who recruit; the one number is 1`;
  return [guardIssue("levels", "multi_level", message)];
}

/** A plan that gives something decides who gets it; one that gives nothing decides who is contacted. */
function fairOutreach(section: unknown, scope: ProgramScope): readonly ConfigIssue[] {
  const { fairness } = scope;
  return itemsOf(section).flatMap((plan, i) => {
    const place = placeOfPlan(plan, scope);
    const { kind, fact, segment } = membersOf(plan["on"]);
    const named = typeof segment === "string" ? segmentNamed(segment, scope) : undefined;
    const entered = named === undefined ? [] : [{ path: `[${i}].on.segment`, condition: named }];
    return [
      ...(kind === "anniversary" && typeof fact === "string"
        ? factIssues(fact, `[${i}].on.fact`, place, fairness)
        : []),
      ...[...entered, ...conditionAt(plan["when"], `[${i}].when`)].flatMap((each) => fairIssues(each, place, fairness)),
    ];
  });
}

/** Nobody waits longer than usual, or on another way, for having complained before. */
function fairQueue(section: unknown, { fairness }: ProgramScope): readonly ConfigIssue[] {
  const { policies, priorities } = membersOf(section);
  const rankOf = ranksFrom(priorities);
  return itemsOf(policies).flatMap((policy, i) => {
    const rules = itemsOf(policy["priorityRules"]);
    const usual = rankOf(rules.at(-1)?.["priority"]);
    const slower = rules.flatMap(({ priority, condition }, j) =>
      rankOf(priority) >= usual ? [] : conditionAt(condition, `policies[${i}].priorityRules[${j}].condition`),
    );
    const decided = [...slower, ...waysDecided(policy, `policies[${i}]`)];
    return decided
      .flatMap((each) => factsRead(each, fairness))
      .flatMap(({ fact, path }) => {
        const message = `"${fact}" makes a case wait, and complaining costs nothing`;
        return isAboutCases(fact) ? [guardIssue(path, "penalises_complaint", message)] : [];
      });
  });
}

/** What decides which policy, which target and which way out a case has. */
function waysDecided(policy: RawObject, path: string): readonly PlacedCondition[] {
  const { when, targets, workflow } = policy;
  const statuses = Object.entries(membersOf(membersOf(workflow)["statuses"]));
  return [
    ...conditionAt(when, `${path}.when`),
    ...itemsOf(targets).flatMap((target, i) => conditionAt(target["when"], `${path}.targets[${i}].when`)),
    ...statuses.flatMap(([name, status]) =>
      Object.entries(membersOf(membersOf(status)["guards"])).flatMap(([to, guard]) =>
        conditionAt(membersOf(guard)["when"], `${path}.workflow.statuses.${name}.guards.${to}.when`),
      ),
    ),
  ];
}

/** Priorities are the host's words, in the order of the section; without one it is known of these which is lower. */
function ranksFrom(priorities: unknown): (priority: unknown) => number {
  const given = Array.isArray(priorities) ? priorities.filter((each) => typeof each === "string") : [];
  const order = given.length > 0 ? given.toReversed() : ["low", "normal", "high", "urgent"];
  return (priority) => {
    const rank = order.indexOf(textOf(priority) ?? "normal");
    return rank < 0 ? Math.max(0, order.indexOf("normal")) : rank;
  };
}

function causeIssues(on: unknown, path: string): readonly ConfigIssue[] {
  if (on === "customer.consented") {
    return [guardIssue(path, "consent_coupled", "consent is given freely, so it earns nothing")];
  }
  if (on !== "referral.made") return [];
  const message = 'nobody is paid for recruiting a friend who has not bought; use "referral.qualified"';
  return [guardIssue(path, "multi_level", message)];
}

function asksOpinion(event: unknown): boolean {
  return event === "review.posted" || event === "survey.answered";
}

function placeOfPlan({ on, gives, class: contact }: RawObject, { priceBenefits }: ProgramScope): Place {
  if (typeof gives !== "string") return { use: contact === "marketing" ? "marketing" : "service" };
  const price = Object.hasOwn(priceBenefits, gives) ? priceBenefits[gives] : undefined;
  const rewardsOpinion = asksOpinion(membersOf(on)["event"]);
  if (price === undefined) return { use: "eligibility", rewardsOpinion };
  return { use: "pricing", published: price.published, rewardsOpinion };
}
