import type { Facts } from "../conditions/fact-spec.js";
import type { CalendarWindow, LifetimeWindow, RollingWindow } from "../conditions/model.js";
import type { DecimalText } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import type { EventEnvelope, ProgramRef, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { Label } from "../shared/locale.js";

/** The `tierSets` section of a program document, checked. A shop may rank its customers in several ways at once. */
export type TierSets = readonly TierSet[];

/** One way of ranking customers: what is counted, over which time, and how tiers are gained and lost. */
export interface TierSet {
  readonly of: ProgramRef;
  readonly id: string;
  readonly label: Label;
  /** What is counted: the id of a qualifying points type, or a fact that is counted over time: `spend`, `orders`. */
  readonly metric: string;
  readonly period: TierPeriod;
  /** A reached tier is given at the next review, or with the start of the next calendar period. */
  readonly upgrade: "at_once" | "next_period";
  /** When the grace is over: nothing happens, one tier is lost, or all that the value does not reach. */
  readonly downgrade: "none" | "one_level" | "reassess";
  /** How long a tier is kept after a review found the value below its reach: to the end of the day so much later. */
  readonly grace?: { readonly from: "review_below"; readonly for: Duration };
  /** The least time between telling the customer and the downgrade; it is the grace where none is given. */
  readonly notice?: Duration;
  /** Whether a tier has the benefits of those below it as well: yes, when left out. */
  readonly benefitsAccumulate?: boolean;
  /** Lowest first. */
  readonly tiers: readonly Tier[];
}

/** One tier of a set. It is reached at exactly `reach`; money is a decimal text. */
export interface Tier {
  readonly id: string;
  readonly label: Label;
  readonly reach: number | DecimalText;
  readonly benefits: readonly string[];
}

/**
 * The time that is counted. What was reached within a calendar period is kept to the end of the period after it;
 * otherwise a tier is kept while the value reaches it.
 */
export type TierPeriod = RollingWindow | (CalendarWindow & { readonly offset?: never }) | LifetimeWindow;

/** What every write and read of tiers takes: sections of the program under their names, and `now`. */
export interface TiersContext {
  readonly tierSets: TierSets;
  /** The IANA zone in which days and periods are counted. */
  readonly zone: string;
  readonly now: Date;
  /** What is counted, under its key: `points.honour`, `spend@P12M`. Writes that review and progress need it. */
  readonly facts?: Facts;
  /** What points are called. */
  readonly points?: { readonly types: readonly { readonly id: string; readonly label: Label }[] };
  /** What money is counted in. */
  readonly currency?: string;
}

/** Where a customer stands in one tier set. */
export interface Standing extends RecordEnvelope {
  readonly customerId: string;
  readonly tierSet: string;
  readonly tier: string;
  /** Since when the customer has this tier. */
  readonly since: Instant;
  /** What the value carried when it was last reviewed. */
  readonly reached: readonly Reached[];
  /** Set while the value is below the tier: since when, and when the tier is lost. */
  readonly grace?: { readonly from: Instant; readonly until: Instant };
  /** A tier that is reached and begins with the next period. */
  readonly rises?: Rise;
  readonly granted?: Grant;
  /** How many events time alone has caused so far. */
  readonly settled: number;
}

/** A tier that the value reached, and until when that carries; for as long as reviews say so, without `until`. */
export interface Reached {
  readonly tier: string;
  readonly until?: Instant;
}

/** A tier that is to begin at an instant. */
export interface Rise {
  readonly tier: string;
  readonly at: Instant;
}

/** A tier that somebody granted: the customer has at least this one until then. */
export interface Grant {
  readonly tier: string;
  readonly until?: Instant;
}

/** What happened to a standing. */
export interface TierEvent extends EventEnvelope {
  readonly type: TierEventType;
  readonly tierSet: string;
  /** The tier that the customer has after it. */
  readonly tier: string;
  /** The tier before, where it changed. */
  readonly from?: string;
  /** What the value carries from now on, where that changed. */
  readonly reached?: readonly Reached[];
  /** When the tier is lost unless it is regained: the notice to the customer. */
  readonly graceUntil?: Instant;
  readonly rises?: Rise;
  readonly granted?: Grant;
  readonly reason?: string;
  /** The standing that was started. */
  readonly started?: { readonly id: string; readonly customerId: string };
  /** Set on what time alone caused: its place among such events of this standing. */
  readonly settled?: number;
}

/** The types of tier events. */
export type TierEventType =
  | "tier.started"
  | "tier.reviewed"
  | "tier.upgrade_scheduled"
  | "tier.upgraded"
  | "tier.at_risk"
  | "tier.regained"
  | "tier.downgraded"
  | "tier.granted";
