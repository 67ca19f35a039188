export {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  isBusinessDay,
  isOpen,
  nextOpen,
  type Boundary,
} from "./business.js";
export { compileCalendar, isCovered, type CompiledCalendar } from "./compile.js";
export type {
  BusinessCalendar,
  CalendarContext,
  Calendars,
  HolidayCoverage,
  HolidayData,
  Hours,
  Weekday,
} from "./model.js";
export { isZone } from "./offsets.js";
export { unknownZone } from "./zone-issue.js";
export {
  addDuration,
  addDurationToDay,
  monthEnd,
  periodOf,
  subtractDuration,
  subtractDurationFromDay,
  type CalendarUnit,
  type DaySpan,
  type PeriodOptions,
} from "./periods.js";
export { leavesWindowOn, windowDays, type DayWindow } from "./windows.js";
export { atLocalTime, endOfDay, localDay, localTime, offsetAt, startOfDay } from "./zones.js";
