import { localDay } from "../calendar/zones.js";
import { factSpecOf } from "../conditions/facts.js";
import { exactOf, exactText, subtract, type DecimalText, type Exact } from "../shared/decimal.js";
import type { Day } from "../shared/days.js";
import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import type { Label } from "../shared/locale.js";
import { isCountedFact, metricValue } from "./metric.js";
import { rankOf, tierAt, tierSetOf } from "./ranks.js";
import { settled } from "./settle.js";
import { tierOf } from "./tier.js";
import type { Standing, TierSet, TiersContext } from "./model.js";

/** Where a customer stands in a tier set, and what is missing for the next tier. Money is a decimal text. */
export interface TierProgress {
  readonly tierSet: string;
  readonly tier: string;
  readonly label: Label;
  /** What is counted, and what it is called. */
  readonly metric: TierMetric;
  readonly value: number | DecimalText;
  /** The next tier up; absent in the highest one. */
  readonly next?: {
    readonly tier: string;
    readonly label: Label;
    readonly reach: number | DecimalText;
    /** 0 when it is reached and begins on a later day. */
    readonly missing: number | DecimalText;
    readonly beginsOn?: Day;
  };
  /** What is missing to keep the tier; absent while nothing is to be feared. */
  readonly keep?: {
    readonly reach: number | DecimalText;
    readonly missing: number | DecimalText;
    /** Exclusive; after a grace the tier is lost then, after a calendar period the grace begins then. */
    readonly until: Instant;
    /** The last whole day before `until`. */
    readonly lastDay: Day;
  };
}

/** What a tier set counts: points of a type, money, or something else by number. */
export interface TierMetric {
  readonly name: string;
  readonly label: Label;
  readonly kind: "points" | "money" | "count";
  /** Of money. */
  readonly currency?: string;
}

/**
 * How far a customer is: the tier, the value that counts, and what is missing for the next tier and to keep this one.
 * Given the id of a tier set, it is for somebody who has no standing yet.
 *
 * The value comes from the facts of the context; a missing one is thrown as `command_invalid`. Points and counts are
 * whole numbers, money is exact.
 *
 * @example
 * ```ts
 * import { defineTierSets, tierProgress } from "clientele";
 *
 * const tiers = [{ id: "regular", label: "Regular", reach: 0 }, { id: "gold", label: "Gold", reach: "5000.00" }];
 * const period = { kind: "rolling", length: "P12M" } as const;
 * const tierSets = defineTierSets([{ id: "club", label: "Club", metric: "spend", period, upgrade: "at_once", downgrade: "none", tiers }]);
 * const context = { tierSets, zone: "Europe/Paris", now: new Date("2026-03-02T10:00:00Z"), facts: { "spend@P12M": "4200.50" } };
 * tierProgress("club", context).next; // => { tier: "gold", label: "Gold", reach: "5000.00", missing: "799.50" }
 * ```
 */
export function tierProgress(standing: Standing | string, context: TiersContext): TierProgress {
  const current = typeof standing === "string" ? undefined : settled(standing, context).standing;
  const set = tierSetOf(context, typeof standing === "string" ? standing : standing.tierSet);
  const tier = tierOf(current ?? set.id, context);
  const value = metricValue(set, context);
  return {
    tierSet: set.id,
    tier: tier.id,
    label: tier.label,
    metric: metricOf(set, context),
    value: shown(value, set),
    ...nextOf(set, rankOf(set, tier.id), value, current, context),
    ...keepOf(set, rankOf(set, tier.id), value, current, context),
  };
}

function metricOf(set: TierSet, { points, currency }: TiersContext): TierMetric {
  const name = set.metric;
  if (!isCountedFact(name)) {
    return { name, label: points?.types.find(({ id }) => id === name)?.label ?? name, kind: "points" };
  }
  const { label = name, unit } = factSpecOf(name) ?? {};
  if (unit !== "currency") return { name, label, kind: "count" };
  return { name, label, kind: "money", ...(currency !== undefined && { currency }) };
}

function nextOf(
  set: TierSet,
  rank: number,
  value: Exact,
  standing: Standing | undefined,
  { zone }: TiersContext,
): Pick<TierProgress, "next"> {
  if (rank + 1 >= set.tiers.length) return {};
  const { id: tier, label, reach } = tierAt(set, rank + 1);
  const rises = standing?.rises;
  const begins = rises !== undefined && rankOf(set, rises.tier) > rank ? { beginsOn: localDay(rises.at, zone) } : {};
  return { next: { tier, label, reach, missing: missing(reach, value, set), ...begins } };
}

/** In the grace, until it ends; in a calendar period, while what this one has reached would not carry on. */
function keepOf(
  set: TierSet,
  rank: number,
  value: Exact,
  standing: Standing | undefined,
  { zone, now }: TiersContext,
): Pick<TierProgress, "keep"> {
  if (standing === undefined || set.downgrade === "none") return {};
  const { reach } = tierAt(set, rank);
  const lacks = missing(reach, value, set);
  const carried = standing.reached.filter(({ tier }) => rankOf(set, tier) >= rank).map(({ until }) => until ?? "");
  const until = standing.grace?.until ?? carried.sort().at(-1) ?? "";
  if (until <= instantOf(now) || exactOf(lacks).units === 0n) return {};
  return { keep: { reach, missing: lacks, until, lastDay: localDay(millisOf(until) - 1, zone) } };
}

function missing(reach: number | DecimalText, value: Exact, set: TierSet): number | DecimalText {
  const lacks = subtract(exactOf(reach), value);
  return shown(lacks.units < 0n ? { units: 0n, scale: lacks.scale } : lacks, set);
}

function shown(value: Exact, { metric }: TierSet): number | DecimalText {
  const isMoney = factSpecOf(metric)?.unit === "currency";
  return isMoney ? exactText(value) : Number(exactText(value));
}
