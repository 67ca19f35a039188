import { addBusinessDays, addBusinessTime, businessTimeBetween } from "../calendar/business.js";
import { compileCalendar, type CompiledCalendar } from "../calendar/compile.js";
import { addDuration } from "../calendar/periods.js";
import { readDuration } from "../shared/durations.js";
import { ClienteleError } from "../shared/errors.js";
import { instantOf, millisOf } from "../shared/instants.js";
import type { CasesContext } from "./model.js";
import type { CaseTarget } from "./sections.js";

/** The time that a target counts in, everything in milliseconds. */
export interface Measure {
  /** How much of it the target allows. */
  readonly total: number;
  /** The instant at which so much of it has passed. */
  readonly add: (from: number, amount: number) => number;
  /** How much of it lies between two instants. */
  readonly between: (from: number, to: number) => number;
}

/**
 * How the time of a target is counted from the instant at which its clock started. Business days are turned into the
 * open time up to the close of the last of them, so that pauses are treated alike everywhere.
 */
export function measureOf(target: CaseTarget, start: number, context: CasesContext): Measure {
  if (target.time === "calendar") {
    const due = millisOf(addDuration(instantOf(start), target.within, context.zone));
    return { total: due - start, add: (from, amount) => from + amount, between: (from, to) => to - from };
  }
  const calendar = calendarOf(target, context);
  const { days = 0, milliseconds = 0 } = readDuration(target.within) ?? {};
  const isByDay = target.time === "business_days";
  return {
    total: isByDay ? businessTimeBetween(calendar, start, addBusinessDays(calendar, start, days)) : milliseconds,
    add: (from, amount) => addBusinessTime(calendar, from, amount),
    between: (from, to) => businessTimeBetween(calendar, from, to),
  };
}

function calendarOf(
  { calendar: name = "" }: CaseTarget,
  { calendars = {}, holidays, zone }: CasesContext,
): CompiledCalendar {
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  if (calendar !== undefined) return compileCalendar(calendar, { zone, ...(holidays !== undefined && { holidays }) });
  throw new ClienteleError(
    "command_invalid",
    `calendars: "${name}" is not in the context, and a target of the case counts in it; pass the program's calendars.`,
    { path: "calendars" },
  );
}
