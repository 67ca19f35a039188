export { previousClose, subtractBusinessTime, type BackwardBoundary } from "./backwards.js";
export {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  isBusinessDay,
  isOpen,
  nextOpen,
  signedBusinessTimeBetween,
  type Boundary,
  type DayEnd,
} from "./business.js";
export { businessTimeUsed, type BusinessTimeSegment, type BusinessTimeUsed } from "./business-time-used.js";
export { businessDaysBetween, endOfBusinessDay, nthBusinessDay, startOfBusinessDay } from "./business-days.js";
export type { ClosedKind, ClosedPiece } from "./closed-reasons.js";
export { intersectCalendars, subtractCalendars, unionCalendars, withPauses } from "./combine.js";
export { compileCalendar, type CompiledCalendar } from "./compile.js";
export { isCovered, isProvisional } from "./coverage.js";
export { explainBusinessTime } from "./explain-business-time.js";
export { holidaysFromChineseDays, type ChineseDaysData } from "./import-chinese-days.js";
export { holidaysFromDateHolidays, type DateHolidaysEntry, type DateHolidaysOptions } from "./import-date-holidays.js";
export { holidaysFromICal, type ICalOptions } from "./import-ical.js";
export type {
  BusinessCalendar,
  CalendarBreak,
  CalendarContext,
  Calendars,
  CombinedCalendar,
  DayRange,
  HolidayCoverage,
  HolidayData,
  Hours,
  Weekday,
} from "./model.js";
export type { OpenBlock, OpenTime } from "./open-time.js";
export type { TimeSpan } from "./spans.js";
export { lunarBirthdays, readLunarBirthday, type LunarBirthday, type LunarBirthdayOptions } from "./lunar-birthdays.js";
export { explainFestival, explainLunarDate } from "./lunar-explain.js";
export { festivalDays, festivalOn, type Festival, type FestivalDay } from "./lunar-festivals.js";
export {
  isInLunarCalendar,
  isLunarDate,
  lunarDateOf,
  lunarMonths,
  solarDayOf,
  type LunarDate,
  type LunarDay,
  type LunarMonth,
} from "./lunar.js";
export { isZone } from "./offsets.js";
export { unknownZone } from "./zone-issue.js";
export { addDurationToDay, monthEnd, periodOf, subtractDurationFromDay } from "./day-periods.js";
export { addDuration, subtractDuration, type CalendarUnit, type DaySpan, type PeriodOptions } from "./periods.js";
export { leavesWindowOn, windowDays, type DayWindow } from "./windows.js";
export { atLocalTime, endOfDay, localDay, localTime, offsetAt, startOfDay } from "./zones.js";
