import type { Day } from "../shared/days.js";
import type { Label } from "../shared/locale.js";

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Shifts as text: `["09:00-12:00", "13:30-18:00"]`, overnight `["22:00-06:00"]`, all day `["00:00-24:00"]`. */
export type Hours = readonly string[];

/** Times at which it is closed all the same: a lunch break on some days of the week, or an hour on one date. */
export type CalendarBreak =
  { readonly days: readonly Weekday[]; readonly hours: Hours } | { readonly on: Day; readonly hours: Hours };

/** Days from the first to the last, both included. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/**
 * When a shop, a hotline or a desk is open. What stands for one date wins over what stands for every week: `special`,
 * then `closed`, then make-up days, then holidays, then `weekly`. A night shift belongs to the day on which it opens,
 * so one that began before a holiday ends as usual.
 */
export interface BusinessCalendar {
  readonly label?: Label;
  /** An IANA zone; that of the document when it is absent. */
  readonly zone?: string;
  readonly weekly: readonly { readonly days: readonly Weekday[]; readonly hours: Hours }[];
  /** `"none"`, the name of holiday data that the host supplies, or the days themselves. */
  readonly holidays: string | readonly Day[];
  /**
   * Whether work that is moved to a weekend because of a holiday (调休) is done there. Such a day keeps hours of its
   * own where its weekday has some, otherwise it has those of the first open weekday.
   */
  readonly makeUpDays?: boolean;
  /** For which days the `holidays` that stand here are known: beyond, answers are provisional. Absent, for every day. */
  readonly holidaysFor?: DayRange;
  readonly closed?: readonly Day[];
  /** Other hours on one date: a half day, an extra Sunday. */
  readonly special?: readonly { readonly on: Day; readonly hours: Hours }[];
  /**
   * A break belongs to the shifts that open on its day, so that of a night shift may come after midnight. Those of the
   * week do not stand on dates with `special` hours; a make-up day that borrows the hours of another weekday borrows
   * its breaks.
   */
  readonly breaks?: readonly CalendarBreak[];
}

/**
 * A calendar made of others by their names: open when any is (`union`), when all are (`intersection`), or when the
 * first is and no other (`difference`). Its zone is that of the first one.
 */
export interface CombinedCalendar {
  readonly label?: Label;
  readonly op: "union" | "intersection" | "difference";
  readonly of: readonly string[];
}

/** The section `calendars` of the program: business calendars by name. */
export type Calendars = Readonly<Record<string, BusinessCalendar | CombinedCalendar>>;

/** Public holidays as their authority announced them. Nothing is known of the days outside `from` to `to`. */
export interface HolidayData {
  readonly name: string;
  /** The first day that the data speaks of. */
  readonly from: Day;
  /** The last day that the data speaks of, itself included. */
  readonly to: Day;
  readonly closed: readonly Day[];
  /** Make-up days: weekend days that are worked because of a holiday. */
  readonly working: readonly Day[];
  /** Where it was announced. */
  readonly source?: string;
}

/**
 * What a business calendar needs beside itself: the zone of the document, holiday data by name, and for one that is
 * made of others these.
 */
export interface CalendarContext {
  readonly zone: string;
  readonly calendars?: Calendars;
  readonly holidays?: Readonly<Record<string, HolidayData>>;
}

/**
 * What is known about holidays: everything (there are none, or the calendar lists them), the days that the data
 * speaks of (`to` included), or nothing because data of that name was not supplied. An answer that reaches beyond is
 * provisional: it takes unknown days for ordinary ones.
 */
export type HolidayCoverage =
  | { readonly kind: "complete" }
  | { readonly kind: "days"; readonly name: string; readonly from: Day; readonly to: Day }
  | { readonly kind: "missing"; readonly name: string };
