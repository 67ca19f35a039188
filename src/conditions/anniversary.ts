import { dayNumber, dayOfNumber, type Day } from "../shared/days.js";
import type { FactValue } from "./fact-spec.js";
import type { Anniversary } from "./model.js";

/** Whether today, or one of the days `within` from today, is an anniversary of a day; undefined when it is no day. */
export function isAnniversary(leaf: Anniversary, day: FactValue, today: FactValue): boolean | undefined {
  if (typeof day !== "string" || typeof today !== "string") return undefined;
  const [first, start] = [dayNumber(day), dayNumber(today)];
  if (dayOfNumber(first) !== day || dayOfNumber(start) !== today) return undefined;
  const year = Number(today.slice(0, 4));
  const thisYear = dayInYear(day, year, leaf.feb29);
  const next = thisYear >= start ? thisYear : dayInYear(day, year + 1, leaf.feb29);
  return next > first && next <= start + (leaf.within === undefined ? 0 : Number(leaf.within.slice(1, -1)));
}

/** The next day after today on which `isAnniversary` may answer otherwise; undefined when it never does. */
export function anniversaryChangesOn({ within, feb29 }: Anniversary, day: FactValue, today: Day): Day | undefined {
  if (typeof day !== "string" || dayOfNumber(dayNumber(day)) !== day) return undefined;
  const year = Number(today.slice(0, 4));
  const days = within === undefined ? 0 : Number(within.slice(1, -1));
  const anniversaries = [year, year + 1, year + 2].map((each) => dayInYear(day, each, feb29));
  const changes = anniversaries.filter((on) => on > dayNumber(day)).flatMap((on) => [on - days, on + 1]);
  const later = changes.filter((change) => change > dayNumber(today));
  return later.length === 0 ? undefined : dayOfNumber(Math.min(...later));
}

/** Days are counted from the first of the month, so 29 February of a common year falls on 1 March; or a day earlier. */
function dayInYear(day: Day, year: number, feb29: Anniversary["feb29"]): number {
  const on = dayNumber(`${year}${day.slice(4, 8)}01`) + Number(day.slice(8)) - 1;
  const isMoved = dayOfNumber(on).slice(8) !== day.slice(8);
  return isMoved && feb29 !== "mar01" ? on - 1 : on;
}
