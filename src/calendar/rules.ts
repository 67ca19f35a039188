import * as z from "zod/mini";
import { checkShape } from "../shared/config.js";
import { isDay, type Day } from "../shared/days.js";
import { below, defined, pathText, repeatedNames, type Checked, type ConfigIssue } from "../shared/issues.js";
import { readHours } from "./hours.js";
import type { BusinessCalendar, Calendars, HolidayData, Hours } from "./model.js";
import { unknownZone } from "./zone-issue.js";

const localeMap = z.strictObject({ en: z.exactOptional(z.string()), "zh-CN": z.exactOptional(z.string()) });
const days = z.array(z.string()).check(z.maxLength(5000));
const hours = z.array(z.string()).check(z.maxLength(12));
const calendarShape: z.ZodMiniType<BusinessCalendar> = z.strictObject({
  label: z.exactOptional(z.union([z.string(), localeMap])),
  zone: z.exactOptional(z.string()),
  weekly: z
    .array(z.strictObject({ days: z.array(z.literal([1, 2, 3, 4, 5, 6, 7])).check(z.maxLength(7)), hours }))
    .check(z.maxLength(14)),
  holidays: z.union([z.string(), days]),
  makeUpDays: z.exactOptional(z.boolean()),
  closed: z.exactOptional(days),
  special: z.exactOptional(z.array(z.strictObject({ on: z.string(), hours })).check(z.maxLength(5000))),
});
const calendarsShape: z.ZodMiniType<Calendars> = z.record(z.string(), calendarShape);
const holidaysShape: z.ZodMiniType<HolidayData> = z.strictObject({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  closed: days,
  working: days,
  source: z.exactOptional(z.string()),
});

/**
 * Business calendars by name, checked and frozen; throws `config_invalid` with all mistakes.
 *
 * @example
 * ```ts
 * import { defineCalendars } from "clientele";
 *
 * defineCalendars({ bar: { weekly: [{ days: [5, 6], hours: ["22:00-06:00"] }], holidays: "none" } });
 * defineCalendars({ bar: { weekly: [], holidays: "none" } }); // throws config_invalid
 * ```
 */
export function defineCalendars<const Literal extends Calendars>(literal: Literal): Literal {
  return defined(checkCalendars(literal), "The calendars") as Literal;
}

/**
 * Business calendars from JSON, or every mistake: `invalid_name`, `unknown_name` (a zone), `not_hours`, `not_a_day`,
 * `repeated_name` (one date with special hours twice), `overlapping_shifts`, `contradiction` (a date both closed and
 * open), `never_open`, and those of the shape.
 */
export function checkCalendars(value: unknown): Checked<Calendars> {
  const checked = checkShape(calendarsShape, value);
  if (!checked.ok) return checked;
  const issues = Object.entries(checked.value).flatMap(([name, calendar]) => [
    ...nameIssues(name),
    ...calendarIssues(calendar).map((issue) => ({ ...issue, path: below(pathText([name]), issue.path) })),
  ]);
  return issues.length === 0 ? checked : { ok: false, issues };
}

/** Holiday data, checked and frozen; throws `config_invalid` with all mistakes. */
export function defineHolidays(literal: HolidayData): HolidayData {
  return defined(checkHolidays(literal), "The holiday data");
}

/**
 * Holiday data from JSON, or every mistake: `not_a_day`, `outside_coverage` (a day that the data does not speak of),
 * `contradiction` (a day both closed and worked), and those of the shape.
 */
export function checkHolidays(value: unknown): Checked<HolidayData> {
  const checked = checkShape(holidaysShape, value);
  if (!checked.ok) return checked;
  const { from, to, closed, working } = checked.value;
  const issues = [
    ...dayIssues("from", [from]).map((issue) => ({ ...issue, path: "from" })),
    ...dayIssues("to", [to]).map((issue) => ({ ...issue, path: "to" })),
    ...dayIssues("closed", closed),
    ...dayIssues("working", working),
    ...uncovered("closed", closed, from, to),
    ...uncovered("working", working, from, to),
    ...contradictions("working", working, closed),
  ];
  return issues.length === 0 ? checked : { ok: false, issues };
}

