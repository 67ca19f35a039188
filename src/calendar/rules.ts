import * as z from "zod/mini";
import { checkShape } from "../shared/config.js";
import { below, defined, pathText, type Checked, type ConfigIssue } from "../shared/issues.js";
import { calendarIssues } from "./check-calendar.js";
import { combinedIssues } from "./check-combined.js";
import { contradictions, rangeIssues, dayIssues, uncovered } from "./check-days.js";
import type { BusinessCalendar, CalendarBreak, Calendars, CombinedCalendar, DayRange, HolidayData } from "./model.js";
import { weeksOf } from "./week.js";

/** As many as a program can need: one a shop. */
const mostCalendars = 500;
const localeMap = z.strictObject({ en: z.exactOptional(z.string()), "zh-CN": z.exactOptional(z.string()) });
const days = z.array(z.string()).check(z.maxLength(5000));
const hours = z.array(z.string()).check(z.maxLength(12));
const weekdays = z.array(z.literal([1, 2, 3, 4, 5, 6, 7])).check(z.maxLength(7));
const dayRange: z.ZodMiniType<DayRange> = z.strictObject({ from: z.string(), to: z.string() });
const breakShape: z.ZodMiniType<CalendarBreak> = z.union(
  [z.strictObject({ days: weekdays, hours }), z.strictObject({ on: z.string(), hours })],
  'is no break; write { "days": [1], "hours": ["12:00-13:00"] } or { "on": "2026-10-01", "hours": ["12:00-13:00"] }',
);
const label = z.exactOptional(z.union([z.string(), localeMap]));
const calendarShape: z.ZodMiniType<BusinessCalendar> = z.strictObject({
  label,
  zone: z.exactOptional(z.string()),
  weekly: z.array(z.strictObject({ days: weekdays, hours })).check(z.maxLength(14)),
  holidays: z.union([z.string(), days], {
    error: ({ input }) =>
      input === undefined ? undefined : 'is neither "none" nor the name of holiday data nor a list of days',
  }),
  makeUpDays: z.exactOptional(z.boolean()),
  holidaysFor: z.exactOptional(dayRange),
  closed: z.exactOptional(days),
  special: z.exactOptional(z.array(z.strictObject({ on: z.string(), hours })).check(z.maxLength(5000))),
  breaks: z.exactOptional(z.array(breakShape).check(z.maxLength(500))),
});
const combinedShape: z.ZodMiniType<CombinedCalendar> = z.strictObject({
  label,
  op: z.literal(["union", "intersection", "difference"]),
  of: z.array(z.string()).check(z.minLength(1), z.maxLength(20)),
});
const anyRecord: z.ZodMiniType<Readonly<Record<string, unknown>>> = z.record(z.string(), z.unknown());
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
 * Business calendars from JSON, or every mistake: `invalid_name`, `unknown_name` (a zone, a part), `not_hours`,
 * `not_a_day`, `repeated_name` (one date with special hours twice, a part twice), `overlapping_shifts`, `contradiction`
 * (a date both closed and open), `low_above_high` (a range that ends before it begins), `circular` (a calendar made of
 * itself), `never_open`, and those of the shape. There can be 500 of them.
 */
export function checkCalendars(value: unknown): Checked<Calendars> {
  const entries = checkShape(anyRecord, value);
  if (!entries.ok) return entries;
  const shaped = Object.entries(entries.value).map(([name, calendar]) => [name, checkOne(calendar)] as const);
  const issues = shaped.flatMap(([name, checked]) => (checked.ok ? [] : placedIn(name, checked.issues)));
  if (shaped.length > mostCalendars) {
    const message = `${shaped.length} calendars are too many; the most is ${mostCalendars}`;
    issues.push({ path: "", code: "out_of_range", message });
  }
  if (issues.length > 0) return { ok: false, issues };
  const calendars = Object.fromEntries(shaped.flatMap(([name, each]) => (each.ok ? [[name, each.value]] : [])));
  const weeks = weeksOf(calendars);
  const mistakes = Object.entries(calendars).flatMap(([name, calendar]) => [
    ...nameIssues(name),
    ...placedIn(
      name,
      "op" in calendar ? combinedIssues(name, calendar, calendars, weeks.get(name)) : calendarIssues(calendar),
    ),
  ]);
  return mistakes.length === 0 ? { ok: true, value: Object.freeze(calendars) } : { ok: false, issues: mistakes };
}

function checkOne(calendar: unknown): Checked<BusinessCalendar | CombinedCalendar> {
  const isCombined = typeof calendar === "object" && calendar !== null && "op" in calendar;
  return isCombined ? checkShape(combinedShape, calendar) : checkShape(calendarShape, calendar);
}

function placedIn(name: string, issues: readonly ConfigIssue[]): readonly ConfigIssue[] {
  return issues.map((issue) => ({ ...issue, path: below(pathText([name]), issue.path) }));
}

/** Holiday data, checked and frozen; throws `config_invalid` with all mistakes. */
export function defineHolidays(literal: HolidayData): HolidayData {
  return defined(checkHolidays(literal), "The holiday data");
}

/**
 * Holiday data from JSON, or every mistake: `not_a_day`, `low_above_high` (it ends before it begins), `outside_coverage`
 * (a day that the data does not speak of), `contradiction` (a day both closed and worked), and those of the shape.
 */
export function checkHolidays(value: unknown): Checked<HolidayData> {
  const checked = checkShape(holidaysShape, value);
  if (!checked.ok) return checked;
  const { from, to, closed, working } = checked.value;
  const issues = [
    ...rangeIssues("", { from, to }),
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
