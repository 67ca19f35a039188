import { addDays, type Day } from "../shared/days.js";
import type { Duration } from "../shared/durations.js";
import { addDurationToDay, periodOf } from "./day-periods.js";
import { movedDay, wholeDays, type CalendarUnit, type DaySpan, type PeriodOptions } from "./periods.js";

/** Which days are looked back on: the last twelve months, this quarter, the month before (`offset: -1`), or all. */
export type DayWindow =
  | { readonly kind: "rolling"; readonly length: Duration }
  | { readonly kind: "calendar"; readonly unit: CalendarUnit; readonly offset?: number }
  | { readonly kind: "lifetime" };

/**
 * The days that a window covers, seen from a day. What is dated `x` counts in a rolling window on day `D` when
 * `x ≤ D < x + length`: the day itself counts, the same day a length ago no longer does, and everything leaves on the
 * very day on which it would lapse ({@link leavesWindowOn}), also where a month end is clamped. A calendar window is
 * the whole period, days to come included.
 *
 * @example
 * ```ts
 * import { windowDays } from "clientele";
 *
 * windowDays({ kind: "rolling", length: "P12M" }, "2026-03-15"); // => { from: "2025-03-16", to: "2026-03-16" }
 * windowDays({ kind: "rolling", length: "P1M" }, "2026-02-28"); // => { from: "2026-02-01", to: "2026-03-01" }
 * windowDays({ kind: "calendar", unit: "month", offset: -1 }, "2026-03-15"); // => { from: "2026-02-01", to: "2026-03-01" }
 * ```
 */
export function windowDays(window: DayWindow, day: Day, options: PeriodOptions = {}): DaySpan {
  switch (window.kind) {
    case "rolling":
      return { from: oldestCounted(day, window.length), to: addDays(day, 1) };
    case "calendar":
      return periodOf(day, window.unit, { ...options, offset: window.offset ?? 0 });
    case "lifetime":
      return { from: "0001-01-01", to: addDays(day, 1) };
    default:
      return window satisfies never;
  }
}

/** The first day on which something dated `day` no longer counts in a rolling window: that day plus the length. */
export function leavesWindowOn(day: Day, length: Duration): Day {
  return addDurationToDay(day, length);
}

/** Going back comes within a few days of the answer; at month ends several days share one day of leaving. */
function oldestCounted(day: Day, length: Duration): Day {
  const parts = wholeDays(length);
  let oldest = movedDay(day, parts, -1);
  while (movedDay(oldest, parts, 1) > day) oldest = addDays(oldest, -1);
  while (movedDay(oldest, parts, 1) <= day) oldest = addDays(oldest, 1);
  return oldest;
}
