import type { FactSpec, Facts } from "../conditions/fact-spec.js";
import type { MissingFacts } from "../conditions/model.js";
import type { DecimalText, RoundingMode } from "../shared/decimal.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { Range } from "./ranges.js";
import type { PointsRules } from "./rules-model.js";

/** What every write and read of points takes: sections of the program under their names, and `now`. */
export interface PointsContext {
  readonly points: PointsRules;
  /** The IANA zone in which days, months and years are counted. */
  readonly zone: string;
  readonly now: Date;
  /** What conditions of earn rules ask about. */
  readonly facts?: Facts;
  /** What a condition answers where a fact is missing, and the facts that the document declares. */
  readonly missing?: MissingFacts;
  readonly factSpecs?: readonly FactSpec[];
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

/** What can happen to an account. */
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
  /** Where points paid a part that does not count: what was paid with money, of the whole. */
  readonly paid?: { readonly money: DecimalText; readonly total: DecimalText };
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
