import { metricValue, rankReached } from "./metric.js";
import { rankOf, tierAt, tierSetOf } from "./ranks.js";
import { settled } from "./settle.js";
import type { Standing, Tier, TierSet, TiersContext } from "./model.js";

/**
 * The tier that a customer has at `now`. Given the id of a tier set, it is that of somebody who has no standing yet: the
 * tier that the facts of the context reach, the lowest without facts. A grace that is over is over: no job has to run.
 */
export function tierOf(standing: Standing | string, context: TiersContext): Tier {
  if (typeof standing !== "string") {
    const set = tierSetOf(context, standing.tierSet);
    return tierAt(set, rankOf(set, settled(standing, context).standing.tier));
  }
  const set = tierSetOf(context, standing);
  return tierAt(set, context.facts === undefined ? 0 : rankReached(set, metricValue(set, context)));
}

/**
 * The ids of the benefits that come with a tier: its own and, unless the set says otherwise, those of the tiers below.
 *
 * @example
 * ```ts
 * import { defineTierSets, tierBenefits } from "clientele";
 *
 * const tiers = [
 *   { id: "regular", label: "Regular", reach: 0 },
 *   { id: "silver", label: "Silver", reach: 2000, benefits: ["birthday_gift"] },
 *   { id: "gold", label: "Gold", reach: 8000, benefits: ["priority"] },
 * ];
 * const set = { id: "club", label: "Club", metric: "points", period: { kind: "lifetime" }, upgrade: "at_once", downgrade: "none", tiers } as const;
 * defineTierSets([set]).map((each) => tierBenefits(each, "gold")); // => [["birthday_gift", "priority"]]
 * ```
 */
export function tierBenefits(set: TierSet, tier: string): readonly string[] {
  const rank = rankOf(set, tier);
  const lowest = set.benefitsAccumulate === false ? rank : 0;
  return [...new Set(set.tiers.slice(lowest, rank + 1).flatMap(({ benefits }) => benefits))];
}
