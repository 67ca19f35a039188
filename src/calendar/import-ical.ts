import { addDays, daysBetween, isDay, type Day } from "../shared/days.js";
import { readDuration } from "../shared/durations.js";
import { daysWithin, fail, requireNoneTwice } from "./announced.js";
import { iCalEvents, type ICalProperty } from "./ical.js";
import type { HolidayData } from "./model.js";

/** What the calendars call the data, and the days that the feed speaks of: a feed does not say so itself. */
export interface ICalOptions {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

type Event = readonly ICalProperty[];

/**
 * Holiday data from an iCalendar feed (RFC 5545): every event of whole days is closed, from DTSTART up to DTEND,
 * exclusive, once or every year (`RRULE:FREQ=YEARLY`). An event with hours closes no day, however often it comes, a
 * cancelled one neither. Where a feed marks days with `X-APPLE-SPECIAL-DAY`, as Chinese ones do, only marked events
 * count, and `ALTERNATE-WORKDAY` is a make-up day.
 *
 * Throws `config_invalid` for a rule of repetition that is not yearly on the same date, for dates that are none, and for
 * a day that is off and worked.
 *
 * @example
 * ```ts
 * import { holidaysFromICal } from "clientele/calendar";
 *
 * const feed = ["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20201225", "DTEND;VALUE=DATE:20201227", "RRULE:FREQ=YEARLY", "END:VEVENT"];
 * const data = holidaysFromICal(feed.join("\r\n"), { name: "shop", from: "2026-01-01", to: "2027-12-31" });
 * data.closed; // => ["2026-12-25", "2026-12-26", "2027-12-25", "2027-12-26"]
 * ```
 */
export function holidaysFromICal(text: string, { name, from, to }: ICalOptions): HolidayData {
  if (!isDay(from) || !isDay(to) || from > to) fail(`"${from}" to "${to}" are no days in order`);
  if (typeof text !== "string") fail("no text was given; give the whole feed as text");
  const written = iCalEvents(text);
  const all = written.filter((event) => valueOf(event, "STATUS")?.toUpperCase() !== "CANCELLED");
  const isMarked = all.some((event) => markOf(event) !== undefined);
  const replaced = replacedDays(written);
  const daysOf = (events: readonly Event[]): readonly Day[] =>
    daysWithin(
      events.flatMap((event) => eventDays(event, replaced, { from, to })),
      from,
      to,
    );
  const closed = daysOf(all.filter((event) => markOf(event) === (isMarked ? "WORK-HOLIDAY" : undefined)));
  const working = daysOf(all.filter((event) => markOf(event) === "ALTERNATE-WORKDAY"));
  requireNoneTwice(closed, working);
  return { name, from, to, closed, working, source: "iCalendar" };
}

function markOf(event: Event): string | undefined {
  return valueOf(event, "X-APPLE-SPECIAL-DAY")?.toUpperCase();
}

/** One occurrence may be moved or cancelled: it stands as an event of its own, which names what it replaces. */
function replacedDays(events: readonly Event[]): ReadonlySet<string> {
  return new Set(
    events.flatMap((event) => {
      const moved = propertyOf(event, "RECURRENCE-ID");
      return moved === undefined ? [] : [occurrenceKey(event, dateOf(moved))];
    }),
  );
}

function occurrenceKey(event: Event, day: Day): string {
  return `${valueOf(event, "UID") ?? ""} ${day}`;
}

function eventDays(
  event: Event,
  replaced: ReadonlySet<string>,
  range: { readonly from: Day; readonly to: Day },
): readonly Day[] {
  const start = propertyOf(event, "DTSTART");
  if (start === undefined) return [];
  const first = dateOf(start);
  const length = wholeDaysOf(event, start);
  if (length === 0) return [];
  // Seen from its first day a long event may reach into the range from before it.
  const starts = startsOf(event, first, { from: addDays(range.from, -length), to: range.to });
  const left = new Set(event.filter(({ name }) => name === "EXDATE").flatMap(datesOf));
  const isMoved = valueOf(event, "RECURRENCE-ID") !== undefined;
  return starts
    .filter((day) => !left.has(day) && (isMoved || !replaced.has(occurrenceKey(event, day))))
    .flatMap((day) => Array.from({ length }, (_, i) => addDays(day, i)));
}

/** The days on which an event begins. A rule that is yearly leaves out 29 February where there is none. */
function startsOf(event: Event, first: Day, { from, to }: { readonly from: Day; readonly to: Day }): readonly Day[] {
  const text = valueOf(event, "RRULE");
  const extra = event.filter(({ name }) => name === "RDATE").flatMap(datesOf);
  if (text === undefined) return [first, ...extra];
  const rule = ruleOf(text, first);
  const [year, month] = [Number(first.slice(0, 4)), first.slice(4)];
  const starts: Day[] = [];
  let count = 0;
  for (let at = year; at <= Number(to.slice(0, 4)) && count < rule.count; at += rule.interval) {
    const day = `${String(at).padStart(4, "0")}${month}`;
    if (!isDay(day)) continue;
    if (day > rule.until) break;
    count += 1;
    if (day >= from) starts.push(day);
  }
  return [...starts, ...extra];
}

interface YearlyRule {
  readonly interval: number;
  readonly count: number;
  readonly until: Day;
}

function ruleOf(text: string, first: Day): YearlyRule {
  const parts = new Map(text.split(";").map((part) => part.toUpperCase().split("=", 2) as [string, string]));
  const same: Readonly<Record<string, number>> = {
    BYMONTH: Number(first.slice(5, 7)),
    BYMONTHDAY: Number(first.slice(8, 10)),
  };
  for (const [key, value] of parts) {
    const isRead = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"].includes(key) || Number(value) === same[key];
    if (!isRead) fail(`"RRULE:${text}" is more than every year on the same date; list its days`);
  }
  if (parts.get("FREQ") !== "YEARLY") fail(`"RRULE:${text}" is not yearly; list its days`);
  const until = parts.get("UNTIL");
  const [interval, count] = [Number(parts.get("INTERVAL") ?? 1), Number(parts.get("COUNT") ?? Number.MAX_SAFE_INTEGER)];
  if (!(Number.isSafeInteger(interval) && interval >= 1)) fail(`"RRULE:${text}" has no interval of whole years`);
  if (!(Number.isSafeInteger(count) && count >= 1)) fail(`"RRULE:${text}" has no whole count`);
  return { interval, count, until: until === undefined ? "9999-12-31" : dayOfText(until) };
}

/** How many whole days an event takes, by DTEND, by DURATION, or one. Midnight to midnight is whole days as well. */
function wholeDaysOf(event: Event, start: ICalProperty): number {
  const [end, duration] = [propertyOf(event, "DTEND"), valueOf(event, "DURATION")];
  const isWhole = [start, ...(end === undefined ? [] : [end])].every(({ value }) => /^\d{8}(T000000)?$/.test(value));
  if (!isWhole) return 0;
  if (end !== undefined) return mostDays(daysBetween(dateOf(start), dateOf(end)), start);
  if (duration === undefined) return start.value.includes("T") ? 0 : 1;
  const parts = readDuration(duration.replace(/^\+/, ""));
  if (parts === undefined || parts.months > 0) fail(`"${duration}" is not a length of an event`);
  return mostDays(parts.days + Math.floor(parts.milliseconds / 86_400_000), start);
}

/** An end on the day itself, which some feeds write, is one day. */
function mostDays(days: number, { value }: ICalProperty): number {
  if (days > 366) fail(`the event of ${value} takes ${days} days`);
  return value.includes("T") ? Math.max(0, days) : Math.max(1, days);
}

function datesOf({ value }: ICalProperty): readonly Day[] {
  return value.split(",").map((part) => dayOfText(part.split("/")[0] ?? ""));
}

function dateOf({ value }: ICalProperty): Day {
  return dayOfText(value);
}

function dayOfText(text: string): Day {
  const [, year = "", month = "", date = ""] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(text) ?? [];
  const day = `${year}-${month}-${date}`;
  return isDay(day) ? day : fail(`"${text}" is not a date of iCalendar, like "20261001"`);
}

function propertyOf(event: Event, name: string): ICalProperty | undefined {
  return event.find((property) => property.name === name);
}

function valueOf(event: Event, name: string): string | undefined {
  return propertyOf(event, name)?.value;
}
