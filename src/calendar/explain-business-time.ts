import type { Instant } from "../shared/instants.js";
import { filled, type Locale } from "../shared/locale.js";
import type { BusinessTimeUsed } from "./business-time-used.js";
import { coverageMessages, segmentMessages, usedMessages } from "./messages.js";
import { lengthIn, timeIn } from "./time-in-words.js";

/**
 * Where the time of a deadline went, in words: what was counted in all, one line for each stretch, and where holidays
 * are not known that it is provisional. Times are shown on the clocks of the calendar's zone.
 *
 * @example
 * ```ts
 * import { defineCalendars } from "clientele";
 * import { businessTimeUsed, compileCalendar, explainBusinessTime } from "clientele/calendar";
 *
 * const { desk } = defineCalendars({
 *   desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" },
 * });
 * const calendar = compileCalendar(desk, { zone: "Asia/Shanghai" });
 * const [from, to] = [Date.parse("2026-03-06T16:00:00+08:00"), Date.parse("2026-03-09T11:00:00+08:00")];
 * const lines = explainBusinessTime(businessTimeUsed(calendar, from, to), "en").split("\n");
 * lines[0]; // => "4 h of open time from 2026-03-06 16:00 to 2026-03-09 11:00 (Asia/Shanghai)."
 * lines[1]; // => "2026-03-06 16:00 to 2026-03-06 18:00: open, 2 h counted"
 * lines[2]; // => "2026-03-06 18:00 to 2026-03-09 09:00: closed"
 * ```
 */
export function explainBusinessTime(used: BusinessTimeUsed, locale: Locale): string {
  const { zone, coverage } = used;
  const at = (instant: Instant): string => timeIn(instant, zone);
  const span = (part: { readonly from: Instant; readonly to: Instant; readonly counted: number }): Values => ({
    from: at(part.from),
    to: at(part.to),
    counted: lengthIn(part.counted, locale),
  });
  const lines = [
    filled(usedMessages[locale], { ...span(used), zone }),
    ...used.segments.map((segment) => filled(segmentMessages[locale][segment.kind], span(segment))),
  ];
  if (used.provisional && coverage.kind !== "complete") {
    lines.push(filled(coverageMessages[locale][coverage.kind], { ...coverage }));
  }
  return lines.join("\n");
}

type Values = Readonly<Record<string, string>>;
