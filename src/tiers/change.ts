import type { Instant } from "../shared/instants.js";
import { graceEnd, periodEnd } from "./period.js";
import { carriedRank, grantedRank, rankOf, tierAt } from "./ranks.js";
import type { Standing, TierEvent, TierEventType, TierSet } from "./model.js";

/** What follows for a standing, as far as it goes into an event. */
export interface TierChange extends Pick<TierEvent, "tier" | "from" | "graceUntil" | "rises"> {
  readonly type: TierEventType;
}

/**
 * What follows at an instant from what a standing carries; undefined when all is as it should be.
 *
 * A tier that is carried is given, at once or with the next period. A tier that is not carried any more is put at risk,
 * which is the notice; it is regained when it is carried again, and lost when the grace is over. Losing one level that
 * is still not carried begins a new grace.
 *
 * Source: 消费者权益保护法 art. 26 and the Unfair Contract Terms Directive: nobody loses a tier without notice.
 */
export function changeAt(standing: Standing, set: TierSet, at: Instant, zone: string): TierChange | undefined {
  const { tier, grace } = standing;
  const held = rankOf(set, tier);
  const carried = carriedRank(standing, set, at);
  if (carried > held) return riseAt(standing, set, at, zone);
  if (carried === held || set.downgrade === "none") {
    return grace === undefined ? undefined : { type: "tier.regained", tier };
  }
  if (grace === undefined) return { type: "tier.at_risk", tier, graceUntil: graceEnd(set, at, zone) };
  if (grace.until > at) return undefined;
  const left = set.downgrade === "one_level" ? held - 1 : carried;
  const graceUntil = carried < left ? { graceUntil: graceEnd(set, at, zone) } : {};
  return { type: "tier.downgraded", tier: tierAt(set, left).id, from: tier, ...graceUntil };
}

/** What was granted begins at once; what was reached, when the set says so. */
function riseAt(standing: Standing, set: TierSet, at: Instant, zone: string): TierChange | undefined {
  const { tier, rises } = standing;
  const carried = carriedRank(standing, set, at);
  const begins = set.upgrade === "at_once" || (rises !== undefined && rises.at <= at);
  const given = begins ? carried : grantedRank(standing, set, at);
  const end = given < carried ? periodEnd(set, at, zone) : undefined;
  const scheduled = end === undefined ? {} : { rises: { tier: tierAt(set, carried).id, at: end } };
  if (given > rankOf(set, tier)) {
    return { type: "tier.upgraded", tier: tierAt(set, given).id, from: tier, ...scheduled };
  }
  const known = rises !== undefined && rankOf(set, rises.tier) >= carried;
  return known ? undefined : { type: "tier.upgrade_scheduled", tier, ...scheduled };
}

/** The next instant after the standing's last one at which time alone changes something, and what. */
export function nextChange(
  standing: Standing,
  set: TierSet,
  zone: string,
): { readonly at: Instant; readonly change: TierChange } | undefined {
  const { reached, grace, rises, granted } = standing;
  const instants = [...reached.map(({ until }) => until), grace?.until, rises?.at, granted?.until];
  const later = instants.filter((at): at is Instant => at !== undefined && at > standing.at).sort();
  for (const at of later) {
    const change = changeAt(standing, set, at, zone);
    if (change !== undefined) return { at, change };
  }
  return undefined;
}
