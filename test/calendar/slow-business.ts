import type { BusinessCalendar, HolidayData, TimeSpan } from "../../src/calendar/index.js";

/** A stretch of time, minute by minute, with the clock on the wall read from `Intl` and the doors open or closed. */
export interface SlowWalk {
  readonly start: number;
  readonly open: readonly boolean[];
}

const minute = 60_000;

/** The slow, obvious second implementation: it walks through every minute and knows nothing of offsets. */
export function slowWalk(
  calendar: BusinessCalendar,
  data: HolidayData | undefined,
  zone: string,
  start: number,
  days: number,
): SlowWalk {
  const stamps = stampsOf(zone, start, days * 1440);
  const open = stamps.map(() => false);
  const shown = [...new Set(stamps.map((stamp) => stamp.slice(0, 10)))];
  // A night shift of the day before the walk may reach in.
  for (const day of [dayBefore(shown[0] ?? ""), ...shown]) {
    const minutes = new Set<number>();
    for (const text of hoursOn(calendar, data, day).hours) {
      for (const each of minutesOf(stamps, day, text)) minutes.add(each);
    }
    for (const text of breaksOn(calendar, data, day)) {
      for (const on of [day, dayAfter(day)]) for (const each of minutesOf(stamps, on, text)) minutes.delete(each);
    }
    for (const each of minutes) open[each] = true;
  }
  return { start, open };
}

function minutesOf(stamps: readonly string[], on: string, text: string): readonly number[] {
  const [opens = "", closes = ""] = text.split("-");
  const from = firstShowing(stamps, `${on} ${opens}`);
  const to = firstShowing(stamps, `${closes <= opens ? dayAfter(on) : on} ${closes}`);
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** The same with the doors closed through each pause, which begins and ends on a minute. */
export function slowPauses({ start, open }: SlowWalk, pauses: readonly TimeSpan[]): SlowWalk {
  const left = [...open];
  for (const { from, to } of pauses) left.fill(false, Math.max(0, (from - start) / minute), (to - start) / minute);
  return { start, open: left };
}

export function slowIsOpen({ start, open }: SlowWalk, millis: number): boolean {
  return open[Math.floor((millis - start) / minute)] === true;
}

export function slowBetween(walk: SlowWalk, from: number, to: number): number {
  let passed = 0;
  for (let at = from; at < to; at = endOfMinute(walk, at)) {
    if (slowIsOpen(walk, at)) passed += Math.min(to, endOfMinute(walk, at)) - at;
  }
  return passed;
}

/** Undefined when the walk ends before the answer. */
export function slowAdd(
  walk: SlowWalk,
  from: number,
  duration: number,
  boundary: "close" | "next_open",
): number | undefined {
  let left = duration;
  for (let at = from; at < walk.start + walk.open.length * minute; at = endOfMinute(walk, at)) {
    if (left === 0 && (boundary === "close" || slowIsOpen(walk, at))) return at;
    if (!slowIsOpen(walk, at)) continue;
    const rest = endOfMinute(walk, at) - at;
    if (left < rest) return at + left;
    left -= rest;
  }
  return undefined;
}

/** Undefined when the walk begins after the answer. */
export function slowSubtract(
  walk: SlowWalk,
  from: number,
  duration: number,
  boundary: "open" | "previous_close",
): number | undefined {
  let left = duration;
  for (let at = from; at > walk.start;) {
    const begins = walk.start + (Math.ceil((at - walk.start) / minute) - 1) * minute;
    const isOpen = slowIsOpen(walk, begins);
    if (left === 0 && (boundary === "open" || isOpen)) return at;
    if (isOpen && left < at - begins) return at - left;
    if (isOpen) left -= at - begins;
    at = begins;
  }
  return undefined;
}

function endOfMinute({ start }: SlowWalk, at: number): number {
  return start + (Math.floor((at - start) / minute) + 1) * minute;
}

const known = new Map<string, readonly string[]>();

function stampsOf(zone: string, start: number, minutes: number): readonly string[] {
  const key = `${zone} ${start} ${minutes}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const stamps = Array.from({ length: minutes }, (_, i) => format.format(start + i * minute));
  known.set(key, stamps);
  return stamps;
}

/** The first minute that shows this time or a later one. */
function firstShowing(stamps: readonly string[], stamp: string): number {
  const index = stamps.findIndex((shown) => shown >= stamp);
  return index < 0 ? stamps.length : index;
}

interface SlowDay {
  readonly hours: readonly string[];
  /** Whose breaks of the week stand: those of a weekday, or none. */
  readonly weekday?: number;
}

function hoursOn(calendar: BusinessCalendar, given: HolidayData | undefined, day: string): SlowDay {
  const data = calendar.holidays === given?.name ? given : undefined;
  const special = calendar.special?.find(({ on }) => on === day);
  if (special !== undefined) return { hours: special.hours };
  if (calendar.closed?.includes(day) === true) return { hours: [] };
  const own = { hours: weeklyHours(calendar, weekday(day)), weekday: weekday(day) };
  if (calendar.makeUpDays === true && data?.working.includes(day) === true)
    return isWorked(calendar, own) ? own : firstHours(calendar);
  const holidays = typeof calendar.holidays === "string" ? (data?.closed ?? []) : calendar.holidays;
  return holidays.includes(day) ? { hours: [] } : own;
}

function breaksOn(calendar: BusinessCalendar, data: HolidayData | undefined, day: string): readonly string[] {
  const { weekday: of } = hoursOn(calendar, data, day);
  return (calendar.breaks ?? []).flatMap((part) => {
    const stands = "on" in part ? part.on === day : part.days.some((each) => each === of);
    return stands ? part.hours : [];
  });
}

function firstHours(calendar: BusinessCalendar): SlowDay {
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ hours: weeklyHours(calendar, day), weekday: day }));
  return days.find((day) => isWorked(calendar, day)) ?? { hours: [] };
}

/** Whether the breaks of its weekday leave anything of a day, on a wall whose clocks are never changed. */
function isWorked({ breaks = [] }: BusinessCalendar, { hours, weekday: of }: SlowDay): boolean {
  const day = "2026-03-02";
  const stamps = stampsOf("UTC", Date.parse(`${day}T00:00:00Z`), 2 * 1440);
  const taken = breaks.flatMap((part) =>
    "days" in part && part.days.some((each) => each === of)
      ? part.hours.flatMap((text) => [day, dayAfter(day)].flatMap((on) => minutesOf(stamps, on, text)))
      : [],
  );
  const left = new Set(hours.flatMap((text) => minutesOf(stamps, day, text)));
  for (const each of taken) left.delete(each);
  return left.size > 0;
}

function weeklyHours(calendar: BusinessCalendar, day: number): readonly string[] {
  return calendar.weekly.filter(({ days }) => days.some((each) => each === day)).flatMap(({ hours }) => hours);
}

function weekday(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
