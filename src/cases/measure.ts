import { subtractBusinessTime } from "../calendar/backwards.js";
import { addBusinessDays, addBusinessTime, businessTimeBetween } from "../calendar/business.js";
import { compileCalendar, type CompiledCalendar } from "../calendar/compile.js";
import { isProvisional } from "../calendar/coverage.js";
import { addDuration } from "../calendar/periods.js";
import { readDuration } from "../shared/durations.js";
import { ClienteleError } from "../shared/errors.js";
import { instantOf, millisOf } from "../shared/instants.js";
import type { CasesContext } from "./model.js";
import type { CaseTarget } from "./target-model.js";
import { wholeDays } from "./whole-days.js";

/** The time that a target counts in, everything in milliseconds. */
export interface Measure {
  /** How much of it the target allows. */
  readonly total: number;
  /** The instant at which so much of it has passed. */
  readonly add: (from: number, amount: number) => number;
  /** The instant before which so much of it lies. */
  readonly subtract: (from: number, amount: number) => number;
  /** How much of it lies between two instants. */
  readonly between: (from: number, to: number) => number;
  /** Whether what is counted between two instants rests on holidays that nobody has announced yet. */
  readonly isProvisional: (from: number, to: number) => boolean;
  /** What it counts by; undefined when all time counts. */
  readonly calendar?: CompiledCalendar;
}

/** What of a target says how its time is counted. */
export type MeasuredLength = Pick<CaseTarget, "within" | "time" | "calendar" | "dayEnd" | "boundary">;

/**
 * How the time of a target is counted from the instant at which its clock started. Business days are turned into the
 * open time up to the close of the last of them, or into whole days where they end at midnight, so that pauses are
 * treated alike everywhere.
 */
export function measureOf(target: MeasuredLength, start: number, context: CasesContext): Measure {
  if (target.time === "calendar") {
    const due = millisOf(addDuration(instantOf(start), target.within, context.zone));
    return {
      total: due - start,
      add: (from, amount) => from + amount,
      subtract: (from, amount) => from - amount,
      between: (from, to) => Math.max(0, to - from),
      isProvisional: () => false,
    };
  }
  const named = calendarNamed(target.calendar ?? "", context);
  const { days = 0, milliseconds = 0 } = readDuration(target.within) ?? {};
  const isByDay = target.time === "business_days";
  const calendar = isByDay && target.dayEnd === "midnight" ? wholeDays(named) : named;
  const boundary = isByDay ? "close" : target.boundary;
  return {
    total: isByDay
      ? businessTimeBetween(calendar, start, addBusinessDays(named, start, days, target.dayEnd))
      : milliseconds,
    add: (from, amount) => addBusinessTime(calendar, from, amount, boundary),
    subtract: (from, amount) => subtractBusinessTime(calendar, from, amount),
    between: (from, to) => businessTimeBetween(calendar, from, to),
    isProvisional: (from, to) => isProvisional(calendar, from, to),
    calendar,
  };
}

/** A calendar of the context, ready for arithmetic. Throws `command_invalid` when it is not there. */
export function calendarNamed(
  name: string,
  { calendars = {}, holidays, zone }: Pick<CasesContext, "calendars" | "holidays" | "zone">,
): CompiledCalendar {
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  if (calendar !== undefined)
    return compileCalendar(calendar, { zone, calendars, ...(holidays !== undefined && { holidays }) });
  throw new ClienteleError(
    "command_invalid",
    `calendars: "${name}" is not in the context, and time of the case is counted in it; pass the program's calendars.`,
    { path: "calendars" },
  );
}
