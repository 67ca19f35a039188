import type { Condition } from "../conditions/model.js";
import type { DecimalText, RoundingMode } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Label } from "../shared/locale.js";

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
