import { dayNumber } from "../shared/days.js";
import type { DayPlan } from "./day-plan.js";
import type { Shift } from "./hours.js";
import type { OpenTime } from "./open-time.js";
import { joined, within, without, type TimeSpan } from "./spans.js";
import { firstAtLocal, localDay } from "./zones.js";

type PlanOf = (day: number) => DayPlan;

const dayInMillis = 86_400_000;
const minuteInMillis = 60_000;

/** The open time of plans for every day, on the wall of a zone. */
export function timeOfPlans(planOf: PlanOf, zone: string): Pick<OpenTime, "spansOn" | "spansWithin"> {
  return {
    spansOn: (day) =>
      without(joined(placed([day], zone, (each) => planOf(each).shifts)), breaksAround(day, planOf, zone)),
    spansWithin: (stretch) => {
      const days = daysAround(stretch, zone);
      const spans = joined(placed(days, zone, (day) => planOf(day).shifts));
      return within(without(spans, joined(placed(days, zone, (day) => planOf(day).breaks))), stretch);
    },
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

/** A break may begin on the evening before, and a shift may last into the breaks of the next day. */
function breaksAround(day: number, planOf: PlanOf, zone: string): readonly TimeSpan[] {
  return joined(placed([day - 1, day, day + 1], zone, (each) => planOf(each).breaks));
}
