import { weekdayOf, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import { readHours, type Shift } from "./hours.js";
import type { BusinessCalendar, CalendarContext, HolidayCoverage, HolidayData, Hours } from "./model.js";
import { unknownZone } from "./zone-issue.js";
import type { OpenBlock, OpenTime } from "./open-time.js";

/** A business calendar made ready for arithmetic by {@link compileCalendar}. Opaque but for `zone` and `coverage`. */
export interface CompiledCalendar extends OpenTime {
  readonly zone: string;
  readonly coverage: HolidayCoverage;
}

type ByZone = Map<string, CompiledCalendar>;
const compiledOnce = new WeakMap<BusinessCalendar, WeakMap<HolidayData | BusinessCalendar, ByZone>>();

/**
 * A calendar made ready for arithmetic. The same calendar with the same holiday data gives the same compiled one, and
 * what was worked out stays with it, so call this as often as you like and do not change either object afterwards.
 * Holiday data that the calendar names and the context does not have is taken as no holidays; `coverage` says so.
 *
 * @example
 * ```ts
 * import { compileCalendar, defineCalendars } from "clientele";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "cn_statutory" },
 * });
 * compileCalendar(desk, { zone: "Asia/Shanghai" }).coverage; // => { kind: "missing", name: "cn_statutory" }
 * ```
 */
export function compileCalendar(calendar: BusinessCalendar, context: CalendarContext): CompiledCalendar {
  const data = dataFor(calendar.holidays, context);
  const zone = calendar.zone ?? context.zone;
  const byData = kept(compiledOnce, calendar, () => new WeakMap<HolidayData | BusinessCalendar, ByZone>());
  const byZone = kept(byData, data ?? calendar, () => new Map<string, CompiledCalendar>());
  return kept(byZone, zone, () => compiled(calendar, zone, data));
}

/** Whether everything about holidays is known for a day; where it is not, answers that touch the day are provisional. */
export function isCovered(calendar: CompiledCalendar, day: Day): boolean {
  const { coverage } = calendar;
  if (coverage.kind === "days") return coverage.from <= day && day <= coverage.to;
  return coverage.kind === "complete";
}

function dataFor(holidays: BusinessCalendar["holidays"], context: CalendarContext): HolidayData | undefined {
  if (typeof holidays !== "string" || holidays === "none" || context.holidays === undefined) return undefined;
  return Object.hasOwn(context.holidays, holidays) ? context.holidays[holidays] : undefined;
}

interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function kept<Key, Value>(cache: Cache<Key, Value>, key: Key, make: () => Value): Value {
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = make();
  cache.set(key, made);
  return made;
}

function compiled(calendar: BusinessCalendar, zone: string, data: HolidayData | undefined): CompiledCalendar {
  const issue = unknownZone("zone", zone);
  if (issue !== undefined) throw new ClienteleError("config_invalid", `zone: ${issue.message}.`, { issues: [issue] });
  return {
    zone,
    coverage: coverageOf(calendar.holidays, data),
    shiftsOf: shiftsByDay(calendar, data),
    blocks: new Map<number, OpenBlock>(),
  };
}

function coverageOf(holidays: BusinessCalendar["holidays"], data: HolidayData | undefined): HolidayCoverage {
  if (data !== undefined) return { kind: "days", name: data.name, from: data.from, to: data.to };
  if (typeof holidays !== "string" || holidays === "none") return { kind: "complete" };
  return { kind: "missing", name: holidays };
}

/** What stands for one date is put down least binding first, so that the most binding is what remains. */
function shiftsByDay(calendar: BusinessCalendar, data: HolidayData | undefined): (day: Day) => readonly Shift[] {
  const weekly = weeklyShifts(calendar);
  const workday = weekly.find((shifts) => shifts.length > 0) ?? [];
  const byDate = new Map<Day, readonly Shift[]>();
  const holidays = typeof calendar.holidays === "string" ? (data?.closed ?? []) : calendar.holidays;
  for (const day of holidays) byDate.set(day, []);
  for (const day of calendar.makeUpDays === true ? (data?.working ?? []) : []) {
    const own = weekly[weekdayOf(day) - 1] ?? [];
    byDate.set(day, own.length > 0 ? own : workday);
  }
  for (const day of calendar.closed ?? []) byDate.set(day, []);
  for (const { on, hours } of calendar.special ?? []) byDate.set(on, shiftsOf(hours));
  return (day) => byDate.get(day) ?? weekly[weekdayOf(day) - 1] ?? [];
}

/** Seven lists, Monday's first. */
function weeklyShifts(calendar: BusinessCalendar): readonly (readonly Shift[])[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    calendar.weekly.flatMap(({ days, hours }) => (days.some((day) => day === weekday) ? shiftsOf(hours) : [])),
  );
}

function shiftsOf(hours: Hours): readonly Shift[] {
  return hours.map((text) => {
    const shift = readHours(text);
    if (shift !== undefined) return shift;
    throw new ClienteleError("config_invalid", `"${text}" is not a shift; pass the calendar through defineCalendars.`);
  });
}
