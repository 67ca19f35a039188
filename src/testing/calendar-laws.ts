import { subtractBusinessTime } from "../calendar/backwards.js";
import { addBusinessTime, businessTimeBetween, isOpen, nextOpen } from "../calendar/business.js";
import { businessDaysBetween, nthBusinessDay } from "../calendar/business-days.js";
import { businessTimeUsed } from "../calendar/business-time-used.js";
import { intersectCalendars, subtractCalendars, unionCalendars, withPauses } from "../calendar/combine.js";
import { compileCalendar, type CompiledCalendar } from "../calendar/compile.js";
import type { BusinessCalendar, CalendarContext, CombinedCalendar } from "../calendar/model.js";
import { localDay } from "../calendar/zones.js";
import { millisOf } from "../shared/instants.js";
import { requireClosing } from "./calendar-widening.js";
import { requireSame } from "./contract/demand.js";
import { lawOf, type Law } from "./law.js";
import { seededChance } from "./seeded.js";

/** What the calendar needs beside itself, and when the made-up instants begin. */
export interface CalendarLawOptions extends Partial<CalendarContext> {
  /** Instants lie in the two years from here: from the first instant of 2026 in UTC when left out. */
  readonly start?: Date;
}

/** What a law is tried on. */
export interface CalendarTrial {
  readonly calendar: CompiledCalendar;
  /** Three instants in order of time, in milliseconds. */
  readonly moments: readonly [first: number, second: number, third: number];
  /** Two lengths of open time, up to four weeks of it. */
  readonly lengths: readonly [first: number, second: number];
}

/**
 * What holds for every business calendar, tried on made-up instants, lengths and pauses with anybody's own hours and
 * holidays: time adds up, adding and measuring are inverse, later never ends earlier, pauses and closed days count for
 * nothing, sums are explained. Run them in any test runner, or in none. That results do not depend on the machine's
 * zone is tried by running them under several, with one seed.
 *
 * @example
 * ```ts
 * import { defineCalendars } from "clientele";
 * import { calendarLaws } from "clientele/testing";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const laws = calendarLaws(desk, { zone: "Asia/Shanghai" });
 * for (const { run } of laws) await run({ seed: 42, runs: 3 }); // in a test runner: test(name, ...)
 * ```
 */
export function calendarLaws(
  calendar: BusinessCalendar | CombinedCalendar,
  options: CalendarLawOptions = {},
): readonly Law[] {
  const { start = new Date("2026-01-01T00:00:00.000Z"), zone = "UTC", ...rest } = options;
  const context: CalendarContext = { ...rest, zone };
  const law = (name: string, check: (trial: CalendarTrial) => void): Law =>
    lawOf(name, (seed) => check(trialOf(compileCalendar(calendar, context), start, seed)));
  return [
    law("additivity: the parts of a time measure what the whole does", requireAdditive),
    law("slope: open time grows with time, and never faster", requireSlope),
    law("inverse: what was added is measured again, and taken back", requireInverse),
    law("steps: adding twice is adding the sum", requireSteps),
    law("order: who starts later or takes longer is never done earlier", requireOrder),
    law("boundary: a deadline at closing time waits for the next opening where that is wanted", requireBoundary),
    law("pauses: what is paused does not count, in any order and however often it is said", requirePauses),
    law("sets: with itself a calendar is itself, and without itself nothing", requireSets),
    law("days: the so many-th business day has so many behind it", requireDays),
    law("explained: the stretches follow each other, and what they count is the sum", requireExplained),
    lawOf("JSON: a calendar from its text gives the same answers", (seed) => {
      const copy = JSON.parse(JSON.stringify(calendar)) as typeof calendar;
      const { moments, lengths } = trialOf(compileCalendar(calendar, context), start, seed);
      const [left, right] = [calendar, copy].map((each) =>
        addBusinessTime(compileCalendar(each, context), moments[0], lengths[0]),
      );
      requireSame("from its text", right, left);
    }),
    lawOf("closing: a day that is closed never brings a deadline forward", (seed) => {
      requireClosing(calendar, context, trialOf(compileCalendar(calendar, context), start, seed));
    }),
  ];
}

const dayInMillis = 86_400_000;

function trialOf(calendar: CompiledCalendar, start: Date, seed: number): CalendarTrial {
  const chance = seededChance(seed);
  const moment = (): number => start.getTime() + chance.below(730) * dayInMillis + chance.below(dayInMillis);
  const length = (): number => chance.below(28 * 24) * chance.pick([1, 1000, 60_000, 3_600_000]);
  const [first = 0, second = 0, third = 0] = [moment(), moment(), moment()].toSorted((left, right) => left - right);
  return { calendar, moments: [first, second, third], lengths: [length(), length()] };
}

