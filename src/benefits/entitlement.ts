import { evaluateCondition } from "../conditions/evaluate.js";
import { segmentKey } from "../conditions/fact-key.js";
import type { FactValue } from "../conditions/fact-spec.js";
import { factsOf } from "../conditions/reads.js";
import type { Benefit, BenefitGrant, BenefitsContext } from "./model.js";

/** Why a customer does not get a benefit: one for every way in which it is granted. */
export type EntitlementGap =
  /** The customer has another tier. */
  | { readonly kind: "tier"; readonly tierSet: string; readonly tier: string; readonly actual?: FactValue }
  /** The customer is in another class, or not in the segment. */
  | { readonly kind: "class"; readonly segment: string; readonly class?: string; readonly actual?: FactValue }
  /** The condition does not hold; `missing` are the facts that it reads and nobody supplied. */
  | { readonly kind: "condition"; readonly missing: readonly string[] }
  /** There is no consent to this purpose. */
  | { readonly kind: "purpose"; readonly purpose: string }
  /** The limit is counted from this fact, which is not known. */
  | { readonly kind: "fact"; readonly fact: string }
  /** Nothing grants it. */
  | { readonly kind: "nobody" };

/** Whether a customer gets a benefit: the first grant that holds, or what is missing. */
export type Entitlement =
  | { readonly entitled: true; readonly through: BenefitGrant }
  | { readonly entitled: false; readonly why: readonly EntitlementGap[] };

/** Whether the facts of the context entitle to a benefit. What is not known counts as not so. */
export function entitlementTo(benefit: Benefit, context: BenefitsContext): Entitlement {
  const { facts = {} } = context;
  const { purpose } = benefit;
  if (purpose !== undefined && facts[`consent.${purpose}`] !== true) {
    return { entitled: false, why: [{ kind: "purpose", purpose }] };
  }
  const grants = grantsOf(benefit, context);
  const through = grants.find((grant) => isGranted(grant, context));
  if (through !== undefined) return { entitled: true, through };
  const gaps = grants.map((grant) => gapOf(grant, context));
  return { entitled: false, why: gaps.length === 0 ? [{ kind: "nobody" }] : gaps };
}

/** The tiers that list a benefit, in the order of the document, then its own grant. */
function grantsOf({ id, to }: Benefit, { tierSets = [] }: BenefitsContext): readonly BenefitGrant[] {
  const byTier = tierSets.flatMap(({ id: tierSet, tiers }): BenefitGrant[] =>
    tiers.flatMap((tier) => (tier.benefits.includes(id) ? [{ kind: "tier", tierSet, tier: tier.id }] : [])),
  );
  return to === undefined ? byTier : [...byTier, to];
}

function isGranted(grant: BenefitGrant, context: BenefitsContext): boolean {
  const { facts = {} } = context;
  switch (grant.kind) {
    case "tier":
      return hasTier(grant, context);
    case "class": {
      const { segment, class: itsClass } = grant;
      const leaf = { op: "segment", segment, ...(itsClass !== undefined && { class: itsClass }) } as const;
      return evaluateCondition(leaf, { facts }) === "matched";
    }
    case "condition":
      return evaluateCondition(grant.when, { facts }) === "matched";
    default:
      return grant satisfies never;
  }
}

function hasTier(grant: BenefitGrant & { readonly kind: "tier" }, context: BenefitsContext): boolean {
  const { tierSets = [], facts = {} } = context;
  const actual = facts[`tier.${grant.tierSet}`];
  const set = tierSets.find(({ id }) => id === grant.tierSet);
  if (set === undefined || set.benefitsAccumulate === false) return actual === grant.tier;
  const ranks = set.tiers.map(({ id }) => id);
  return ranks.includes(grant.tier) && ranks.findIndex((id) => id === actual) >= ranks.indexOf(grant.tier);
}

function gapOf(grant: BenefitGrant, { facts = {} }: BenefitsContext): EntitlementGap {
  switch (grant.kind) {
    case "tier":
      return { ...grant, ...actualOf(facts[`tier.${grant.tierSet}`]) };
    case "class":
      return { ...grant, ...actualOf(facts[segmentKey(grant.segment)]) };
    case "condition": {
      const missing = factsOf(grant.when).map(({ key }) => key);
      return { kind: "condition", missing: missing.filter((key) => facts[key] === undefined) };
    }
    default:
      return grant satisfies never;
  }
}

function actualOf(actual: FactValue | undefined): { readonly actual?: FactValue } {
  return actual === undefined ? {} : { actual };
}
