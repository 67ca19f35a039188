import { businessTimeBetween } from "../calendar/business.js";
import type { CompiledCalendar } from "../calendar/compile.js";
import { periodAround } from "../calendar/periods.js";
import { endOfDay, localDay } from "../calendar/zones.js";
import { addDays } from "../shared/days.js";
import { calendarNamed } from "./measure.js";
import { rangeOf } from "./report-groups.js";
import type { CaseReportContext } from "./report-model.js";

/** A length of time in milliseconds: all of it, and the open time in it where a calendar was named. */
export interface TimeSpent {
  readonly calendar: number;
  readonly business?: number;
}

/** The context of a report that measures time. */
export interface TimeReportContext extends CaseReportContext {
  /** The business calendar of which open time is told too. */
  readonly calendar?: string;
}

/** How a stretch of time, in milliseconds, is measured in a context. */
export function spentIn(context: TimeReportContext): (from: number, to: number) => TimeSpent {
  const calendar = context.calendar === undefined ? undefined : calendarNamed(context.calendar, context);
  return (from, to) => ({ calendar: Math.max(0, to - from), ...openTime(calendar, from, to) });
}

/** Two lengths together. */
export function addSpent(left: TimeSpent, right: TimeSpent): TimeSpent {
  const business = (left.business ?? 0) + (right.business ?? 0);
  const hasBusiness = left.business !== undefined || right.business !== undefined;
  return { calendar: left.calendar + right.calendar, ...(hasBusiness && { business }) };
}

/** The part of a stretch that a report covers, cut where one period ends and the next begins. */
export function cutByPeriod(
  stretch: { readonly from: number; readonly to: number },
  context: CaseReportContext,
): readonly { readonly from: number; readonly to: number }[] {
  const range = rangeOf(context);
  const { period, zone } = context;
  if (stretch.from === stretch.to) return stretch.from >= range.from && stretch.from < range.until ? [stretch] : [];
  const from = Math.max(stretch.from, range.from);
  const to = Math.min(stretch.to, range.until);
  if (period === undefined) return from < to ? [{ from, to }] : [];
  const pieces: { readonly from: number; readonly to: number }[] = [];
  for (let at = from; at < to;) {
    const last = addDays(periodAround(localDay(at, zone), period).to, -1);
    const end = Math.min(to, endOfDay(last, zone));
    pieces.push({ from: at, to: end });
    at = end;
  }
  return pieces;
}

function openTime(calendar: CompiledCalendar | undefined, from: number, to: number): { readonly business?: number } {
  return calendar === undefined ? {} : { business: businessTimeBetween(calendar, from, to) };
}