function requireAdditive({ calendar, moments: [first, second, third] }: CalendarTrial): void {
  const parts = businessTimeBetween(calendar, first, second) + businessTimeBetween(calendar, second, third);
  requireSame("the parts", parts, businessTimeBetween(calendar, first, third));
  requireSame("backwards", businessTimeBetween(calendar, third, first), 0);
}

function requireSlope({ calendar, moments: [first, second] }: CalendarTrial): void {
  const passed = businessTimeBetween(calendar, first, second);
  requireSame("no more than what passed", passed >= 0 && passed <= second - first, true);
  requireSame("one millisecond", businessTimeBetween(calendar, first, first + 1), isOpen(calendar, first) ? 1 : 0);
}

function requireInverse({ calendar, moments: [from], lengths: [length] }: CalendarTrial): void {
  const end = addBusinessTime(calendar, from, length);
  requireSame("measured", businessTimeBetween(calendar, from, end), length);
  const begin = nextOpen(calendar, from);
  const due = addBusinessTime(calendar, begin, length);
  requireSame("taken back", subtractBusinessTime(calendar, due, length), begin);
}

function requireSteps({ calendar, moments: [from], lengths: [first, second] }: CalendarTrial): void {
  const twice = addBusinessTime(calendar, addBusinessTime(calendar, from, first), second);
  requireSame("two steps", twice, addBusinessTime(calendar, from, first + second));
}

function requireOrder({ calendar, moments: [first, second], lengths: [length, more] }: CalendarTrial): void {
  const end = addBusinessTime(calendar, first, length);
  requireSame("later start", addBusinessTime(calendar, second, length) >= end, true);
  requireSame("longer", addBusinessTime(calendar, first, length + more) >= end, true);
}

function requireBoundary({ calendar, moments: [from], lengths: [length] }: CalendarTrial): void {
  const [close, next] = [addBusinessTime(calendar, from, length), addBusinessTime(calendar, from, length, "next_open")];
  requireSame("the next opening", next, nextOpen(calendar, close));
  requireSame("no open time between", businessTimeBetween(calendar, close, next), 0);
}

function requirePauses({ calendar, moments: [first, second, third], lengths: [length] }: CalendarTrial): void {
  const [pause, other] = [
    { from: first, to: first + length },
    { from: second, to: second + dayInMillis },
  ];
  const paused = withPauses(calendar, [pause, other]);
  const again = withPauses(withPauses(calendar, [other, pause]), [pause, other, other]);
  const both = Math.max(0, Math.min(pause.to, other.to) - Math.max(pause.from, other.from));
  const shared = both === 0 ? 0 : businessTimeBetween(calendar, other.from, other.from + both);
  const stopped = [pause, other].reduce((sum, { from, to }) => sum + businessTimeBetween(calendar, from, to), -shared);
  const end = third + 40 * dayInMillis;
  requireSame(
    "counted and paused",
    businessTimeBetween(paused, first, end) + stopped,
    businessTimeBetween(calendar, first, end),
  );
  requireSame("said again", businessTimeBetween(again, first, end), businessTimeBetween(paused, first, end));
}

function requireSets({ calendar, moments: [first, , third] }: CalendarTrial): void {
  const whole = businessTimeBetween(calendar, first, third);
  requireSame("union", businessTimeBetween(unionCalendars(calendar, calendar), first, third), whole);
  requireSame("intersection", businessTimeBetween(intersectCalendars(calendar, calendar), first, third), whole);
  requireSame("difference", businessTimeBetween(subtractCalendars(calendar, calendar), first, third), 0);
}

function requireDays({ calendar, moments: [from], lengths }: CalendarTrial): void {
  const day = localDay(from, calendar.zone);
  const count = 1 + (lengths[0] % 20);
  if (businessDaysBetween(calendar, day, localDay(from + 400 * dayInMillis, calendar.zone)) < count) return;
  const reached = nthBusinessDay(calendar, day, count);
  requireSame("counted", businessDaysBetween(calendar, day, reached), count);
  if (count > 1) requireSame("back", nthBusinessDay(calendar, reached, 1 - count), nthBusinessDay(calendar, day, 1));
}

function requireExplained({ calendar, moments: [from], lengths: [length] }: CalendarTrial): void {
  const to = addBusinessTime(calendar, from, length);
  const { counted, segments } = businessTimeUsed(calendar, from, to);
  requireSame("counted", counted, length);
  requireSame(
    "without a gap",
    segments.reduce((at, segment) => (millisOf(segment.from) === at ? millisOf(segment.to) : Number.NaN), from),
    to,
  );
}
