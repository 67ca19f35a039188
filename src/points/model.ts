import type { EventEnvelope, ProgramRef, RecordEnvelope } from "../shared/envelope.js";
import type { DecimalText, RoundingMode } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import type { Instant } from "../shared/instants.js";
import type { Label } from "../shared/locale.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { Condition } from "../conditions/model.js";
import type { Range } from "./ranges.js";

/**
 * The points section of a program document, checked: which kinds of points there are, what earns them, what they are
 * worth, and what a refund does.
 */
export interface PointsRules {
  readonly of: ProgramRef;
  readonly types: readonly PointsType[];
  readonly earn: readonly EarnRule[];
  readonly redeem?: RedeemRules;
  readonly refund?: RefundRules;
  /** How long held points stay held: `PT30M` when left out. */
  readonly hold?: { readonly timeout: Duration };
  /** Whenever so many points are available, they are redeemed by themselves, in whole multiples. */
  readonly autoRedeem?: AutoRedeem;
  /** What a customer's spending is; the program's `spend` where the section stands in a document. */
  readonly spend?: SpendBasis;
  /** Orders in another currency earn nothing and are refused. */
  readonly currency?: string;
}

/** One kind of points. Redeemable points can be spent; qualifying points only carry a customer up the tiers. */
export interface PointsType {
  readonly id: string;
  readonly label: Label;
  readonly use: "redeemable" | "qualifying";
  readonly pending?: PendingRule;
  readonly expire: ExpireRule;
}

/**
 * Points wait until the goods can no longer be returned: to the end of the day so many `days` after the earning, or,
 * without `days`, until `return_window.closed` is recorded; then they are cancelled at the end of the day
 * `cancelAfterDays` after the earning.
 */
export interface PendingRule {
  readonly until: "return_window_closed";
  readonly days?: number;
  readonly cancelAfterDays?: number;
}

/**
 * When points lapse. `after`: at the end of the day that lies `length` after the day of earning, or of the month or
 * year that this day lies in. `sliding`: so many days of 24 hours (`P365D`) after the last activity, all points of the
 * type together. `tier_period`: with the day of earning leaving the rolling window of its tier set, so that the balance is
 * the sum over the window at every instant.
 */
export type ExpireRule =
  | { readonly kind: "never" }
  | {
      readonly kind: "after";
      readonly length: Duration;
      readonly to?: "month_end" | "year_end";
      readonly notice: readonly Duration[];
    }
  | { readonly kind: "sliding"; readonly length: Duration; readonly notice: readonly Duration[] }
  | { readonly kind: "tier_period"; readonly tierSet: string; readonly length?: Duration };

/** What earns points: so many for the event, or so many `per` an amount of money spent. */
export interface EarnRule {
  readonly id: string;
  readonly label: Label;
  /** The type of the host event. */
  readonly on: string;
  readonly gives: string;
  readonly points: number;
  readonly per?: DecimalText;
  /** Rounded once, at the end. `down` when left out. */
  readonly rounding?: RoundingMode;
  /** Whether the rounding is done once for the order (the default) or for each line. */
  readonly stage?: "order" | "line";
  readonly when?: Condition;
  /** The published terms that its conditions need where they look at the customer. */
  readonly terms?: { readonly published: string; readonly text: Label };
  /** Only lines of these categories count. */
  readonly categories?: readonly string[];
  /** Rates that multiply each other; each for lines of some categories, under a condition, or both. */
  readonly multipliers?: readonly Multiplier[];
  readonly cap?: EarnCap;
}

/** A rate of an earn rule, `"1.5"`. */
export interface Multiplier {
  readonly by: DecimalText;
  readonly categories?: readonly string[];
  readonly when?: Condition;
}

/** The most that a rule gives one customer in a calendar period of the program's zone; what is above it is lost. */
export interface EarnCap {
  readonly max: number;
  readonly per: "day" | "week" | "month" | "quarter" | "year";
}

