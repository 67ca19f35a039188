import { ClienteleError } from "../shared/errors.js";
import { dayOfNumber, type Day } from "../shared/days.js";
import type { CompiledCalendar } from "./compile.js";
import { blockNumber, firstAfter, openAfter, openBefore, openBlock } from "./open-time.js";
import { limits, neverReached, requireDay, requireLength } from "./require-time.js";
import { endOfDay, localDay } from "./zones.js";

/** Where a deadline lies that ends exactly at closing time: there, or at the next opening. */
export type Boundary = "close" | "next_open";

/** When the last of so many business days is over: at its close, or with the day on the wall. */
export type DayEnd = "close" | "midnight";

/**
 * The instant at which so much open time has passed since `from`, everything in milliseconds. Closed time does not
 * count; what counts is time that really passes, so a shift over the hour that is skipped in spring is shorter. A
 * deadline that ends exactly at closing time stays there, or moves to the next opening with `"next_open"`.
 *
 * Throws `command_invalid` for a duration that is negative or no number, `config_invalid` when the calendar is not
 * open for so long within 20 years.
 *
 * @example
 * ```ts
 * import { defineCalendars, instantOf } from "clientele";
 * import { addBusinessTime, compileCalendar } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * const friday = Date.parse("2026-03-06T16:00:00+08:00");
 * instantOf(addBusinessTime(calendar, friday, 4 * 3_600_000)); // => "2026-03-09T03:00:00.000Z"
 * ```
 */
export function addBusinessTime(
  calendar: CompiledCalendar,
  from: number,
  duration: number,
  boundary: Boundary = "close",
): number {
  requireLength(duration);
  const find = boundary === "close" ? firstAfter : openAfter;
  const first = blockNumber(from);
  if (duration === 0 && boundary === "close") return from;
  let block = openBlock(calendar, first);
  let left = openBefore(block, from) + duration;
  for (let number = first; number < first + limits.blocksSearched; number++) {
    if (number > first) block = openBlock(calendar, number);
    const reached = left > block.total ? undefined : find(block, left);
    if (reached !== undefined) return reached;
    left -= block.total;
  }
  throw neverReached(`${duration} ms of open time`, "after", from);
}

/**
 * How much open time lies between two instants, in milliseconds. 0 when `to` comes before `from`. Adding it to `from`
 * gives `to` again when that is open or closing time. Throws `command_invalid` when they lie more than 30 years apart.
 */
export function businessTimeBetween(calendar: CompiledCalendar, from: number, to: number): number {
  const [first, last] = [blockNumber(from), blockNumber(to)];
  if (to <= from) return 0;
  if (last - first > limits.blocksMeasured) {
    throw new ClienteleError(
      "command_invalid",
      "More than 30 years were to be measured; give instants that lie closer.",
    );
  }
  let passed = openBefore(openBlock(calendar, last), to) - openBefore(openBlock(calendar, first), from);
  for (let number = first; number < last; number++) passed += openBlock(calendar, number).total;
  return passed;
}

/** The same with a sign: how much open time `to` lies after `from`, less than 0 when it comes before. */
export function signedBusinessTimeBetween(calendar: CompiledCalendar, from: number, to: number): number {
  return to < from ? -businessTimeBetween(calendar, to, from) : businessTimeBetween(calendar, from, to);
}

/** Whether it is open at an instant. At the instant of closing it no longer is. */
export function isOpen(calendar: CompiledCalendar, millis: number): boolean {
  const block = openBlock(calendar, blockNumber(millis));
  return openAfter(block, openBefore(block, millis)) === millis;
}

/** The instant itself when it is open then, otherwise the next opening. Throws `config_invalid` after 20 years. */
export function nextOpen(calendar: CompiledCalendar, millis: number): number {
  return addBusinessTime(calendar, millis, 0, "next_open");
}

/** Whether a shift opens on a day. The end of last night's shift makes no business day. */
export function isBusinessDay(calendar: CompiledCalendar, day: Day): boolean {
  return calendar.spansOn(requireDay(day)).length > 0;
}

/**
 * The end of the so many-th business day after the day of `from`, in milliseconds. The day itself does not count,
 * whenever on it the case was opened, so one business day from Friday is the close of Monday; with `"midnight"` it is
 * the end of Monday, exclusive, as laws count that name days and no hours.
 *
 * Throws `command_invalid` unless `days` is a whole number from 1, `config_invalid` when there are not so many
 * business days within 20 years.
 *
 * @example
 * ```ts
 * import { defineCalendars, instantOf } from "clientele";
 * import { addBusinessDays, compileCalendar } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * const friday = Date.parse("2026-03-06T16:00:00+08:00");
 * instantOf(addBusinessDays(calendar, friday, 1)); // => "2026-03-09T10:00:00.000Z"
 * instantOf(addBusinessDays(calendar, friday, 1, "midnight")); // => "2026-03-09T16:00:00.000Z"
 * ```
 */
export function addBusinessDays(calendar: CompiledCalendar, from: number, days: number, end: DayEnd = "close"): number {
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new ClienteleError("command_invalid", `${days} business days cannot be added; give a whole number from 1.`);
  }
  const opened = requireDay(localDay(from, calendar.zone));
  let counted = 0;
  const last = days > limits.daysSearched ? opened : opened + limits.daysSearched;
  for (let number = opened + 1; number <= last; number++) {
    const close = calendar.spansOn(number).at(-1)?.to;
    if (close !== undefined) counted += 1;
    if (close !== undefined && counted === days) {
      return end === "close" ? close : endOfDay(dayOfNumber(number), calendar.zone);
    }
  }
  throw neverReached(`business day ${days}`, "after", from);
}
