import type { Day } from "../shared/days.js";
import type { ConfigIssue } from "../shared/issues.js";
import { contradictions, dayIssues, rangeIssues } from "./check-days.js";
import { readHours } from "./hours.js";
import type { BusinessCalendar, Hours } from "./model.js";
import { hasWrongHours, weekOf } from "./week.js";
import { unknownZone } from "./zone-issue.js";

const weekInMinutes = 7 * 1440;

/** What is wrong with one calendar, beyond its shape. */
export function calendarIssues(calendar: BusinessCalendar): ConfigIssue[] {
  const { zone, weekly, holidays, holidaysFor, closed = [], special = [], breaks = [] } = calendar;
  const zoneIssue = zone === undefined ? undefined : unknownZone("zone", zone);
  const onDates = special.map(({ on }) => on);
  return [
    ...(zoneIssue === undefined ? [] : [zoneIssue]),
    ...weekly.flatMap((entry, i) => hoursIssues(`weekly[${i}].hours`, entry.hours)),
    ...weekOverlaps(calendar),
    ...(typeof holidays === "string" ? [] : dayIssues("holidays", holidays)),
    ...(holidaysFor === undefined ? [] : rangeIssues("holidaysFor", holidaysFor)),
    ...dayIssues("closed", closed),
    ...special.flatMap(({ on, hours: onDate }, i) => [
      ...dayIssues("", [on]).map((issue) => ({ ...issue, path: `special[${i}].on` })),
      ...hoursIssues(`special[${i}].hours`, onDate),
      ...overlaps(onDate.flatMap((text, j) => placedHours(`special[${i}].hours[${j}]`, text, 1))),
    ]),
    ...repeatedDates(onDates),
    ...contradictions("closed", closed, onDates),
    ...breaks.flatMap((part, i) => [
      ...("on" in part ? dayIssues("", [part.on]).map((issue) => ({ ...issue, path: `breaks[${i}].on` })) : []),
      ...hoursIssues(`breaks[${i}].hours`, part.hours),
    ]),
    ...neverOpen(calendar),
  ];
}

function hoursIssues(path: string, texts: Hours): ConfigIssue[] {
  const help = 'write them like "09:00-18:00", until midnight as "18:00-24:00", overnight as "22:00-06:00"';
  return texts.flatMap((text, i) =>
    readHours(text) === undefined
      ? [{ path: `${path}[${i}]`, code: "not_hours", message: `"${text}" are no opening hours; ${help}` }]
      : [],
  );
}

function repeatedDates(dates: readonly Day[]): ConfigIssue[] {
  const seen = new Set<Day>();
  return dates.flatMap((day, i) => {
    const message = `"${day}" stands here a second time`;
    const issues = seen.has(day) ? [{ path: `special[${i}].on`, code: "repeated_name", message }] : [];
    seen.add(day);
    return issues;
  });
}

function neverOpen(calendar: BusinessCalendar): ConfigIssue[] {
  // Hours that are none are an issue already.
  if (hasWrongHours(calendar) || weekOf(calendar).length > 0) return [];
  if ((calendar.special ?? []).some((date) => date.hours.length > 0)) return [];
  const message = "is never open; give at least one day of the week hours that no break takes";
  return [{ path: "weekly", code: "never_open", message }];
}

interface PlacedHours {
  readonly path: string;
  readonly text: string;
  /** Minutes since Monday's midnight. */
  readonly from: number;
  readonly to: number;
}

function weekOverlaps({ weekly }: BusinessCalendar): ConfigIssue[] {
  return overlaps(
    weekly.flatMap((entry, i) =>
      entry.days.flatMap((weekday) =>
        entry.hours.flatMap((text, j) => placedHours(`weekly[${i}].hours[${j}]`, text, weekday)),
      ),
    ),
  );
}

function placedHours(path: string, text: string, weekday: number): readonly PlacedHours[] {
  const shift = readHours(text);
  const midnight = (weekday - 1) * 1440;
  return shift === undefined ? [] : [{ path, text, from: midnight + shift.opens, to: midnight + shift.closes }];
}

/** Each place is named once. */
function overlaps(placed: readonly PlacedHours[]): ConfigIssue[] {
  const found = new Map<string, ConfigIssue>();
  placed.forEach((later, i) => {
    if (found.has(later.path)) return;
    const earlier = placed.find((other, j) => j < i && haveCommonTime(other, later));
    if (earlier === undefined) return;
    const message = `"${later.text}" overlaps "${earlier.text}" at ${earlier.path}`;
    found.set(later.path, { path: later.path, code: "overlapping_shifts", message });
  });
  return [...found.values()];
}

/** Sunday's night shift reaches into Monday, so the week is a circle. */
function haveCommonTime(left: PlacedHours, right: PlacedHours): boolean {
  return meet(left, right, 0) || meet(left, right, -weekInMinutes) || meet(left, right, weekInMinutes);
}

function meet(left: PlacedHours, right: PlacedHours, later: number): boolean {
  return left.from < right.to + later && right.from + later < left.to;
}