function nameIssues(name: string): ConfigIssue[] {
  if (/^[\p{L}\p{N}_.-]{1,64}$/u.test(name)) return [];
  const message = `"${name}" cannot be a name; use 1 to 64 letters, digits, "_", "." and "-"`;
  return [{ path: pathText([name]), code: "invalid_name", message }];
}

function calendarIssues(calendar: BusinessCalendar): ConfigIssue[] {
  const { zone, weekly, holidays, closed = [], special = [] } = calendar;
  const zoneIssue = zone === undefined ? undefined : unknownZone("zone", zone);
  const onDates = special.map(({ on }) => on);
  return [
    ...(zoneIssue === undefined ? [] : [zoneIssue]),
    ...weekly.flatMap((entry, i) => hoursIssues(`weekly[${i}].hours`, entry.hours)),
    ...weekOverlaps(calendar),
    ...(typeof holidays === "string" ? [] : dayIssues("holidays", holidays)),
    ...dayIssues("closed", closed),
    ...special.flatMap(({ on, hours: onDate }, i) => [
      ...dayIssues("", [on]).map((issue) => ({ ...issue, path: `special[${i}].on` })),
      ...hoursIssues(`special[${i}].hours`, onDate),
      ...overlaps(onDate.map((text, j) => ({ path: `special[${i}].hours[${j}]`, text, weekday: 1 }))),
    ]),
    ...repeatedNames("special", "on", onDates),
    ...contradictions("closed", closed, onDates),
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

function dayIssues(path: string, texts: readonly Day[]): ConfigIssue[] {
  return texts.flatMap((text, i) =>
    isDay(text)
      ? []
      : [{ path: `${path}[${i}]`, code: "not_a_day", message: `"${text}" is not a day; write one like "2026-10-01"` }],
  );
}

function contradictions(path: string, texts: readonly Day[], others: readonly Day[]): ConfigIssue[] {
  const known = new Set(others);
  return texts.flatMap((text, i) =>
    known.has(text)
      ? [{ path: `${path}[${i}]`, code: "contradiction", message: `${text} stands here as closed and as open` }]
      : [],
  );
}

function uncovered(path: string, texts: readonly Day[], from: Day, to: Day): ConfigIssue[] {
  return texts.flatMap((text, i) =>
    from <= text && text <= to
      ? []
      : [{ path: `${path}[${i}]`, code: "outside_coverage", message: `${text} is not between ${from} and ${to}` }],
  );
}

function neverOpen({ weekly, special = [] }: BusinessCalendar): ConfigIssue[] {
  const isEverOpen = weekly.some((entry) => entry.days.length > 0 && entry.hours.length > 0);
  if (isEverOpen || special.some((date) => date.hours.length > 0)) return [];
  const message = "is never open; give at least one day of the week hours";
  return [{ path: "weekly", code: "never_open", message }];
}

interface PlacedHours {
  readonly path: string;
  readonly text: string;
  readonly weekday: number;
}

function weekOverlaps({ weekly }: BusinessCalendar): ConfigIssue[] {
  return overlaps(
    weekly.flatMap((entry, i) =>
      entry.days.flatMap((weekday) =>
        entry.hours.map((text, j) => ({ path: `weekly[${i}].hours[${j}]`, text, weekday })),
      ),
    ),
  );
}

/** Sunday's night shift reaches into Monday, so the week is a circle. Each place is named once. */
function overlaps(placed: readonly PlacedHours[]): ConfigIssue[] {
  const found = new Map<string, ConfigIssue>();
  placed.forEach((later, i) => {
    const earlier = placed.slice(0, i).find((other) => haveCommonTime(other, later));
    if (earlier === undefined || found.has(later.path)) return;
    const message = `"${later.text}" overlaps "${earlier.text}" at ${earlier.path}`;
    found.set(later.path, { path: later.path, code: "overlapping_shifts", message });
  });
  return [...found.values()];
}

function haveCommonTime(left: PlacedHours, right: PlacedHours): boolean {
  const [first, second] = [readHours(left.text), readHours(right.text)];
  if (first === undefined || second === undefined) return false;
  const apart = (right.weekday - left.weekday) * 1440;
  return [-10_080, 0, 10_080].some(
    (week) => first.opens < second.closes + apart + week && second.opens + apart + week < first.closes,
  );
}
