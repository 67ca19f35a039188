import type { FactUse } from "../conditions/fact-spec.js";
import { factsBehind, mayIssues } from "../conditions/fair.js";
import { placesOf } from "../conditions/places.js";
import type { ConditionScope } from "../conditions/scope.js";
import type { ConfigIssue } from "../shared/issues.js";
import type { PlacedCondition } from "./raw.js";

/**
 * The guards of a program, which are on unless the document switches one off under `allow`, with a reason. They are no
 * legal advice.
 *
 * - `personalised_price`: the same terms, the same price. What decides a price may be read from published terms.
 *   Source: PIPL art. 24, 消费者权益保护法实施条例 art. 9.
 * - `no_impersonal_option`: whoever does not want to be profiled is offered something too. Source: PIPL art. 24(2).
 * - `consent_coupled`: consent earns nothing and costs nothing. Source: PIPL art. 16, GDPR art. 7(4).
 * - `paid_praise`: a review may be rewarded, a good one may not. Source: 网络反不正当竞争暂行规定 art. 9(5).
 * - `multi_level`: one level of referral, and only with a purchase. Source: 禁止传销条例 art. 7.
 * - `expiry_without_notice`: points lapse after a notice. Source: Québec CPA regulation 79.6.3.
 * - `downgrade_without_notice`: a tier falls after a notice. Source: 消费者权益保护法 art. 26.
 * - `penalises_complaint`: complaining never costs. Source: ISO 10002.
 * - `fact_not_allowed`: a fact serves only what it may. Source: PIPL art. 6.
 */
export const guardCodes = [
  "personalised_price",
  "no_impersonal_option",
  "consent_coupled",
  "paid_praise",
  "multi_level",
  "expiry_without_notice",
  "downgrade_without_notice",
  "penalises_complaint",
  "fact_not_allowed",
] as const;

/** The code of a guard. */
export type GuardCode = (typeof guardCodes)[number];

/** What a condition decides, and how openly. */
export interface Place {
  readonly use: FactUse;
  /** The terms are published. */
  readonly published?: boolean;
  /** It is about what a customer gets for an opinion. */
  readonly rewardsOpinion?: boolean;
}

/** What is unfair about a condition in its place, at each leaf that reads what it may not. */
export function fairIssues(decider: PlacedCondition, place: Place, scope: ConditionScope): readonly ConfigIssue[] {
  return factsRead(decider, scope).flatMap(({ fact, path }) => factIssues(fact, path, place, scope));
}

/** What is unfair about a fact that decides something. */
export function factIssues(fact: string, path: string, place: Place, scope: ConditionScope): readonly ConfigIssue[] {
  const { use, published = false, rewardsOpinion = false } = place;
  const isGain = use === "pricing" || use === "eligibility";
  if (rewardsOpinion && isOpinion(fact)) {
    return [guardIssue(path, "paid_praise", `"${fact}" is what a customer thinks, and praise is not paid for`)];
  }
  if (isGain && fact.startsWith("consent.")) {
    const message = `"${fact}" decides what a customer gets, and consent is given freely`;
    return [guardIssue(path, "consent_coupled", message)];
  }
  if (isGain && isAboutCases(fact)) {
    const message = `"${fact}" decides what a customer gets, and complaining costs nothing`;
    return [guardIssue(path, "penalises_complaint", message)];
  }
  const code: GuardCode = use === "pricing" ? "personalised_price" : "fact_not_allowed";
  return mayIssues({ op: "exists", fact }, path, { use, code, published }, scope);
}

/** A fact that a condition reads, by itself or through a segment, and where. */
export interface FactPlace {
  readonly fact: string;
  readonly path: string;
}

/** The facts that a condition reads, also those that decide who is in a segment which it refers to. */
export function factsRead({ condition, path: root }: PlacedCondition, scope: ConditionScope): readonly FactPlace[] {
  return placesOf(condition, root).flatMap(({ node, path }) => {
    if ("fact" in node) return [{ fact: node.fact, path }];
    return node.op === "segment" ? factsBehind(node.segment, scope).map((fact) => ({ fact, path })) : [];
  });
}

/** Whether a fact counts a customer's cases. */
export function isAboutCases(fact: string): boolean {
  return fact === "cases" || fact === "openCases";
}

/** The issue of a guard. */
export function guardIssue(path: string, code: GuardCode, message: string): ConfigIssue {
  return { path, code, message };
}

function isOpinion(fact: string): boolean {
  return /^(answer|satisfaction|review)\./.test(fact) || /(^|[._])(rating|stars)$/i.test(fact);
}
