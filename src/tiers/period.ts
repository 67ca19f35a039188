import { dayLater, periodAround } from "../calendar/periods.js";
import { endOfDay, localDay, startOfDay } from "../calendar/zones.js";
import type { Exact } from "../shared/decimal.js";
import { instantOf, type Instant } from "../shared/instants.js";
import { rankReached } from "./metric.js";
import { rankOf, tierAt } from "./ranks.js";
import type { Reached, Standing, TierSet } from "./model.js";

/** The end of the calendar period that an instant lies in, or of one `later`; undefined where nothing is so counted. */
export function periodEnd({ period }: TierSet, at: Instant, zone: string, later = 0): Instant | undefined {
  if (period.kind !== "calendar") return undefined;
  return instantOf(startOfDay(periodAround(localDay(at, zone), period.unit, { offset: later }).to, zone));
}

/** When a tier is lost that was found below its reach at an instant: the end of the day that lies the grace later. */
export function graceEnd(set: TierSet, at: Instant, zone: string): Instant {
  const length = set.grace?.for ?? set.notice ?? "P0D";
  return instantOf(endOfDay(dayLater(localDay(at, zone), length), zone));
}

/**
 * What a value carries from a review on. In a calendar period it carries to the end of the next one, beside higher
 * tiers that were reached before; what a later refund takes away does not count back.
 */
export function reachedAfter(standing: Standing, set: TierSet, value: Exact, at: Instant, zone: string): Reached[] {
  const rank = rankReached(set, value);
  const tier = tierAt(set, rank).id;
  const until = periodEnd(set, at, zone, 1);
  if (until === undefined) return rank === 0 ? [] : [{ tier }];
  const earlier = standing.reached.filter((each) => (each.until ?? "") > until || rankOf(set, each.tier) > rank);
  const covered = earlier.some((each) => (each.until ?? "") >= until && rankOf(set, each.tier) >= rank);
  return covered || rank === 0 ? earlier : [...earlier, { tier, until }];
}
