import { dayNumber, dayOfNumber, isDay, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import { tableYear, type TableMonth } from "./lunar-table.js";

/** A day of the lunar year, of no year in particular: 八月十五 is `{ month: 8, day: 15 }`. */
export interface LunarDay {
  /** 1 to 12. A leap month has the number of the month before it. */
  readonly month: number;
  /** 1 to 30; a month has 29 or 30 days. */
  readonly day: number;
  /** Whether the leap month (闰月) is meant; left out where it is not. */
  readonly isLeapMonth?: boolean;
}

/** A day of the Chinese lunar calendar (农历). */
export interface LunarDate extends LunarDay {
  /** The Gregorian year in which the lunar year begins, so that 除夕 still belongs to the year before. */
  readonly year: number;
}

/** A month of a lunar year. */
export interface LunarMonth {
  readonly month: number;
  readonly isLeapMonth?: boolean;
  readonly firstDay: Day;
  readonly days: 29 | 30;
}

const [firstDay, lastDay] = ["1901-01-01", "2100-12-31"];
const [firstYear, lastYear] = [1901, 2100];

/**
 * The lunar date of a day from 1901-01-01 to 2100-12-31, as printed in China: after GB/T 33661-2017, with the days of
 * Beijing's own time before 1929 and those of the almanac of 1906. The runtime's own calendar (`Intl`, with ICU 78) has
 * another date on 417 of these days.
 *
 * Throws `command_invalid` for a text that is no day and for a day outside these years.
 *
 * @example
 * ```ts
 * import { lunarDateOf } from "clientele/calendar";
 *
 * lunarDateOf("2026-02-17"); // => { year: 2026, month: 1, day: 1 }
 * lunarDateOf("2033-12-22"); // => { year: 2033, month: 11, day: 1, isLeapMonth: true }
 * lunarDateOf("2027-02-05"); // => { year: 2026, month: 12, day: 29 }
 * ```
 */
export function lunarDateOf(day: Day): LunarDate {
  requireKnown(day);
  const number = dayNumber(day);
  const solarYear = Number(day.slice(0, 4));
  for (const year of [solarYear, solarYear - 1]) {
    const month = tableYear(year)?.months.findLast(({ first }) => first <= number);
    if (month !== undefined) return { year, month: month.month, day: number - month.first + 1, ...leapOf(month) };
  }
  throw new ClienteleError("invariant_violated", "The lunar table has a gap.");
}

/**
 * The day of a lunar date; the way back from `lunarDateOf`.
 *
 * Throws `command_invalid` for a date that does not exist (a leap month that the year has not, the 30th of a month of 29
 * days) or that lies outside 1901-01-01 to 2100-12-31; `isLunarDate` tells before.
 *
 * @example
 * ```ts
 * import { solarDayOf } from "clientele/calendar";
 *
 * solarDayOf({ year: 2026, month: 8, day: 15 }); // => "2026-09-25"
 * solarDayOf({ year: 2025, month: 6, day: 1, isLeapMonth: true }); // => "2025-07-25"
 * ```
 */
export function solarDayOf(date: LunarDate): Day {
  const day = solarDayIfAny(date);
  if (day !== undefined) return day;
  const help = "its year has no such month, its month no such day, or it lies outside 1901-01-01 to 2100-12-31";
  throw new ClienteleError(
    "command_invalid",
    `The lunar date does not exist: ${help}; ask lunarMonths for the months.`,
  );
}

/** Whether a lunar date exists and its day lies between 1901-01-01 and 2100-12-31. */
export function isLunarDate(date: LunarDate): boolean {
  return solarDayIfAny(date) !== undefined;
}

/** Whether a text is a day that the lunar calendar is known for: 1901-01-01 to 2100-12-31. */
export function isInLunarCalendar(day: Day): boolean {
  return isDay(day) && firstDay <= day && day <= lastDay;
}

/**
 * The months of a lunar year, 1901 to 2100, in their order: twelve, or thirteen in a year with a leap month. Throws
 * `command_invalid` for another year.
 *
 * @example
 * ```ts
 * import { lunarMonths } from "clientele/calendar";
 *
 * lunarMonths(2026).length; // => 12
 * lunarMonths(2025)[6]; // => { month: 6, firstDay: "2025-07-25", days: 29, isLeapMonth: true }
 * ```
 */
export function lunarMonths(year: number): readonly LunarMonth[] {
  requireLunarYear(year);
  const { months } = tableYear(year) ?? { months: [] };
  return months.map((each) => ({
    month: each.month,
    firstDay: dayOfNumber(each.first),
    days: each.days,
    ...leapOf(each),
  }));
}

/** Throws `command_invalid` unless a year is one of 1901 to 2100. */
export function requireLunarYear(year: number): void {
  if (Number.isInteger(year) && firstYear <= year && year <= lastYear) return;
  throw new ClienteleError("command_invalid", `The lunar calendar knows the years 1901 to 2100, not ${String(year)}.`);
}

function solarDayIfAny({ year, month, day, isLeapMonth }: LunarDate): Day | undefined {
  const found = tableYear(year)?.months.find((each) => each.month === month && each.isLeap === (isLeapMonth === true));
  if (found === undefined || !Number.isInteger(day) || day < 1 || day > found.days) return undefined;
  const solar = dayOfNumber(found.first + day - 1);
  return isInLunarCalendar(solar) ? solar : undefined;
}

/** The day may be somebody's birthday, so the messages do not repeat it. */
function requireKnown(day: Day): void {
  if (isInLunarCalendar(day)) return;
  const message = isDay(day)
    ? `The lunar calendar is known from ${firstDay} to ${lastDay}, and the day is not among these; ask isInLunarCalendar.`
    : 'What was given is not a day; write one like "2026-03-02".';
  throw new ClienteleError("command_invalid", message);
}

function leapOf({ isLeap }: TableMonth): { readonly isLeapMonth?: true } {
  return isLeap ? { isLeapMonth: true } : {};
}
