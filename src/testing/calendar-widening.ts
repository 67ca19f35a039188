import { addBusinessTime, businessTimeBetween } from "../calendar/business.js";
import { unionCalendars } from "../calendar/combine.js";
import { compileCalendar } from "../calendar/compile.js";
import type { BusinessCalendar, CalendarContext, CombinedCalendar } from "../calendar/model.js";
import { localDay } from "../calendar/zones.js";
import type { CalendarTrial } from "./calendar-laws.js";
import { requireSame } from "./contract/demand.js";

/**
 * Throws when a day that is closed besides, or hours that are added to it, move a deadline the wrong way. A calendar
 * that is made of others is left out: its days are closed in its parts.
 */
export function requireClosing(
  calendar: BusinessCalendar | CombinedCalendar,
  context: CalendarContext,
  { calendar: compiled, moments: [from], lengths: [length] }: CalendarTrial,
): void {
  if ("op" in calendar) return;
  const day = localDay(from + 86_400_000, compiled.zone);
  const others = (calendar.special ?? []).filter(({ on }) => on !== day);
  const closed = { ...calendar, special: others, closed: [...(calendar.closed ?? []), day] };
  const due = addBusinessTime(compiled, from, length);
  requireSame("closed", addBusinessTime(compileCalendar(closed, context), from, length) >= due, true);
  const besides = { weekly: [], holidays: "none", special: [{ on: day, hours: ["00:00-24:00"] }] };
  const longer = unionCalendars(compiled, compileCalendar(besides, { zone: compiled.zone }));
  requireSame("opened", addBusinessTime(longer, from, length) <= due, true);
  requireSame("measured", businessTimeBetween(longer, from, due) >= length, true);
}
