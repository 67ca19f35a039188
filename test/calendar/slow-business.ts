import type { BusinessCalendar, HolidayData } from "../../src/calendar/index.js";

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
  for (const day of new Set(stamps.map((stamp) => stamp.slice(0, 10)))) {
    for (const hours of [day, dayBefore(day)].flatMap((on) =>
      hoursOn(calendar, data, on).map((text) => ({ on, text })),
    )) {
      const [opens = "", closes = ""] = hours.text.split("-");
      const closesOn = closes <= opens ? dayAfter(hours.on) : hours.on;
      const from = firstShowing(stamps, `${hours.on} ${opens}`);
      const to = firstShowing(stamps, `${closesOn} ${closes}`);
      open.fill(true, from, Math.max(from, to));
    }
  }
  return { start, open };
}

export function slowIsOpen({ start, open }: SlowWalk, millis: number): boolean {
  return open[(millis - start) / minute] === true;
}

export function slowBetween({ start, open }: SlowWalk, from: number, to: number): number {
  return open.slice((from - start) / minute, (to - start) / minute).filter(Boolean).length * minute;
}

/** Undefined when the walk ends before the answer. */
export function slowAdd(
  walk: SlowWalk,
  from: number,
  duration: number,
  boundary: "close" | "next_open",
): number | undefined {
  let left = duration / minute;
  for (let at = from; at < walk.start + walk.open.length * minute; at += minute) {
    if (left === 0 && (boundary === "close" || slowIsOpen(walk, at))) return at;
    if (slowIsOpen(walk, at)) left -= 1;
  }
  return undefined;
}

function stampsOf(zone: string, start: number, minutes: number): string[] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return Array.from({ length: minutes }, (_, i) => format.format(start + i * minute));
}

function firstShowing(stamps: readonly string[], stamp: string): number {
  const index = stamps.findIndex((shown) => shown >= stamp);
  return index < 0 ? stamps.length : index;
}

function hoursOn(calendar: BusinessCalendar, data: HolidayData | undefined, day: string): readonly string[] {
  const special = calendar.special?.find(({ on }) => on === day);
  if (special !== undefined) return special.hours;
  if (calendar.closed?.includes(day) === true) return [];
  const own = weeklyHours(calendar, weekday(day));
  if (calendar.makeUpDays === true && data?.working.includes(day) === true)
    return own.length > 0 ? own : firstHours(calendar);
  const holidays = typeof calendar.holidays === "string" ? (data?.closed ?? []) : calendar.holidays;
  return holidays.includes(day) ? [] : own;
}

function firstHours(calendar: BusinessCalendar): readonly string[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => weeklyHours(calendar, day)).find((hours) => hours.length > 0) ?? [];
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
