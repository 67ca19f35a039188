import { dayOfNumber, type Day } from "../shared/days.js";
import { lunarDateOf, requireLunarYear, type LunarDay } from "./lunar.js";
import { tableYear, type TableYear } from "./lunar-table.js";

/**
 * The festivals of the Chinese year: nine lie on a lunar date, 除夕 is the last day of the lunar year, 清明 and 冬至 are
 * solar terms.
 */
export type Festival =
  | "spring_festival"
  | "lantern_festival"
  | "dragon_head"
  | "qingming"
  | "dragon_boat"
  | "qixi"
  | "zhongyuan"
  | "mid_autumn"
  | "double_ninth"
  | "winter_solstice"
  | "laba"
  | "new_years_eve";

/** A festival and its day. */
export interface FestivalDay {
  readonly festival: Festival;
  readonly on: Day;
}

type OnLunarDate = Exclude<Festival, "qingming" | "winter_solstice" | "new_years_eve">;

const lunarDates: Readonly<Record<OnLunarDate, LunarDay>> = {
  spring_festival: { month: 1, day: 1 },
  lantern_festival: { month: 1, day: 15 },
  dragon_head: { month: 2, day: 2 },
  dragon_boat: { month: 5, day: 5 },
  qixi: { month: 7, day: 7 },
  zhongyuan: { month: 7, day: 15 },
  mid_autumn: { month: 8, day: 15 },
  double_ninth: { month: 9, day: 9 },
  laba: { month: 12, day: 8 },
};

/**
 * The festivals of a Gregorian year from 1901 to 2100, in their order. A leap month repeats none. 腊八 may be missing in
 * a Gregorian year, or fall into it twice. These are the days of the festivals, not the days off work: those are
 * announced each year and come with your holiday data. 小年, whose day differs between north and south, is left out.
 *
 * Throws `command_invalid` for another year.
 *
 * @example
 * ```ts
 * import { festivalDays } from "clientele/calendar";
 *
 * festivalDays(2026).find(({ festival }) => festival === "mid_autumn")?.on; // => "2026-09-25"
 * festivalDays(2025).filter(({ festival }) => festival === "laba").map(({ on }) => on); // => ["2025-01-07"]
 * festivalDays(2024).filter(({ festival }) => festival === "laba").map(({ on }) => on); // => ["2024-01-18"]
 * ```
 */
export function festivalDays(year: number): readonly FestivalDay[] {
  requireLunarYear(year);
  return [year - 1, year]
    .flatMap((lunarYear) => festivalsOfLunarYear(tableYear(lunarYear)))
    .filter(({ on }) => Number(on.slice(0, 4)) === year)
    .toSorted((left, right) => (left.on < right.on ? -1 : 1));
}

/**
 * The festival on a day from 1901-01-01 to 2100-12-31; undefined on all other days, as no two ever meet. Throws
 * `command_invalid` for a day outside these years.
 *
 * @example
 * ```ts
 * import { festivalOn } from "clientele/calendar";
 *
 * festivalOn("2026-02-16"); // => "new_years_eve"
 * festivalOn("2026-02-18"); // => undefined
 * ```
 */
export function festivalOn(day: Day): Festival | undefined {
  const { year } = lunarDateOf(day);
  return festivalsOfLunarYear(tableYear(year)).find(({ on }) => on === day)?.festival;
}

/** A leap month comes after the month of its number, so the first one found is the ordinary one. */
function festivalsOfLunarYear(year: TableYear | undefined): readonly FestivalDay[] {
  if (year === undefined) return [];
  const onDates = Object.entries(lunarDates).map(([festival, { month, day }]) => {
    const first = year.months.find((each) => each.month === month)?.first ?? 0;
    return { festival: festival as OnLunarDate, on: dayOfNumber(first + day - 1) };
  });
  const last = year.months.at(-1);
  const eve = last === undefined ? 0 : last.first + last.days - 1;
  return [
    ...onDates,
    { festival: "qingming", on: dayOfNumber(year.qingming) },
    { festival: "winter_solstice", on: dayOfNumber(year.winterSolstice) },
    { festival: "new_years_eve", on: dayOfNumber(eve) },
  ];
}
