import { dayNumber } from "../shared/days.js";
import type { DayPlan } from "./day-plan.js";
import type { Shift } from "./hours.js";
import type { OpenTime } from "./open-time.js";
import { joined, within, type TimeSpan } from "./spans.js";
import { localClock, localDay } from "./zones.js";

const dayInMillis = 86_400_000;
const minuteInMillis = 60_000;
const dayInMinutes = 1440;

/** The open time of plans for every day, on the wall of a zone. */
export function timeOfPlans(planOf: (day: number) => DayPlan, zone: string): Pick<OpenTime, "spansOn" | "spansWithin"> {
  const shiftsOf = (day: number): readonly Shift[] => planOf(day).shifts;
  return {
    spansOn: (day) => (shiftsOf(day).length === 0 ? [] : joined(placed([day], zone, shiftsOf))),
    spansWithin: (stretch) => within(joined(placed(daysAround(stretch, zone), zone, shiftsOf)), stretch),
  };
}

/**
 * The days of a stretch of time, one before it, whose night shift may reach in, and one after: clocks that are put back
 * over midnight show the end of a day once more when the next has begun.
 */
export function daysAround({ from, to }: TimeSpan, zone: string): readonly number[] {
  const first = dayNumber(localDay(from, zone)) - 1;
  const last = dayNumber(localDay(to, zone)) + 1;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * Times on the wall as spans. One that the clocks jump over whole is none, nor is a night shift of a day that the zone
 * left out of its calendar: nobody came on that day.
 */
export function placed(
  days: readonly number[],
  zone: string,
  shiftsOf: (day: number) => readonly Shift[],
): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  const firstAt = localClock(zone);
  for (const day of days) {
    const midnight = day * dayInMillis;
    for (const { opens, closes } of shiftsOf(day)) {
      const from = firstAt(midnight + opens * minuteInMillis);
      const to = firstAt(midnight + closes * minuteInMillis);
      const isLeftOut = closes > dayInMinutes && firstAt(midnight) === firstAt(midnight + dayInMillis);
      if (from < to && !isLeftOut) spans.push({ from, to });
    }
  }
  return spans;
}
