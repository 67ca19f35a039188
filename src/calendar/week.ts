import { readHours } from "./hours.js";
import type { BusinessCalendar, Calendars, CombinedCalendar } from "./model.js";
import { common, joined, without, type TimeSpan } from "./spans.js";

const dayInMinutes = 1440;
const weekInMinutes = 7 * dayInMinutes;

/**
 * What is open in a week without holidays, in minutes since Monday's midnight. Sunday's night shift reaches into
 * Monday, so the week is a circle.
 */
export function weekOf({ weekly, breaks = [] }: BusinessCalendar): readonly TimeSpan[] {
  return without(circled(weekly), circled(breaks.filter((part) => "days" in part)));
}

/** The week of a calendar on the clocks of a zone; that of the document when there is none. */
export interface Week {
  readonly zone: string | undefined;
  readonly spans: readonly TimeSpan[];
}

/**
 * The weeks of all calendars, as far as they can be told: hours for single dates, parts that are not known, in other
 * zones or made of themselves have none.
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
  return (calendar.special ?? []).length > 0 ? undefined : { zone: calendar.zone, spans: weekOf(calendar) };
}

function combinedWeek(
  { op, of }: CombinedCalendar,
  calendars: Calendars,
  weeks: Map<string, Week | undefined>,
): Week | undefined {
  const [first, ...others] = of.map((name) => weekNamed(name, calendars, weeks));
  return others.reduce((left, right) => {
    if (left === undefined || right === undefined || left.zone !== right.zone) return undefined;
    return { zone: left.zone, spans: together[op](left.spans, right.spans) };
  }, first);
}

const together = {
  union: (left: readonly TimeSpan[], right: readonly TimeSpan[]) => joined([...left, ...right]),
  intersection: common,
  difference: without,
} as const;

function circled(parts: BusinessCalendar["weekly"]): readonly TimeSpan[] {
  const spans = parts.flatMap(({ days, hours }) =>
    days.flatMap((day) => hours.flatMap((text) => placedOn((day - 1) * dayInMinutes, text))),
  );
  return joined(spans);
}

function placedOn(midnight: number, text: string): readonly TimeSpan[] {
  const shift = readHours(text);
  if (shift === undefined) return [];
  const [from, to] = [midnight + shift.opens, midnight + shift.closes];
  if (to <= weekInMinutes) return [{ from, to }];
  return [
    { from, to: weekInMinutes },
    { from: 0, to: to - weekInMinutes },
  ];
}