/** How points are spent. */
export interface RedeemRules {
  /** The fewest points that may be redeemed at once. */
  readonly minimum?: number;
  /** Points are redeemed in multiples of this. */
  readonly step?: number;
  /** What one point is worth, in the document's currency. */
  readonly worth: DecimalText;
  /** The largest share of an order that may be paid with points: `"0.50"`. */
  readonly maxShare?: DecimalText;
}

/** What a refund takes back of what the order earned, and gives back of what was spent on it. */
export interface RefundRules {
  readonly mode: "prorate";
  /** Where the points are taken from, in this order. */
  readonly from: readonly ("pending" | "own" | "others")[];
  /** What happens to points that are spent already: they are owed, up to `limit`, or left to the customer. */
  readonly then: "shortfall" | "forgo";
  readonly limit?: number;
  /** How long after they lapsed points are still known, so that a refund can find them. */
  readonly window: Duration;
}

/** Redeems `points` whenever that many are available, or a multiple of them. */
export interface AutoRedeem {
  readonly points: number;
  /** What the customer gets for it, for people to read. */
  readonly label?: Label;
}

/** What counts as spending. */
export interface SpendBasis {
  readonly tax?: "included" | "excluded";
  readonly shipping?: "included" | "excluded";
  readonly partPaidWithPoints?: "included" | "excluded";
}

/** What every write and read of points takes: sections of the program under their names, and `now`. */
export interface PointsContext {
  readonly points: PointsRules;
  /** The IANA zone in which days, months and years are counted. */
  readonly zone: string;
  readonly now: Date;
  /** What conditions of earn rules ask about. */
  readonly facts?: Facts;
  /** This account's events about the same thing as the command, for writes that undo something. */
  readonly related?: readonly EventEnvelope[];
}

/**
 * A customer's points, of all types. Points lie in buckets, and every point of a bucket has a serial number, like a
 * banknote; what takes points lists the numbers, and giving back returns those very numbers.
 */
export interface PointsAccount extends RecordEnvelope {
  readonly customerId: string;
  readonly types: Readonly<Record<string, TypeTotals>>;
  readonly buckets: readonly Bucket[];
  readonly holds: readonly Hold[];
  /** What capped rules gave in their last periods: `{ visit: { "2026-03-02": 100 } }`. */
  readonly capped: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many events time alone has caused so far. */
  readonly settled: number;
}

/** What was ever counted for one points type; issued = available + pending + held + all others − shortfall. */
export interface TypeTotals {
  readonly issued: number;
  /** Net of what was given back. */
  readonly redeemed: number;
  readonly expired: number;
  /** Taken back by refunds and by adjustments downward. */
  readonly reversed: number;
  /** Pending points that never became available. */
  readonly cancelled: number;
  /** Points that the customer still owes, because they were spent before they were taken back. */
  readonly shortfall: number;
  /** When the sliding points of this type lapse, as things stand. */
  readonly slides?: Slide;
}

/** When sliding points lapse unless the customer does something, and when that is announced. */
export interface Slide {
  readonly lapsesAt: Instant;
  readonly notices: readonly Instant[];
}

/**
 * Points of one type that lapse together. Serial numbers run from 0 to `issued`; `free` are the numbers that are
 * neither spent nor held nor lapsed, among them the ones that still wait (`opens`).
 */
export interface Bucket {
  readonly key: string;
  readonly type: string;
  readonly issued: number;
  readonly free: readonly Range[];
  readonly lapsed: readonly Range[];
  /** Numbers that become available later, and when. */
  readonly opens: readonly Opening[];
  /** When the bucket lapses. Absent: never, by the sliding rule of the type, or not before an event opens it. */
  readonly expires?: Instant;
  readonly sliding?: true;
  /** Set while points wait for an event: when they are cancelled. */
  readonly cancels?: Instant;
  /** When the customer is to be told that the bucket lapses; those still to come. */
  readonly notices: readonly Instant[];
  /** Numbers below this lapsed with the sliding rule. */
  readonly lapsedTo?: number;
  /** Until when a lapsed bucket is kept, so that a refund still finds it. */
  readonly keptUntil?: Instant;
}

