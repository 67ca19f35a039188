import { localDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import { instantOf } from "../shared/instants.js";
import type { Label } from "../shared/locale.js";
import { entitlementTo } from "./entitlement.js";
import { limitPeriod, usedIn } from "./limit.js";
import type { Benefit, BenefitGrant, BenefitsContext, BenefitUses } from "./model.js";

/** A benefit that a customer is entitled to, and through what. */
export interface EntitledBenefit {
  readonly benefit: Benefit;
  readonly source: BenefitSource;
}

/** The tier, class or condition that entitles; `label` is what the tier or class is called. */
export type BenefitSource = BenefitGrant & { readonly label?: Label };

/**
 * The benefits that the facts of the context entitle to, in the order of the document: those of the customer's tier and
 * of the tiers below, of the customer's class, and those whose condition holds. What is not known counts as not so.
 *
 * @example
 * ```ts
 * import { benefitsOf, defineBenefits } from "clientele";
 *
 * const benefits = defineBenefits([
 *   { id: "agent", label: "A person of your own", kind: "service", to: { kind: "class", segment: "value", class: "high" } },
 *   { id: "tea", label: "A cup of tea", kind: "service", to: { kind: "condition", when: { op: "gte", fact: "visits", value: 3 } } },
 * ]);
 * const facts = { "segment.value": "regular", visits: 3 };
 * const context = { benefits, facts, zone: "Europe/Paris", now: new Date("2026-03-02T10:00:00Z") };
 * benefitsOf(context).map(({ benefit, source }) => [benefit.id, source.kind]); // => [["tea", "condition"]]
 * ```
 */
export function benefitsOf(context: BenefitsContext): readonly EntitledBenefit[] {
  return context.benefits.flatMap((benefit) => {
    const entitlement = entitlementTo(benefit, context);
    return entitlement.entitled ? [{ benefit, source: sourceOf(entitlement.through, context) }] : [];
  });
}

function sourceOf(grant: BenefitGrant, { tierSets = [], segments = [] }: BenefitsContext): BenefitSource {
  switch (grant.kind) {
    case "tier":
      return labelled(
        grant,
        tierSets.find(({ id }) => id === grant.tierSet)?.tiers.find(({ id }) => id === grant.tier),
      );
    case "class": {
      const segment = segments.find(({ id }) => id === grant.segment);
      return labelled(grant, segment?.classes?.find(({ id }) => id === grant.class) ?? segment);
    }
    case "condition":
      return grant;
    default:
      return grant satisfies never;
  }
}

function labelled(grant: BenefitGrant, named: { readonly label: Label } | undefined): BenefitSource {
  return named === undefined ? grant : { ...grant, label: named.label };
}

/** What is left of a limited benefit in the period that `now` lies in; `to` is exclusive. */
export interface BenefitLeft {
  readonly benefit: string;
  readonly max: number;
  readonly used: number;
  readonly left: number;
  readonly from?: Day;
  readonly to?: Day;
}

/** How often each limited benefit that the customer is entitled to can still be used. */
export function benefitsLeft(uses: BenefitUses, context: BenefitsContext): readonly BenefitLeft[] {
  const now = instantOf(context.now);
  const today = localDay(uses.at > now ? uses.at : now, context.zone);
  return benefitsOf(context).flatMap(({ benefit: { id, limit } }) => {
    const period = limit && limitPeriod(limit, uses.benefits[id], today, context);
    if (limit === undefined || period === undefined) return [];
    const used = usedIn(period, uses.benefits[id]);
    const days = period === "lifetime" ? {} : period;
    return [{ benefit: id, max: limit.max, used, left: Math.max(0, limit.max - used), ...days }];
  });
}
