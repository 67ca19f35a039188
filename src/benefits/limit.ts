import { periodAround, type DaySpan } from "../calendar/periods.js";
import { addMonths, isDay, type Day } from "../shared/days.js";
import type { BenefitLimit, BenefitsContext, UseCount } from "./model.js";

/**
 * The period in which a use of today is counted; undefined where that is not known, because the birthday is not.
 *
 * A period that began with a use runs to its end: who moves the birthday gets no second gift. A birthday on 29 February
 * is on the 28th in other years.
 */
export function limitPeriod(
  { per }: BenefitLimit,
  count: UseCount | undefined,
  today: Day,
  { facts = {} }: BenefitsContext,
): DaySpan | "lifetime" | undefined {
  if (per === "lifetime") return per;
  const { period } = count ?? {};
  if (period !== undefined && period.to > today) return { from: period.from, to: period.to };
  if (per !== "birthday_year") return periodAround(today, per);
  const { birthday } = facts;
  return typeof birthday === "string" && isDay(birthday) ? birthdayYear(birthday, today) : undefined;
}

/** How often it was used in this period. */
export function usedIn(period: DaySpan | "lifetime", count: UseCount | undefined): number {
  if (period === "lifetime") return count?.total ?? 0;
  return count?.period?.from === period.from ? count.period.used : 0;
}

function birthdayYear(birthday: Day, today: Day): DaySpan {
  const years = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4));
  const passed = addMonths(birthday, 12 * years) <= today ? years : years - 1;
  return { from: addMonths(birthday, 12 * passed), to: addMonths(birthday, 12 * (passed + 1)) };
}
