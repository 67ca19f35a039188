import type { Day } from "../shared/days.js";
import type { RecordEnvelope } from "../shared/envelope.js";
import type { ByType, PointsCounts } from "./report-points.js";

/** What was counted of one local day, or of several together. */
export interface Totals {
  /** By points type: issued, redeemed (less what was given back), expired, reversed, cancelled, and change of shortfall. */
  readonly points: ByType<PointsCounts>;
  /** By tier set and tier: how many customers came to have the tier, and how many left it. */
  readonly tiers: Readonly<Record<string, Readonly<Record<string, TierMoves>>>>;
  /** By type of event: `tier.upgraded`, `case.opened`, `case.resolved`, `response.recorded` … */
  readonly events: Readonly<Record<string, number>>;
}

/** Customers who came to have a tier, and who left it, those who began in it among them. */
export interface TierMoves {
  readonly entered: number;
  readonly left: number;
}

/** The totals of a month, day by day: one record, owned by the program. */
export interface MonthTotals extends RecordEnvelope {
  readonly days: Readonly<Record<Day, Totals>>;
}

/** How far the outbox is counted: one record, owned by the program, written in one commit with what was counted. */
export interface RollUp extends RecordEnvelope {
  readonly watermark: string;
  /** How many entries were counted so far. */
  readonly entries: number;
}
