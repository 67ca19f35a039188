import type { CompiledCalendar } from "../calendar/compile.js";
import type { OpenBlock } from "../calendar/open-time.js";
import { daysAround } from "../calendar/plan-time.js";
import { joined, within, type TimeSpan } from "../calendar/spans.js";
import { endOfDay, startOfDay } from "../calendar/zones.js";
import { dayOfNumber } from "../shared/days.js";

const made = new WeakMap<CompiledCalendar, CompiledCalendar>();

/** The same business days, each open from midnight to midnight: time that is counted in days and ends with a day. */
export function wholeDays(calendar: CompiledCalendar): CompiledCalendar {
  const known = made.get(calendar);
  if (known !== undefined) return known;
  const { zone } = calendar;
  const spansOn = (day: number): readonly TimeSpan[] => {
    if (calendar.spansOn(day).length === 0) return [];
    const date = dayOfNumber(day);
    return [{ from: startOfDay(date, zone), to: endOfDay(date, zone) }];
  };
  const whole: CompiledCalendar = {
    ...calendar,
    blocks: new Map<number, OpenBlock>(),
    spansOn,
    spansWithin: (stretch) => within(joined(daysAround(stretch, zone).flatMap(spansOn)), stretch),
  };
  made.set(calendar, whole);
  return whole;
}
