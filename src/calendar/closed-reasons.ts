import type { DayPlan } from "./day-plan.js";
import { daysAround, placed } from "./plan-time.js";
import { common, joined, without, type TimeSpan } from "./spans.js";

/** Why it is closed: outside of its hours, on a holiday, on a date that the calendar closes, in a break, in a pause. */
export type ClosedKind = "closed" | "holiday" | "closed_date" | "break" | "paused";

/** A stretch of closed time with its reason. */
export interface ClosedPiece extends TimeSpan {
  readonly kind: ClosedKind;
}

const ofDays = ["closed", "holiday", "closed_date"] as const;
const kinds = {
  ordinary: "closed",
  special: "closed",
  make_up: "closed",
  holiday: "holiday",
  closed: "closed_date",
} as const;
const wholeDay = [{ opens: 0, closes: 1440 }];

/** The reasons through a stretch of closed time: a break before all, otherwise what each day is. */
export function closedReasons(planOf: (day: number) => DayPlan, zone: string, gap: TimeSpan): readonly ClosedPiece[] {
  const days = daysAround(gap, zone);
  const breaks = common([gap], joined(placed(days, zone, (day) => planOf(day).breaks)));
  const others = without([gap], breaks);
  const pieces = ofDays.flatMap((kind) => {
    const alike = days.filter((day) => kinds[planOf(day).kind] === kind);
    return common(others, joined(placed(alike, zone, () => wholeDay))).map((span) => ({ ...span, kind }));
  });
  return [...breaks.map((span) => ({ ...span, kind: "break" as const })), ...pieces];
}
