import { readHours } from "./hours.js";
import { weekPlans } from "./day-plan.js";
import type { BusinessCalendar, Calendars, CombinedCalendar } from "./model.js";
import { common, joined, without, type TimeSpan } from "./spans.js";

const weekInMinutes = 7 * 1440;

/**
 * What is open in a week without holidays, in minutes since Monday's midnight. Sunday's night shift reaches into
 * Monday, so the week is a circle. Throws `config_invalid` for hours that are none.
 */
export function weekOf(calendar: BusinessCalendar): readonly TimeSpan[] {
  const spans = weekPlans(calendar).flatMap(({ shifts }, weekday) =>
    shifts.flatMap(({ opens, closes }) => circled(weekday * 1440 + opens, weekday * 1440 + closes)),
  );
  return joined(spans);
}

function circled(from: number, to: number): readonly TimeSpan[] {
  if (to <= weekInMinutes) return [{ from, to }];
  if (from >= weekInMinutes) return [{ from: from - weekInMinutes, to: to - weekInMinutes }];
  return [
    { from, to: weekInMinutes },
    { from: 0, to: to - weekInMinutes },
  ];
}

/** The week of a calendar on the clocks of a zone; that of the document when there is none. */
export interface Week {
  readonly zone: string | undefined;
  readonly spans: readonly TimeSpan[];
  /** Whether it is closed on some dates all the same, so that what is open beside it may be open on those. */
  readonly isClosedOnDates: boolean;
}

/**
 * The weeks of all calendars, as far as they can be told: those with hours for single dates or make-up days, with parts
 * that are not known, in other zones or made of themselves have none, nor has what is left beside the holidays of
 * another.
 */
export function weeksOf(calendars: Calendars): ReadonlyMap<string, Week | undefined> {
  const weeks = new Map<string, Week | undefined>();
  for (const name of Object.keys(calendars)) weekNamed(name, calendars, weeks);
  return weeks;
}

/** One that is being found stands there without its week, so that a circle ends. */
function weekNamed(name: string, calendars: Calendars, weeks: Map<string, Week | undefined>): Week | undefined {
  if (weeks.has(name)) return weeks.get(name);
  weeks.set(name, undefined);
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  if (calendar === undefined) return undefined;
  const week = "op" in calendar ? combinedWeek(calendar, calendars, weeks) : weekAlone(calendar);
  weeks.set(name, week);
  return week;
}

function weekAlone(calendar: BusinessCalendar): Week | undefined {
  const isOpenOnDates = (calendar.special ?? []).length > 0 || calendar.makeUpDays === true;
  if (isOpenOnDates || hasWrongHours(calendar)) return undefined;
  return { zone: calendar.zone, spans: weekOf(calendar), isClosedOnDates: isClosedOnDates(calendar) };
}

function isClosedOnDates({ holidays, closed = [], breaks = [] }: BusinessCalendar): boolean {
  const hasHolidays = holidays !== "none" && holidays.length > 0;
  return hasHolidays || closed.length > 0 || breaks.some((part) => "on" in part);
}

/** Whether hours of the week stand there that are none. */
export function hasWrongHours({ weekly, breaks = [] }: BusinessCalendar): boolean {
  return [...weekly, ...breaks].some(({ hours }) => hours.some((text) => readHours(text) === undefined));
}

function combinedWeek(
  { op, of }: CombinedCalendar,
  calendars: Calendars,
  weeks: Map<string, Week | undefined>,
): Week | undefined {
  const [first, ...others] = of.map((name) => weekNamed(name, calendars, weeks));
  return others.reduce((left, right) => {
    if (left === undefined || right === undefined || left.zone !== right.zone) return undefined;
    if (op === "difference" && right.isClosedOnDates) return undefined;
    const isClosed = left.isClosedOnDates || right.isClosedOnDates;
    return { zone: left.zone, spans: together[op](left.spans, right.spans), isClosedOnDates: isClosed };
  }, first);
}

const together = {
  union: (left: readonly TimeSpan[], right: readonly TimeSpan[]) => joined([...left, ...right]),
  intersection: common,
  difference: without,
} as const;
