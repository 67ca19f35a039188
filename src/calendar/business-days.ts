import { dayOfNumber, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import type { CompiledCalendar } from "./compile.js";
import { limits, neverReached, requireDay } from "./require-time.js";

/**
 * The so many-th business day after a day, or before it where `count` is below 0. The day itself does not count. This
 * is how laws count that give somebody seven working days: the day of receipt is left out.
 *
 * Throws `command_invalid` unless `count` is a whole number other than 0, `config_invalid` when there are not so many
 * business days within 20 years.
 *
 * @example
 * ```ts
 * import { defineCalendars } from "clientele";
 * import { compileCalendar, nthBusinessDay } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * nthBusinessDay(calendar, "2026-03-06", 7); // => "2026-03-17"
 * nthBusinessDay(calendar, "2026-03-09", -1); // => "2026-03-06"
 * ```
 */
export function nthBusinessDay(calendar: CompiledCalendar, day: Day, count: number): Day {
  if (!Number.isSafeInteger(count) || count === 0) {
    const message = `There is no business day number ${count}; give a whole number, below 0 for days before.`;
    throw new ClienteleError("command_invalid", message);
  }
  const start = requireDay(day);
  const step = Math.sign(count);
  let counted = 0;
  const furthest = Math.abs(count) > limits.daysSearched ? 0 : limits.daysSearched;
  for (let passed = 1; passed <= furthest; passed++) {
    const number = start + passed * step;
    if (calendar.spansOn(number).length > 0) counted += step;
    if (counted === count) return dayOfNumber(number);
  }
  throw neverReached(`business day ${count}`, step > 0 ? "after" : "before", start * 86_400_000);
}

/**
 * How many business days come after one day, up to another and with it: what {@link nthBusinessDay} counts. 0 when `to`
 * does not come after `from`. Throws `command_invalid` when they lie more than 30 years apart.
 */
export function businessDaysBetween(calendar: CompiledCalendar, from: Day, to: Day): number {
  const [first, last] = [requireDay(from), requireDay(to)];
  if (last - first > limits.blocksMeasured * 364) {
    throw new ClienteleError("command_invalid", "More than 30 years were to be measured; give days that lie closer.");
  }
  let counted = 0;
  for (let number = first + 1; number <= last; number++) if (calendar.spansOn(number).length > 0) counted += 1;
  return counted;
}

/** When the first shift of a day opens, in milliseconds; undefined when none does. */
export function startOfBusinessDay(calendar: CompiledCalendar, day: Day): number | undefined {
  return calendar.spansOn(requireDay(day))[0]?.from;
}

/**
 * When the last shift that opens on a day closes, in milliseconds: a night shift the next morning. Undefined when none
 * opens.
 */
export function endOfBusinessDay(calendar: CompiledCalendar, day: Day): number | undefined {
  return calendar.spansOn(requireDay(day)).at(-1)?.to;
}
