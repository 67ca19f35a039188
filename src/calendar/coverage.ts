import type { Day } from "../shared/days.js";
import type { CompiledCalendar } from "./compile.js";
import type { BusinessCalendar, HolidayCoverage, HolidayData } from "./model.js";

/** Whether everything about holidays is known for a day; where it is not, answers that touch the day are provisional. */
export function isCovered(calendar: CompiledCalendar, day: Day): boolean {
  return coversDay(calendar.coverage, day);
}

/** Whether the holidays of a day are known. */
export function coversDay(coverage: HolidayCoverage, day: Day): boolean {
  if (coverage.kind === "days") return coverage.from <= day && day <= coverage.to;
  return coverage.kind === "complete";
}

/**
 * Whether an answer between two instants, in milliseconds, rests on days whose holidays are not known: a deadline in
 * a year that is not announced yet. Compute it again when the data is there.
 *
 * @example
 * ```ts
 * import { defineCalendars, defineHolidays } from "clientele";
 * import { compileCalendar, isProvisional } from "clientele/calendar";
 *
 * const cn = defineHolidays({ name: "cn", from: "2026-01-01", to: "2026-12-31", closed: ["2026-10-01"], working: [] });
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "cn" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai", holidays: { cn } });
 * const opened = Date.parse("2026-12-30T10:00:00+08:00");
 * isProvisional(calendar, opened, Date.parse("2026-12-31T18:00:00+08:00")); // => false
 * isProvisional(calendar, opened, Date.parse("2027-01-04T10:00:00+08:00")); // => true
 * ```
 */
export function isProvisional(calendar: CompiledCalendar, from: number, to: number): boolean {
  const first = Math.min(from, to);
  // What ends with the last known day does not reach into the next.
  const last = Math.max(first, Math.max(from, to) - 1);
  return !calendar.isKnownAt(first) || !calendar.isKnownAt(last);
}

/** What is known about the holidays of a calendar with this data. */
export function coverageOf(
  { holidays, holidaysFor }: BusinessCalendar,
  data: HolidayData | undefined,
): HolidayCoverage {
  if (data !== undefined) return { kind: "days", name: data.name, from: data.from, to: data.to };
  if (typeof holidays === "string" && holidays !== "none") return { kind: "missing", name: holidays };
  return holidaysFor === undefined ? { kind: "complete" } : { kind: "days", name: "holidays", ...holidaysFor };
}

/** What is known where several calendars come together: the days that all of them know. */
export function coverageOfAll(all: readonly HolidayCoverage[]): HolidayCoverage {
  return all.reduce((left, right) => {
    if (left.kind === "missing" || right.kind === "complete") return left;
    if (right.kind === "missing" || left.kind === "complete") return right;
    const [from, to] = [left.from > right.from ? left.from : right.from, left.to < right.to ? left.to : right.to];
    return { kind: "days", name: left.name === right.name ? left.name : `${left.name}, ${right.name}`, from, to };
  });
}
