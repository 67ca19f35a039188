import { dayNumber, dayOfNumber, type Day } from "../shared/days.js";
import { ClienteleError } from "../shared/errors.js";
import { millisOf, type Instant } from "../shared/instants.js";
import { isInCalendar, pieceAt, type OffsetPiece } from "./offsets.js";

const minuteInMillis = 60_000;
const dayInMillis = 86_400_000;

/**
 * How far the clocks of a zone are ahead of UTC at an instant, in milliseconds: 28,800,000 in Shanghai today. Old
 * offsets have seconds in them.
 *
 * @example
 * ```ts
 * import { offsetAt } from "clientele";
 *
 * offsetAt(Date.parse("2026-03-08T06:59:59.999Z"), "America/New_York") / 3_600_000; // => -5
 * offsetAt(Date.parse("2026-03-08T07:00:00.000Z"), "America/New_York") / 3_600_000; // => -4
 * ```
 */
export function offsetAt(millis: number, zone: string): number {
  return pieceAt(millis, zone).offset;
}

/**
 * The day on the calendar on the wall of a zone. Takes milliseconds since 1970 or an instant.
 *
 * @example
 * ```ts
 * import { localDay } from "clientele";
 *
 * localDay("2026-03-02T16:30:00.000Z", "Asia/Shanghai"); // => "2026-03-03"
 * ```
 */
export function localDay(time: number | Instant, zone: string): Day {
  const millis = typeof time === "number" ? time : millisOf(time);
  return dayOfNumber(Math.floor((millis + offsetAt(millis, zone)) / dayInMillis));
}

/** The clock on the wall of a zone, in whole minutes since its midnight: 0 to 1439, 09:30 is 570. */
export function localTime(millis: number, zone: string): number {
  const local = millis + offsetAt(millis, zone);
  return Math.floor((local - Math.floor(local / dayInMillis) * dayInMillis) / minuteInMillis);
}

/**
 * The first instant of a local day, in milliseconds. Where the clocks jump over midnight the day begins when they have
 * jumped, at 01:00; a day that a zone left out of its calendar begins, and ends, with the next one.
 *
 * @example
 * ```ts
 * import { instantOf, startOfDay } from "clientele";
 *
 * instantOf(startOfDay("2026-03-03", "Asia/Shanghai")); // => "2026-03-02T16:00:00.000Z"
 * instantOf(startOfDay("2017-10-15", "America/Sao_Paulo")); // => "2017-10-15T03:00:00.000Z"
 * ```
 */
export function startOfDay(day: Day, zone: string): number {
  return firstAtLocal(localMillisOf(day, 0), zone);
}

/** The end of a local day, exclusive: the first instant of the next, in milliseconds. */
export function endOfDay(day: Day, zone: string): number {
  return firstAtLocal(localMillisOf(day, 24 * 60), zone);
}

/**
 * The instant, in milliseconds, at which the clocks of a zone first show a time of a day, or a later one. A time that
 * they jump over in spring is reached when they have jumped (02:30 becomes 03:00); one that they show twice in autumn
 * counts when it is shown first. So a later time is never an earlier instant. Minutes may pass 1440 into the next day.
 *
 * @example
 * ```ts
 * import { atLocalTime, instantOf } from "clientele";
 *
 * instantOf(atLocalTime("2026-03-08", 150, "America/New_York")); // => "2026-03-08T07:00:00.000Z"
 * instantOf(atLocalTime("2026-11-01", 90, "America/New_York")); // => "2026-11-01T05:30:00.000Z"
 * ```
 */
export function atLocalTime(day: Day, minutes: number, zone: string): number {
  return firstAtLocal(localMillisOf(day, minutes), zone);
}

/**
 * The first instant at which the clocks of a zone show this local time (milliseconds, read as if they were UTC) or a
 * later one. It walks the stretches of one offset, beginning a day ahead: no zone is further from UTC.
 */
export function firstAtLocal(localMillis: number, zone: string): number {
  let piece = pieceAt(localMillis - dayInMillis, zone);
  while (localMillis - piece.offset >= piece.until) piece = pieceAt(piece.until, zone);
  return Math.max(piece.from, localMillis - piece.offset);
}

/**
 * {@link firstAtLocal} for many times of one zone, quick where each lies near the one before: what the table said last
 * is asked first.
 */
export function localClock(zone: string): (localMillis: number) => number {
  let last: OffsetPiece | undefined;
  return (localMillis) => {
    if (last === undefined || localMillis - dayInMillis < last.from || localMillis - last.offset >= last.until) {
      last = pieceAt(localMillis - dayInMillis, zone);
    }
    const instant = localMillis - last.offset;
    return instant < last.until ? instant : firstAtLocal(localMillis, zone);
  };
}

function localMillisOf(day: Day, minutes: number): number {
  const local = dayNumber(day) * dayInMillis + minutes * minuteInMillis;
  if (isInCalendar(local - minutes * minuteInMillis)) return local;
  throw new ClienteleError("command_invalid", `${JSON.stringify(day)} is not a day; write one like "2026-03-02".`);
}
