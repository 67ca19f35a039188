import { dayOfNumber, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import { requireLunarYear, type LunarDay } from "./lunar.js";
import { tableYear, type TableMonth } from "./lunar-table.js";

/** A birthday in the lunar calendar; the lunar year of birth where it is known. */
export interface LunarBirthday extends LunarDay {
  readonly year?: number;
}

/** When a birthday is kept in a year that has not its month or its day. */
export interface LunarBirthdayOptions {
  /**
   * Who was born in a leap month has the birthday in the ordinary month of that number (`ordinary`, when left out), or
   * in the leap month in the years that have it and in the ordinary one in all others (`leap`).
   */
  readonly leapMonth?: "ordinary" | "leap";
  /** Who was born on a 30th has the birthday on the 29th of a short month (`day29`, when left out), or a day later. */
  readonly day30?: "day29" | "next_day";
}

const birthdayText = /^(?:(\d{4})|-)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$/;

/**
 * The days of a Gregorian year, 1901 to 2100, on which a lunar birthday falls. It falls once into every lunar year, and
 * those have 353 to 385 days, so a Gregorian year has none of them, one or two. With the year of birth only later lunar
 * years count: the day of birth itself is no birthday.
 *
 * A year of birth may lie before 1901, and need not have had the day: it only says from when on. Throws
 * `command_invalid` for another Gregorian year, and for a month that is not 1 to 12 or a day that is not 1 to 30.
 *
 * Source: custom, for which there is no standard; so both rules are options.
 *
 * @example
 * ```ts
 * import { lunarBirthdays } from "clientele/calendar";
 *
 * lunarBirthdays({ year: 1990, month: 8, day: 15 }, 2026); // => ["2026-09-25"]
 * lunarBirthdays({ month: 12, day: 1 }, 2027); // => ["2027-01-08", "2027-12-28"]
 * lunarBirthdays({ month: 6, day: 1, isLeapMonth: true }, 2025); // => ["2025-06-25"]
 * lunarBirthdays({ month: 6, day: 1, isLeapMonth: true }, 2025, { leapMonth: "leap" }); // => ["2025-07-25"]
 * ```
 */
export function lunarBirthdays(
  birthday: LunarBirthday,
  year: number,
  options: LunarBirthdayOptions = {},
): readonly Day[] {
  requireBirthday(birthday);
  requireLunarYear(year);
  return [year - 1, year]
    .filter((lunarYear) => birthday.year === undefined || lunarYear > birthday.year)
    .map((lunarYear) => dayOfNumber(birthdayIn(lunarYear, birthday, options)))
    .filter((day) => Number(day.slice(0, 4)) === year);
}

/**
 * A lunar birthday from the text that a customer's personal document has: `1990-08-15`, or `--08-15` where the year is
 * not known. Undefined for another text. The text cannot say that a leap month is meant.
 *
 * @example
 * ```ts
 * import { readLunarBirthday } from "clientele/calendar";
 *
 * readLunarBirthday("1990-08-15"); // => { year: 1990, month: 8, day: 15 }
 * readLunarBirthday("--02-30"); // => { month: 2, day: 30 }
 * ```
 */
export function readLunarBirthday(text: string): LunarBirthday | undefined {
  const [, year, month, day] = birthdayText.exec(text) ?? [];
  if (month === undefined || day === undefined) return undefined;
  return { ...(year !== undefined && { year: Number(year) }), month: Number(month), day: Number(day) };
}

function birthdayIn(
  lunarYear: number,
  { month, day, isLeapMonth }: LunarBirthday,
  { leapMonth = "ordinary", day30 = "day29" }: LunarBirthdayOptions,
): number {
  const candidates = (tableYear(lunarYear)?.months ?? []).filter((each) => each.month === month);
  const isInLeap = isLeapMonth === true && leapMonth === "leap";
  const kept: TableMonth | undefined = candidates.find(({ isLeap }) => isLeap === isInLeap) ?? candidates[0];
  if (kept === undefined) throw new ClienteleError("invariant_violated", `The lunar year ${lunarYear} lacks a month.`);
  const inMonth = day30 === "next_day" ? day : Math.min(day, kept.days);
  return kept.first + inMonth - 1;
}

/** A birthday is personal, so the message does not repeat it. */
function requireBirthday({ year, month, day }: LunarBirthday): void {
  const isWhole = [month, day, year ?? 0].every((part) => Number.isInteger(part));
  if (isWhole && month >= 1 && month <= 12 && day >= 1 && day <= 30) return;
  const message = "The birthday is no lunar one; give a month from 1 to 12 and a day from 1 to 30, the year if known.";
  throw new ClienteleError("command_invalid", message);
}
