import { isDay, type Day } from "../shared/days.js";
import { announcedData, fail } from "./announced.js";
import type { HolidayData } from "./model.js";

/** The JSON of the package `chinese-days`, whole or of single years: days as keys, what they are called as values. */
export interface ChineseDaysData {
  readonly holidays: Readonly<Record<Day, string>>;
  readonly workdays: Readonly<Record<Day, string>>;
  /** Which of the holidays are days off in exchange. They are among the holidays, so nothing else is read from them. */
  readonly inLieuDays?: Readonly<Record<Day, string>>;
}

/**
 * Holiday data from the JSON of `chinese-days` (`dist/chinese-days.json`): the days off and the make-up days (调休)
 * that the State Council announces year by year. Its name is `cn_statutory` where none is given. It covers the years in
 * which National Day stands; the notice of the next year may still change the last days of December.
 *
 * Throws `config_invalid` for JSON of another shape, for keys that are no days, for a day that is off and worked, and
 * when a year between two others is missing.
 *
 * @example
 * ```ts
 * import { holidaysFromChineseDays } from "clientele/calendar";
 *
 * const name = "National Day,国庆节,3";
 * const data = holidaysFromChineseDays({ holidays: { "2026-10-01": name }, workdays: { "2026-10-10": name } });
 * [data.name, data.from, data.to]; // => ["cn_statutory", "2026-01-01", "2026-12-31"]
 * [data.closed, data.working]; // => [["2026-10-01"], ["2026-10-10"]]
 * ```
 */
export function holidaysFromChineseDays(json: ChineseDaysData, name = "cn_statutory"): HolidayData {
  const [closed, working] = [daysOf(json, "holidays"), daysOf(json, "workdays")];
  const years = closed.filter((day) => isDay(day) && day.endsWith("-10-01")).map((day) => Number(day.slice(0, 4)));
  return announcedData({ name, years, closed, working, source: "chinese-days" });
}

/** What was fetched may be anything. */
function daysOf(json: unknown, key: "holidays" | "workdays"): readonly Day[] {
  const days: unknown = typeof json === "object" && json !== null ? Reflect.get(json, key) : undefined;
  if (typeof days === "object" && days !== null) return Object.keys(days);
  return fail(`"${key}" is missing; give the JSON of chinese-days, { "holidays": {…}, "workdays": {…} }`);
}
