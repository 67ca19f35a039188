import { addDays, addMonths, dayNumber, dayOfNumber, weekdayOf, type Day } from "../shared/days.js";
import { readDuration, type Duration, type DurationParts } from "../shared/durations.js";
import { ClienteleError } from "../shared/errors.js";
import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { isInCalendar } from "./offsets.js";
import { firstAtLocal, offsetAt } from "./zones.js";

/** Days in a row, `to` exclusive: January is from 2026-01-01 to 2026-02-01. Days sort as text, so compare as text. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/** The units of the calendar on the wall. */
export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** Where weeks and years begin when it is not on Monday and in January (quarters follow the year), and which one. */
export interface PeriodOptions {
  /** −1 is the period before, 1 the one after. */
  readonly offset?: number;
  /** Monday is 1, Sunday is 7. */
  readonly weekStartsOn?: number;
  /** January is 1. */
  readonly yearStartsIn?: number;
}

const daysIn = { day: 1, week: 7 } as const;
const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
const dayInMillis = 86_400_000;
/** Ten thousand years of each part: longer than the calendar that days are written in. */
const longest: DurationParts = { months: 120_000, days: 3_660_000, milliseconds: 316_000_000_000_000 };

/**
 * The instant a duration later. Months, then days, are counted on the calendar of the zone and the clock keeps its
 * time; then hours, minutes and seconds pass exactly, so `P1D` and `PT24H` differ when the clocks change. A day that
 * the month does not have becomes its last one: count periods from the first instant (`P2M`, `P3M`), never from the
 * last result, and they do not drift. A time that the clocks jump over becomes the moment of the jump.
 *
 * @example
 * ```ts
 * import { addDuration } from "clientele";
 *
 * addDuration("2026-01-31T02:00:00.000Z", "P1M", "Asia/Shanghai"); // => "2026-02-28T02:00:00.000Z"
 * addDuration("2026-03-07T15:00:00.000Z", "P1D", "America/New_York"); // => "2026-03-08T14:00:00.000Z"
 * addDuration("2026-03-07T15:00:00.000Z", "PT24H", "America/New_York"); // => "2026-03-08T15:00:00.000Z"
 * ```
 */
export function addDuration(instant: Instant, duration: Duration, zone: string): Instant {
  return movedInstant(instant, duration, 1, zone);
}

/** The instant a duration earlier, by the same rules: months, then days, then the exact part. */
export function subtractDuration(instant: Instant, duration: Duration, zone: string): Instant {
  return movedInstant(instant, duration, -1, zone);
}

/** The day a duration later, months first. */
export function dayLater(day: Day, duration: Duration): Day {
  return movedDay(day, wholeDays(duration), 1);
}

/** The day a duration earlier, months first. */
export function dayEarlier(day: Day, duration: Duration): Day {
  return movedDay(day, wholeDays(duration), -1);
}

/** The week, month, quarter or year around a day. */
export function periodAround(day: Day, unit: CalendarUnit, options: PeriodOptions = {}): DaySpan {
  const offset = options.offset ?? 0;
  const start = periodStart(day, unit, options);
  return { from: periodsLater(start, unit, offset), to: periodsLater(start, unit, offset + 1) };
}

function periodStart(day: Day, unit: CalendarUnit, { weekStartsOn = 1, yearStartsIn = 1 }: PeriodOptions): Day {
  if (unit === "day") return day;
  if (unit === "week") return addDays(day, -((weekdayOf(day) - weekStartsOn + 7) % 7));
  const monthsPassed = (Number(day.slice(5, 7)) - yearStartsIn + 12) % monthsIn[unit];
  return addMonths(`${day.slice(0, 7)}-01`, -monthsPassed);
}

function periodsLater(from: Day, unit: CalendarUnit, count: number): Day {
  if (unit === "day" || unit === "week") return addDays(from, count * daysIn[unit]);
  return addMonths(from, count * monthsIn[unit]);
}

function movedInstant(instant: Instant, duration: Duration, direction: 1 | -1, zone: string): Instant {
  const parts = partsOf(duration);
  let millis = millisOf(instant);
  if (parts.months > 0 || parts.days > 0) {
    const local = millis + offsetAt(millis, zone);
    const number = Math.floor(local / dayInMillis);
    const day = movedDay(dayOfNumber(number), parts, direction);
    millis = firstAtLocal(local + (dayNumber(day) - number) * dayInMillis, zone);
  }
  millis += direction * parts.milliseconds;
  if (isInCalendar(millis)) return instantOf(millis);
  throw leavesCalendar(instant, duration);
}

/** The day that lies these months, then these days, ahead or back. */
export function movedDay(day: Day, { months, days }: DurationParts, direction: 1 | -1): Day {
  const inMonth = months === 0 ? day : addMonths(day, direction * months);
  const moved = days === 0 ? inMonth : addDays(inMonth, direction * days);
  if (moved.length === 10 && moved.charAt(4) === "-") return moved;
  throw leavesCalendar(day, `P${months}M${days}D`);
}

/** The parts of a duration that has no hours. */
export function wholeDays(duration: Duration): DurationParts {
  const parts = partsOf(duration);
  if (parts.milliseconds === 0) return parts;
  throw new ClienteleError("command_invalid", `"${duration}" has hours, and a day has none; write whole days: "P2D".`);
}

function partsOf(duration: Duration): DurationParts {
  const parts = readDuration(duration);
  if (parts === undefined) {
    throw new ClienteleError("command_invalid", `"${duration}" is not a duration; write one like "P12M" or "PT30M".`);
  }
  const { months, days, milliseconds } = parts;
  if (months <= longest.months && days <= longest.days && milliseconds <= longest.milliseconds) return parts;
  throw new ClienteleError("command_invalid", `"${duration}" is longer than the calendar; stay below 10,000 years.`);
}

function leavesCalendar(from: string, duration: Duration): ClienteleError {
  const message = `${duration} from "${from}" is not within the years 0001 to 9999; give a day or an instant and a shorter duration.`;
  return new ClienteleError("command_invalid", message);
}
