import { addDays, type Day } from "../shared/days.js";
import type { Duration } from "../shared/durations.js";
import { dayEarlier, dayLater, periodAround, type CalendarUnit, type DaySpan, type PeriodOptions } from "./periods.js";
import { requireDay } from "./require-time.js";

/** The day a duration later, months first. A day has no hours, so a duration with a `T` part is refused. */
export function addDurationToDay(day: Day, duration: Duration): Day {
  requireDay(day);
  return dayLater(day, duration);
}

/** The day a duration earlier, months first. */
export function subtractDurationFromDay(day: Day, duration: Duration): Day {
  requireDay(day);
  return dayEarlier(day, duration);
}

/**
 * The week, month, quarter or year that a day lies in. Weeks begin on Monday as in ISO 8601.
 * Throws `command_invalid` for a text that is no day.
 *
 * @example
 * ```ts
 * import { periodOf } from "clientele";
 *
 * periodOf("2026-03-01", "week"); // => { from: "2026-02-23", to: "2026-03-02" }
 * periodOf("2026-03-01", "year", { yearStartsIn: 4 }); // => { from: "2025-04-01", to: "2026-04-01" }
 * ```
 */
export function periodOf(day: Day, unit: CalendarUnit, options: PeriodOptions = {}): DaySpan {
  requireDay(day);
  return periodAround(day, unit, options);
}

/** The last day of the month that a day lies in. */
export function monthEnd(day: Day): Day {
  return addDays(periodOf(day, "month").to, -1);
}
