import type { CompiledCalendar } from "./compile.js";
import { blockNumber, firstAfter, openAfter, openBefore, openBlock } from "./open-time.js";
import { limits, neverReached, requireLength } from "./require-time.js";

/** Where a start lies that falls exactly on an opening: there, or at the close before it. */
export type BackwardBoundary = "open" | "previous_close";

/**
 * The latest instant from which so much open time passes until `from`, everything in milliseconds: when work must have
 * begun that takes so long and is due then. It is {@link addBusinessTime} backwards, and gives back where that began
 * if it was open there. With `"previous_close"` it is the earliest such instant.
 *
 * Throws `command_invalid` for a duration that is negative or no number, `config_invalid` when the calendar was not
 * open for so long within 20 years.
 *
 * @example
 * ```ts
 * import { defineCalendars, instantOf } from "clientele";
 * import { compileCalendar, subtractBusinessTime } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * const monday = Date.parse("2026-03-09T11:00:00+08:00");
 * instantOf(subtractBusinessTime(calendar, monday, 4 * 3_600_000)); // => "2026-03-06T08:00:00.000Z"
 * instantOf(subtractBusinessTime(calendar, monday, 2 * 3_600_000, "previous_close")); // => "2026-03-06T10:00:00.000Z"
 * ```
 */
export function subtractBusinessTime(
  calendar: CompiledCalendar,
  from: number,
  duration: number,
  boundary: BackwardBoundary = "open",
): number {
  requireLength(duration);
  const first = blockNumber(from);
  if (duration === 0 && boundary === "open") return from;
  let left = openBefore(openBlock(calendar, first), from) - duration;
  for (let number = first; number > first - limits.blocksSearched; number--) {
    const block = openBlock(calendar, number);
    if (number < first) left += block.total;
    const reached = boundary === "open" ? openAfter(block, left) : firstAfter(block, left);
    if (reached !== undefined && (boundary === "open" ? left >= 0 : left > 0)) return reached;
  }
  throw neverReached(`${duration} ms of open time`, "before", from);
}

/**
 * The instant itself when it was open until then, as at closing time; otherwise the last close, also from the very
 * instant of opening. Throws `config_invalid` when there was none for 20 years.
 */
export function previousClose(calendar: CompiledCalendar, millis: number): number {
  return subtractBusinessTime(calendar, millis, 0, "previous_close");
}
