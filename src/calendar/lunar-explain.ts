import type { Locale } from "../shared/locale.js";
import type { LunarBirthday } from "./lunar-birthdays.js";
import type { Festival } from "./lunar-festivals.js";
import { festivalNames, lunarWords } from "./lunar-messages.js";

/**
 * A lunar date or birthday in words. In Chinese as it is printed, the year by its stem and branch and the eleventh and
 * twelfth month by their names; in English with the animal of the year. Where there is no year, none is told.
 *
 * @example
 * ```ts
 * import { explainLunarDate, lunarDateOf } from "clientele/calendar";
 *
 * explainLunarDate(lunarDateOf("2026-02-17"), "zh-CN"); // => "农历丙午年正月初一"
 * explainLunarDate(lunarDateOf("2033-12-22"), "zh-CN"); // => "农历癸丑年闰冬月初一"
 * explainLunarDate(lunarDateOf("2026-02-17"), "en");
 * // => "the 1st day of the 1st lunar month, 2026, year of the Horse"
 * explainLunarDate({ month: 8, day: 15 }, "zh-CN"); // => "农历八月十五"
 * ```
 */
export function explainLunarDate({ year, month, day, isLeapMonth = false }: LunarBirthday, locale: Locale): string {
  const { date, inYear, whole } = lunarWords[locale];
  const words = date(month, day, isLeapMonth);
  return whole(year === undefined ? words : inYear(words, year));
}

/** The name of a festival: `Mid-Autumn Festival`, `中秋节`. */
export function explainFestival(festival: Festival, locale: Locale): string {
  return festivalNames[locale][festival];
}
