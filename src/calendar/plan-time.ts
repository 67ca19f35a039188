import { dayNumber } from "../shared/days.js";
import type { DayPlan } from "./day-plan.js";
import type { Shift } from "./hours.js";
import type { OpenTime } from "./open-time.js";
import { joined, within, type TimeSpan } from "./spans.js";
import { firstAtLocal, localDay } from "./zones.js";

const dayInMillis = 86_400_000;
const minuteInMillis = 60_000;

/** The open time of plans for every day, on the wall of a zone. */
export function timeOfPlans(planOf: (day: number) => DayPlan, zone: string): Pick<OpenTime, "spansOn" | "spansWithin"> {
  const shiftsOf = (day: number): readonly Shift[] => planOf(day).shifts;
  return {
    spansOn: (day) => joined(placed([day], zone, shiftsOf)),
    spansWithin: (stretch) => within(joined(placed(daysAround(stretch, zone), zone, shiftsOf)), stretch),
  };
}

/** The days of a stretch of time, and one before it: its night shift may reach in. */
export function daysAround({ from, to }: TimeSpan, zone: string): readonly number[] {
  const first = dayNumber(localDay(from, zone)) - 1;
  const last = dayNumber(localDay(to, zone));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Times on the wall as spans. One that the clocks jump over whole is none. */
export function placed(
  days: readonly number[],
  zone: string,
  shiftsOf: (day: number) => readonly Shift[],
): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (const day of days) {
    for (const { opens, closes } of shiftsOf(day)) {
      const from = firstAtLocal(day * dayInMillis + opens * minuteInMillis, zone);
      const to = firstAtLocal(day * dayInMillis + closes * minuteInMillis, zone);
      if (from < to) spans.push({ from, to });
    }
  }
  return spans;
}
