import type { FactSpec } from "../conditions/fact-spec.js";
import { factSpecOf } from "../conditions/facts.js";
import type { PointsType } from "../points/rules-model.js";
import type { TierSet } from "../tiers/model.js";
import { factSpecsOf, type FactDeclarations } from "./sections/facts-rules.js";

/** What a program knows of facts besides the standard ones: those that it declares, its tiers and its points by name. */
export function programFacts(
  declared: FactDeclarations,
  tierSets: readonly TierSet[],
  types: readonly PointsType[],
): readonly FactSpec[] {
  return [
    ...factSpecsOf(declared),
    ...tierSets.flatMap(({ id, label, tiers }) => named(`tier.${id}`, { label, values: tiers.map((tier) => tier.id) })),
    ...types.flatMap(({ id, label }) => named(`points.${id}`, { label })),
  ];
}

function named(fact: string, own: Partial<FactSpec>): readonly FactSpec[] {
  const spec = factSpecOf(fact);
  return spec === undefined ? [] : [{ ...spec, ...own }];
}
