import type { ConditionContext } from "../conditions/leaf.js";
import type { Condition, FactWindow } from "../conditions/model.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { Day } from "../shared/days.js";
import type { Duration } from "../shared/durations.js";
import type { EventEnvelope, ProgramRef, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { Label } from "../shared/locale.js";

/**
 * The `segments` section of a program document, checked. A segment may refer to those above it, so that in the order of
 * the document all of them can be found in one pass.
 */
export type Segments = readonly Segment[];

/** A way of grouping customers: by classes, by one condition, or by recency, frequency and money. */
export type Segment = ClassSegment | ConditionSegment | RfmSegment;

interface SegmentBase {
  readonly of: ProgramRef;
  readonly id: string;
  readonly label: Label;
}

/**
 * Classes of which every customer has exactly one: the first whose condition holds. The document writes them under
 * `of`, as a condition writes its parts; checked they are `classes`, because `of` is the program in every section.
 */
export interface ClassSegment extends SegmentBase {
  readonly kind: "classes";
  readonly mode: "first_match";
  readonly partition?: true;
  readonly classes: readonly SegmentClass[];
}

/** The customers for whom a condition holds. */
export interface ConditionSegment extends SegmentBase {
  readonly kind: "condition";
  readonly when: Condition;
}

/**
 * Classes by three scores from 1 to `levels`, which compare a customer with all who ordered in the window: `rfm.r` for
 * recency, `rfm.f` for frequency, `rfm.m` for money. Who has no scores is in none of the classes.
 */
export interface RfmSegment extends SegmentBase {
  readonly kind: "rfm";
  /** The orders that count. All, when left out. */
  readonly window?: FactWindow;
  /** How often all customers are scored anew: `P1M`, when left out. */
  readonly every?: Duration;
  /** 5, when left out: quintiles. */
  readonly levels?: number;
  readonly classes: readonly SegmentClass[];
}

/** A segment of a first-match partition. The last one is for everybody else: its condition is `otherwise`. */
export interface SegmentClass {
  readonly id: string;
  readonly label: Label;
  readonly when: Condition;
}

/** What every write and read of segments takes: the section under its name, facts where they decide, and `now`. */
export interface SegmentsContext extends Omit<ConditionContext, "facts" | "now"> {
  readonly segments: Segments;
  readonly now: Date;
  readonly facts?: Facts;
}

/** The segments that a customer is in. */
export interface Membership extends RecordEnvelope {
  readonly customerId: string;
  /** By segment; a segment that the customer is not in has no place here. */
  readonly segments: Readonly<Record<string, Placement>>;
  /** By RFM segment. */
  readonly scores: Readonly<Record<string, PinnedScores>>;
}

/** In a segment since when; in which class, where it has classes. */
export interface Placement {
  readonly class?: string;
  readonly since: Instant;
}

/** Scores as they were against a base of so many customers on a day; they stay until the base is scored anew. */
export interface PinnedScores {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly base: ScoreBase;
}

/** The customers that scores compare with. */
export interface ScoreBase {
  readonly on: Day;
  readonly customers: number;
}

/** What happened to a customer's segments. */
export interface SegmentEvent extends EventEnvelope {
  readonly type: SegmentEventType;
  readonly segment?: string;
  /** The class that the customer has after it. */
  readonly class?: string;
  /** The class before it. */
  readonly from?: string;
  /** What the customer did that decided it, as far as it is known: behaviour and contract, never a personal value. */
  readonly because?: Facts;
  readonly scores?: PinnedScores;
  /** The membership that was started. */
  readonly started?: { readonly id: string; readonly customerId: string };
}

/** The types of segment events. */
export type SegmentEventType =
  | "segment.started"
  | "segment.entered"
  | "segment.left"
  | "segment.class_changed"
  | "segment.scored"
  | "segment.unscored";
