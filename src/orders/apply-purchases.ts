import { add, exactOf, exactText } from "../shared/decimal.js";
import type { Day } from "../shared/days.js";
import { byCategory, type CategoryNet } from "./order-net.js";
import type { PurchasesChange, PurchasesEvent, PurchaseSums, PurchasesRecord } from "./purchases-model.js";

/** The most days that are kept one by one; older ones are added up by month. */
export const purchaseDayLimit = 1_100;

/** The sums after an event. This is the only place where they change, so folding the events gives the sums. */
export function applyPurchasesEvent(purchases: PurchasesRecord | undefined, event: PurchasesEvent): PurchasesRecord {
  return applyPurchasesEvents(purchases, [event]);
}

/** The sums after these events, in their order. Days that no event touches are shared with the record before. */
export function applyPurchasesEvents(
  purchases: PurchasesRecord | undefined,
  events: readonly PurchasesEvent[],
): PurchasesRecord {
  return events.reduce(evolve, purchases ?? nothing);
}

const nothing: PurchasesRecord = {
  format: 1,
  id: "",
  owner: "",
  at: "",
  of: { id: "", version: 0 },
  customerId: "",
  days: [],
  months: [],
};

function evolve(purchases: PurchasesRecord, event: PurchasesEvent): PurchasesRecord {
  const told = { ...purchases, at: event.recordedAt, of: { ...event.of } };
  switch (event.type) {
    case "purchases.opened": {
      const { id, customerId } = event.opened;
      return { ...told, id, owner: customerId, customerId };
    }
    case "purchases.changed":
      return folded({ ...told, ...changed(purchases, event) });
    default:
      return event satisfies never;
  }
}

/** A day of a month that is added up already belongs to the month. */
function changed({ days, months }: PurchasesRecord, event: PurchasesChange): Pick<PurchasesRecord, "days" | "months"> {
  const { day, orders, categories } = event;
  const lastMonth = months.at(-1);
  if (lastMonth === undefined || monthOf(day) > monthOf(lastMonth.day)) {
    return { days: withSums(days, { day, orders, categories }, (each) => each.day === day), months };
  }
  const more = { day, lastDay: day, orders, categories };
  return { days, months: withSums(months, more, (each) => monthOf(each.day) === monthOf(day)) };
}

function withSums(
  rows: readonly PurchaseSums[],
  more: PurchaseSums,
  isSame: (row: PurchaseSums) => boolean,
): readonly PurchaseSums[] {
  const at = rows.findIndex((row) => isSame(row) || row.day > more.day);
  const place = at === -1 ? rows.length : at;
  const found = rows[place];
  const same = found !== undefined && isSame(found);
  const row = same ? plus(found, more) : more;
  const kept = row.orders === 0 && row.categories.length === 0 ? [] : [row];
  return [...rows.slice(0, place), ...kept, ...rows.slice(place + (same ? 1 : 0))];
}

function plus(left: PurchaseSums, right: PurchaseSums): PurchaseSums {
  const last = [left, right].flatMap(({ lastDay }) => lastDay ?? []).sort();
  return {
    day: left.day < right.day ? left.day : right.day,
    ...(last.length > 0 && { lastDay: last.at(-1) ?? "" }),
    orders: left.orders + right.orders,
    categories: plusCategories(left.categories, right.categories),
  };
}

function plusCategories(left: readonly CategoryNet[], right: readonly CategoryNet[]): readonly CategoryNet[] {
  const sums = new Map(left.map((each) => [each.category, each]));
  for (const each of right) {
    const before = sums.get(each.category);
    const spend = exactText(add(exactOf(before?.spend ?? "0"), exactOf(each.spend)));
    sums.set(each.category, { ...each, spend, units: (before?.units ?? 0) + each.units });
  }
  return [...sums.values()].filter(({ spend, units }) => units !== 0 || exactOf(spend).units !== 0n).sort(byCategory);
}

/** Above the limit, the oldest month is added up whole: its days leave the list together. */
function folded(purchases: PurchasesRecord): PurchasesRecord {
  const { days, months } = purchases;
  const [oldest] = days;
  if (days.length <= purchaseDayLimit || oldest === undefined) return purchases;
  const end = days.findIndex(({ day }) => monthOf(day) !== monthOf(oldest.day));
  const month = days.slice(0, end).reduce(plus, { ...oldest, orders: 0, categories: [] });
  const lastDay = days[end - 1]?.day ?? oldest.day;
  return { ...purchases, days: days.slice(end), months: [...months, { ...month, lastDay }] };
}

function monthOf(day: Day): string {
  return day.slice(0, 7);
}
