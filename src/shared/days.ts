/** A day without a time: `YYYY-MM-DD`. Which instants it covers depends on a zone; `calendar` knows. Sorts as text. */
export type Day = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayInMillis = 86_400_000;

/** Whether a text is a day that exists, between 0001 and 9999. */
export function isDay(text: string): boolean {
  const parts = pattern.exec(text);
  if (parts === null || text < "0001") return false;
  return dayOfNumber(dayNumber(text)) === text;
}

/** Days since 1970-01-01, for arithmetic. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`) / dayInMillis;
}

/** The day with this number. */
export function dayOfNumber(number: number): Day {
  return Number.isNaN(number) ? "" : new Date(number * dayInMillis).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier when `days` is negative. */
export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}

/**
 * The day so many months later. A day that the month does not have becomes its last one; count from the original
 * day, not from the result, and it never drifts.
 *
 * @example
 * ```ts
 * import { addMonths } from "clientele";
 *
 * addMonths("2026-01-31", 1); // => "2026-02-28"
 * addMonths("2026-01-31", 2); // => "2026-03-31"
 * ```
 */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  const last = new Date(0);
  last.setUTCFullYear(0, year * 12 + month + months, 0);
  const length = last.getUTCDate();
  return dayOfNumber(last.getTime() / dayInMillis - length + Math.min(date, length));
}

/** Days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export function weekdayOf(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}
