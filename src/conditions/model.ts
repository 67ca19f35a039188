import type { Duration } from "../shared/durations.js";

/**
 * A rule about a customer, as data: a closed tree of groups and leaves told apart by `op`.
 *
 * Segments, earning rules, tiers, benefits, service levels, eligibility, plans and survey triggers all speak it. A leaf
 * compares one fact; which facts there are is told in `standard-facts.ts`, and how a windowed one is looked up in `fact-key.ts`.
 */
export type Condition = GroupCondition | LeafCondition;

/** A condition made of conditions. */
export type GroupCondition = AllOf | AnyOf | NotOf | AtLeastOf;

/** A condition about one fact, one segment, or nothing at all. */
export type LeafCondition = FactCondition | InSegment | Otherwise;

/** A condition about one fact. */
export type FactCondition = Equality | Ordering | Between | OneOf | Exists | TextMatch | Anniversary;

/** Whether a condition holds; `unknown` when a fact that decides it is missing, as in SQL. */
export type Outcome = "matched" | "unmatched" | "unknown";

/**
 * What a leaf answers when its fact is missing: `unknown`, or `unmatched`, which makes `not` the exact complement.
 * Written on a condition it rules everything below it; the whole document may have one too.
 */
export type MissingFacts = "unknown" | "unmatched";

interface Node {
  readonly missing?: MissingFacts;
}

/** Every one of them holds. */
export interface AllOf extends Node {
  readonly op: "all";
  readonly of: readonly Condition[];
}

/** One of them holds, or more. */
export interface AnyOf extends Node {
  readonly op: "any";
  readonly of: readonly Condition[];
}

/** It does not hold. What is unknown stays unknown. */
export interface NotOf extends Node {
  readonly op: "not";
  readonly of: Condition;
}

/** So many of them hold, or more. */
export interface AtLeastOf extends Node {
  readonly op: "at_least";
  /** From 1 to the length of `of`. */
  readonly n: number;
  readonly of: readonly Condition[];
}

interface FactNode extends Node {
  readonly fact: string;
  /** Which time an aggregate fact sums up. All time, when left out. */
  readonly window?: FactWindow;
}

/**
 * A fact is this value, or is another one. A number compares as a number, exactly and also with a decimal text; a text
 * compares as the text it is, so that `"007"` is not `"7"`.
 */
export interface Equality extends FactNode {
  readonly op: "eq" | "ne";
  readonly value: string | number | boolean;
}

/** A fact lies below or above a value: numbers and decimals by value and without floats, days and instants by time. */
export interface Ordering extends FactNode {
  readonly op: "lt" | "lte" | "gt" | "gte";
  readonly value: string | number;
}

/** A fact lies between two values; both of them belong to it. */
export interface Between extends FactNode {
  readonly op: "between";
  readonly low: string | number;
  readonly high: string | number;
}

/** A fact is one of these values; of a list of texts, one of its texts is. */
export interface OneOf extends FactNode {
  readonly op: "in";
  readonly values: readonly (string | number)[];
}

/** A fact is known. Never itself unknown. */
export interface Exists extends FactNode {
  readonly op: "exists";
}

/**
 * A text has this text in it, at its start or at its end, letter by letter. A list of texts `contains` a text that is one
 * of its members.
 */
export interface TextMatch extends FactNode {
  readonly op: "contains" | "starts_with" | "ends_with";
  readonly value: string;
}

/**
 * Today is the day of the year of a day, one year after it or more; with `within`, one of the next days is. It reads the
 * fact `today` beside its own. In a year without 29 February the day is the one before (`feb28`, when left out) or after
 * it (`mar01`).
 */
export interface Anniversary extends FactNode {
  readonly op: "anniversary";
  /** A number of days, `P1D` to `P364D`; `P7D` is today and the seven days after it. */
  readonly within?: Duration;
  readonly feb29?: "feb28" | "mar01";
}

/** The customer is in a segment; with `class`, in that class of it. */
export interface InSegment extends Node {
  readonly op: "segment";
  readonly segment: string;
  readonly class?: string;
}

/** Everybody else: the last condition of a first-match list, and nowhere else. */
export interface Otherwise extends Node {
  readonly op: "otherwise";
}

/** The time that an aggregate fact sums up. */
export type FactWindow = RollingWindow | CalendarWindow | LifetimeWindow;

/** The time of this length that ends today: `P12M`, `P90D`. It slides by a day every day. */
export interface RollingWindow {
  readonly kind: "rolling";
  readonly length: Duration;
}

/** The day, week, month, quarter or year that today lies in; with `offset: -1` the one before. */
export interface CalendarWindow {
  readonly kind: "calendar";
  readonly unit: "day" | "week" | "month" | "quarter" | "year";
  /** -1 or below; the current one, when left out. */
  readonly offset?: number;
}

/** All time. The same as no window. */
export interface LifetimeWindow {
  readonly kind: "lifetime";
}
