// Days of a zone that is eight hours ahead all year, by plain arithmetic: nothing here is shared with the library.
const hour = 3_600_000;
const day = 24 * hour;
const ahead = 8 * hour;

export const modelZone = "Asia/Shanghai";

export function dayOf(millis: number): number {
  return Math.floor((millis + ahead) / day);
}

export function startOf(dayNumber: number): number {
  return dayNumber * day - ahead;
}

/** The day so many months, then days later; a day that the month does not have becomes its last. */
export function later(dayNumber: number, length: string): number {
  const [, months = "0", days = "0"] = /^P(?:(\d+)M)?(?:(\d+)D)?$/.exec(length) ?? [];
  const from = new Date(dayNumber * day);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + Number(months)];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / day + Number(days);
}

/** The first day of the month after the one that a day lies in. */
export function nextMonth(dayNumber: number): number {
  const from = new Date(dayNumber * day);
  return Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1) / day;
}
