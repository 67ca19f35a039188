import { addDurationToDay, subtractDurationFromDay } from "../calendar/periods.js";
import { endOfDay, localDay, startOfDay } from "../calendar/zones.js";
import type { Duration } from "../shared/durations.js";
import { instantOf, type Instant } from "../shared/instants.js";

/** The end of the day that lies this length after the day of an instant. */
export function endOfDayAfter(instant: Instant, length: Duration, zone: string): Instant {
  return instantOf(endOfDay(addDurationToDay(localDay(instant, zone), length), zone));
}

/** The start of the days that lie these lengths before an instant: when its coming is announced, earliest first. */
export function noticesBefore(instant: Instant, lengths: readonly Duration[], zone: string): Instant[] {
  const day = localDay(instant, zone);
  return lengths.map((length) => instantOf(startOfDay(subtractDurationFromDay(day, length), zone))).sort();
}
