import { dayNumber } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import { readHours, type Shift } from "./hours.js";
import type { BusinessCalendar, HolidayData, Hours } from "./model.js";
import { common, joined, without, type TimeSpan } from "./spans.js";

const dayInMinutes = 1440;

/** Why a day has the hours it has. */
export type DayKind = "ordinary" | "holiday" | "make_up" | "closed" | "special";

/** The hours of one day on the wall of the calendar's zone. */
export interface DayPlan {
  readonly kind: DayKind;
  /** What opens on the day, without its breaks. */
  readonly shifts: readonly Shift[];
  /** What the breaks take of it. */
  readonly breaks: readonly Shift[];
}

/**
 * The plan of every day, by its number since 1970-01-01. What stands for one date is put down least binding first, so
 * that the most binding is what remains.
 */
export function planDays(calendar: BusinessCalendar, data: HolidayData | undefined): (day: number) => DayPlan {
  const weekly = weekPlans(calendar);
  const workday = weekly.find(({ shifts }) => shifts.length > 0) ?? closedOn("ordinary");
  const planOf = (day: number): DayPlan => weekly[weekdayNumber(day)] ?? workday;
  const dates = new Map<number, DayPlan>();
  const listed = typeof calendar.holidays === "string" ? (data?.closed ?? []) : calendar.holidays;
  for (const day of listed) dates.set(dayNumber(day), closedOn("holiday"));
  for (const day of calendar.makeUpDays === true ? (data?.working ?? []) : []) {
    const own = planOf(dayNumber(day));
    dates.set(dayNumber(day), { ...(own.shifts.length > 0 ? own : workday), kind: "make_up" });
  }
  for (const day of calendar.closed ?? []) dates.set(dayNumber(day), closedOn("closed"));
  for (const { on, hours } of calendar.special ?? []) {
    dates.set(dayNumber(on), withBreaks("special", readShifts(hours), []));
  }
  for (const [day, taken] of breaksByDate(calendar)) {
    const plan = dates.get(day) ?? planOf(day);
    const cut = withBreaks(plan.kind, plan.shifts, taken);
    dates.set(day, { ...cut, breaks: [...plan.breaks, ...cut.breaks] });
  }
  return (day) => dates.get(day) ?? planOf(day);
}

/** The plans of seven days without a holiday, Monday's first. */
export function weekPlans({ weekly, breaks = [] }: BusinessCalendar): readonly DayPlan[] {
  const ofWeek = breaks.filter((part) => "days" in part);
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    withBreaks("ordinary", shiftsOn(weekly, weekday), shiftsOn(ofWeek, weekday)),
  );
}

/** A night shift has its breaks after midnight as well, so each is tried on the evening and on the morning after. */
function withBreaks(kind: DayKind, shifts: readonly Shift[], breaks: readonly Shift[]): DayPlan {
  const open = joined(spansOf(shifts));
  if (breaks.length === 0 || shifts.length === 0) return { kind, shifts: shiftsOf(open), breaks: [] };
  const taken = joined([...spansOf(breaks), ...spansOf(breaks, dayInMinutes)]);
  return { kind, shifts: shiftsOf(without(open, taken)), breaks: shiftsOf(common(open, taken)) };
}

function spansOf(shifts: readonly Shift[], later = 0): readonly TimeSpan[] {
  return shifts.map(({ opens, closes }) => ({ from: opens + later, to: closes + later }));
}

function shiftsOf(spans: readonly TimeSpan[]): readonly Shift[] {
  return spans.map(({ from, to }) => ({ opens: from, closes: to }));
}

function shiftsOn(parts: BusinessCalendar["weekly"], weekday: number): readonly Shift[] {
  return parts.flatMap(({ days, hours }) => (days.some((day) => day === weekday) ? readShifts(hours) : []));
}

function closedOn(kind: DayKind): DayPlan {
  return { kind, shifts: [], breaks: [] };
}

/** Monday is 0. */
function weekdayNumber(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function breaksByDate({ breaks = [] }: BusinessCalendar): ReadonlyMap<number, readonly Shift[]> {
  const byDate = new Map<number, readonly Shift[]>();
  for (const part of breaks) {
    if (!("on" in part)) continue;
    const day = dayNumber(part.on);
    byDate.set(day, [...(byDate.get(day) ?? []), ...readShifts(part.hours)]);
  }
  return byDate;
}

function readShifts(hours: Hours): readonly Shift[] {
  return hours.map((text) => {
    const shift = readHours(text);
    if (shift !== undefined) return shift;
    throw new ClienteleError("config_invalid", `"${text}" is not a shift; pass the calendar through defineCalendars.`);
  });
}
