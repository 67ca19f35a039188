import { dayNumber, dayOfNumber, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import type { CompiledCalendar } from "./compile.js";
import { blockNumber, instantAfter, openBefore, openBlock, openSpansOn, spanBegunBy } from "./open-time.js";
import { localDay } from "./zones.js";

/** Where a deadline lies that ends exactly at closing time: there, or at the next opening. */
export type Boundary = "close" | "next_open";

const daysSearched = 7305; // 20 years
const blocksSearched = 21; // of 364 days: 20 years and a little more

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
 * import { addBusinessTime, compileCalendar, defineCalendars, instantOf } from "clientele";
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
  if (!(duration >= 0)) {
    throw new ClienteleError("command_invalid", `${duration} ms of open time cannot be added; give 0 or more.`);
  }
  if (duration === 0 && boundary === "close") return from;
  const first = blockNumber(from);
  let left = openBefore(openBlock(calendar, first), from) + duration;
  for (let number = first; number <= first + blocksSearched; number++) {
    const block = openBlock(calendar, number);
    const reached = instantAfter(block, left, boundary === "next_open");
    if (reached !== undefined) return reached;
    left -= block.total;
  }
  throw neverReached(`${duration} ms of open time`, from);
}

/**
 * How much open time lies between two instants, in milliseconds. 0 when `to` comes before `from`. Adding it to `from`
 * gives `to` again when that is open or closing time.
 */
export function businessTimeBetween(calendar: CompiledCalendar, from: number, to: number): number {
  if (to <= from) return 0;
  const [first, last] = [blockNumber(from), blockNumber(to)];
  let passed = openBefore(openBlock(calendar, last), to) - openBefore(openBlock(calendar, first), from);
  for (let number = first; number < last; number++) passed += openBlock(calendar, number).total;
  return passed;
}

/** Whether it is open at an instant. At the instant of closing it no longer is. */
export function isOpen(calendar: CompiledCalendar, millis: number): boolean {
  const span = spanBegunBy(openBlock(calendar, blockNumber(millis)), millis);
  return span !== undefined && millis < span.to;
}

/** The instant itself when it is open then, otherwise the next opening. Throws `config_invalid` after 20 years. */
export function nextOpen(calendar: CompiledCalendar, millis: number): number {
  return addBusinessTime(calendar, millis, 0, "next_open");
}

/** Whether a shift opens on a day. The end of last night's shift makes no business day. */
export function isBusinessDay(calendar: CompiledCalendar, day: Day): boolean {
  return openSpansOn(calendar, day).length > 0;
}

/**
 * The end of business, in milliseconds, of the so many-th business day after the day of `from`. The day itself does
 * not count, whenever on it the case was opened, so one business day from Friday is the close of Monday.
 *
 * Throws `command_invalid` unless `days` is a whole number from 1, `config_invalid` when there are not so many
 * business days within 20 years.
 */
export function addBusinessDays(calendar: CompiledCalendar, from: number, days: number): number {
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new ClienteleError("command_invalid", `${days} business days cannot be added; give a whole number from 1.`);
  }
  const opened = dayNumber(localDay(from, calendar.zone));
  let counted = 0;
  for (let number = opened + 1; number <= opened + daysSearched; number++) {
    const spans = openSpansOn(calendar, dayOfNumber(number));
    if (spans.length > 0) counted += 1;
    if (counted === days) return Math.max(...spans.map(({ to }) => to));
  }
  throw neverReached(`business day ${days}`, from);
}

function neverReached(what: string, from: number): ClienteleError {
  const start = new Date(from).toISOString();
  const message = `The calendar does not reach ${what} within 20 years after ${start}; give it more open time.`;
  return new ClienteleError("config_invalid", message);
}
