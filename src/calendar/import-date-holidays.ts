import { addDays, isDay, type Day } from "../shared/days.js";
import { announcedData, fail } from "./announced.js";
import type { HolidayData } from "./model.js";

/** One entry of `getHolidays(year)` of the package `date-holidays`, also after JSON. */
export interface DateHolidaysEntry {
  /** On the wall of the place: `2026-12-25 00:00:00`. */
  readonly date: string;
  readonly start: Date | string;
  readonly end: Date | string;
  readonly type: string;
}

/** What is taken of the entries. */
export interface DateHolidaysOptions {
  /** What the calendars call the data. */
  readonly name: string;
  /** On which types it is closed: `["public"]` when left out; there are `bank`, `school`, `optional`, `observance`. */
  readonly types?: readonly string[];
}

const hourInMillis = 3_600_000;

/**
 * Holiday data from what `new Holidays("DE", "by").getHolidays(2026)` answers; put the lists of several years together.
 * It covers the years in which an entry of any type begins. Whole days are closed; a holiday that begins at noon closes
 * no day: give such dates `special` hours. Make-up days are unknown to that package, so use the announcement for China.
 *
 * Throws `config_invalid` for what is no list of entries, for a date that is none, and when a year between two others is
 * missing.
 *
 * @example
 * ```ts
 * import { holidaysFromDateHolidays } from "clientele/calendar";
 *
 * const [start, end] = ["2026-12-24T23:00:00.000Z", "2026-12-25T23:00:00.000Z"];
 * const entries = [{ date: "2026-12-25 00:00:00", start, end, type: "public" }];
 * holidaysFromDateHolidays(entries, { name: "de" }).closed; // => ["2026-12-25"]
 * ```
 */
export function holidaysFromDateHolidays(
  entries: readonly DateHolidaysEntry[],
  { name, types = ["public"] }: DateHolidaysOptions,
): HolidayData {
  requireList(entries);
  const years = entries.map((entry) => Number(dayOf(dateOf(entry)).slice(0, 4)));
  const closed = entries.filter(({ type }) => types.includes(type)).flatMap(wholeDays);
  return announcedData({ name, years: [...new Set(years)], closed, working: [], source: "date-holidays" });
}

/** A day on which the clocks change is an hour shorter or longer. */
function wholeDays({ date, start, end }: DateHolidaysEntry): readonly Day[] {
  const hours = (millisOfEither(end, date) - millisOfEither(start, date)) / hourInMillis;
  const begins = /^\S+ (\d{2}):(\d{2})/.exec(date);
  const passed = begins === null ? 0 : Number(begins[1]) + Number(begins[2]) / 60;
  const skipped = passed > 0 ? 1 : 0;
  const count = Math.floor((hours - (skipped > 0 ? 24 - passed : 0) + 1.5) / 24);
  return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(dayOf(date), i + skipped));
}

/** What was read from JSON may be anything, and hold anything. */
function requireList(entries: unknown): void {
  if (!Array.isArray(entries)) fail("no list was given; give what getHolidays(year) answers");
}

function dateOf(entry: unknown): string {
  const date: unknown = typeof entry === "object" && entry !== null ? Reflect.get(entry, "date") : undefined;
  return typeof date === "string" ? date : fail("an entry has no date; give what getHolidays(year) answers");
}

function dayOf(date: string): Day {
  const day = date.slice(0, 10);
  return isDay(day) ? day : fail(`${JSON.stringify(date)} does not begin with a day`);
}

function millisOfEither(time: unknown, date: string): number {
  const millis = time instanceof Date ? time.getTime() : Date.parse(String(time));
  return Number.isNaN(millis) ? fail(`the holiday of ${date} has no start or end`) : millis;
}