/** Numbers `from` up to but not including `to` become available at `at`. */
export interface Opening {
  readonly from: number;
  readonly to: number;
  readonly at: Instant;
}

/** Points set aside for something that is not certain yet. */
export interface Hold {
  readonly id: string;
  readonly type: string;
  readonly until: Instant;
  readonly took: readonly Took[];
}

/** Which numbers of which bucket. */
export interface Took {
  readonly bucket: string;
  readonly ranges: readonly Range[];
}

/** New numbers in a bucket, which is opened with these properties where it does not exist yet. */
export interface Issue {
  readonly bucket: string;
  readonly range: Range;
  readonly opensAt?: Instant;
  readonly expires?: Instant;
  readonly sliding?: true;
  readonly cancels?: Instant;
  readonly notices?: readonly Instant[];
  readonly keptUntil?: Instant;
}

/**
 * What happened to an account. One shape for all: what was issued, which numbers left the free ones (`took`), which
 * came back (`gaveBack`), and which lapsed, be it now or while they were away (`lapsed`).
 */
export interface PointsEvent extends EventEnvelope {
  readonly type: PointsEventType;
  readonly pointsType: string;
  /** How many points it is about. */
  readonly points: number;
  readonly issued?: Issue;
  readonly took?: readonly Took[];
  readonly gaveBack?: readonly Took[];
  readonly lapsed?: readonly Took[];
  /** Change of what the customer owes. */
  readonly shortfall?: number;
  /** Points that nobody can take back any more: spent already, and above the limit of what may be owed. */
  readonly forgone?: number;
  /** The hold that is opened or ended. */
  readonly hold?: string;
  readonly until?: Instant;
  /** The redemption or earning that this undoes. */
  readonly undoes?: string;
  /** What the points are worth in money. */
  readonly worth?: DecimalText;
  /** The bucket that lapses, and when: of an announcement, or of the lapse itself. */
  readonly bucket?: string;
  readonly lapsesAt?: Instant;
  /** New lapse instants of sliding types, because the customer was active. */
  readonly slides?: Readonly<Record<string, Slide>>;
  /** How the points of an earning came about, rule by rule. */
  readonly rules?: readonly RuleAward[];
  /** What the order came to, so that a refund can be measured against it. */
  readonly order?: OrderBasis;
  /** What a refund refunded. */
  readonly refunded?: Refunded;
  /** When a late refund happened in the host's world; a debit counts when it is recorded. */
  readonly happenedAt?: Instant;
  readonly reason?: string;
  /** Set on what time alone caused: its place among such events of this account. */
  readonly settled?: number;
  /** The account that an opening opened. */
  readonly opened?: { readonly id: string; readonly customerId: string };
}

export type PointsEventType =
  | "points.opened"
  | "points.earned"
  | "points.redeemed"
  | "points.held"
  | "points.captured"
  | "points.hold_released"
  | "points.hold_timed_out"
  | "points.redemption_cancelled"
  | "points.reversed"
  | "points.shortfall_repaid"
  | "points.pending_released"
  | "points.pending_cancelled"
  | "points.adjusted"
  | "points.expiry_announced"
  | "points.expired";

/** What one rule gave, and how: the derivation of an earning. */
export interface RuleAward {
  readonly rule: string;
  readonly points: number;
  /** What the rule would have given without its cap, and the period that the cap counts in. */
  readonly uncapped?: number;
  readonly period?: string;
  /** What each line weighed: the money of it that counts, times its rates. A refund is measured against these. */
  readonly weights?: Readonly<Record<string, DecimalText>>;
  readonly rounding?: RoundingMode;
}

/** The amounts of an order, line by line. */
export interface OrderBasis {
  readonly total: DecimalText;
  readonly lines: Readonly<Record<string, DecimalText>>;
}

/** What a refund refunded: an amount of the whole order, or amounts by line. */
export interface Refunded {
  readonly amount?: DecimalText;
  readonly lines?: Readonly<Record<string, DecimalText>>;
}
