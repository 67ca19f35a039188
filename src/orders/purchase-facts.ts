import { windowDays } from "../calendar/windows.js";
import { localDay } from "../calendar/zones.js";
import { factKey } from "../conditions/fact-key.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { FactWindow } from "../conditions/model.js";
import { daysBetween, type Day } from "../shared/days.js";
import { add, exactOf, exactText } from "../shared/decimal.js";
import { zero } from "./money.js";
import type { PurchaseSums, PurchasesRecord } from "./purchases-model.js";

/** When and in which windows purchases are read. */
export interface PurchaseFactsContext {
  /** The IANA zone in which today is a day. */
  readonly zone: string;
  readonly now: Date;
  /** All time is always among them. */
  readonly windows?: readonly FactWindow[];
}

/**
 * What conditions may ask about a customer's purchases today, each under its key: `spend` (a decimal text), `orders`,
 * `units` and `categories` for all time and for every window (`spend@P12M`), and `firstOrderOn`, `lastOrderOn` and
 * `daysSinceOrder` once there is an order. Counts and sums of a customer who has bought nothing are 0.
 *
 * A rolling window covers the days whose end lies less than its length back; the day a whole length ago is out. Days
 * that were added up by month, beyond 1,100 days with purchases, count in a window by the last of them.
 *
 * @example
 * ```ts
 * import { purchaseFacts } from "clientele";
 *
 * purchaseFacts(undefined, { zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") });
 * // => { spend: "0", orders: 0, units: 0, categories: 0 }
 * ```
 */
export function purchaseFacts(purchases: PurchasesRecord | undefined, context: PurchaseFactsContext): Facts {
  const rows = purchases === undefined ? [] : [...purchases.months, ...purchases.days];
  const today = localDay(context.now.getTime(), context.zone);
  const windows: readonly FactWindow[] = [{ kind: "lifetime" }, ...(context.windows ?? [])];
  const sums = windows.map((window) => sumsIn(rowsIn(rows, window, today), window));
  return Object.assign({}, ...sums, orderDays(rows, today)) as Facts;
}

/** The rows that a window covers, seen from a day. What is dated later has not happened yet. */
export function rowsIn(rows: readonly PurchaseSums[], window: FactWindow, day: Day): readonly PurchaseSums[] {
  const { from, to } = windowDays(window, day);
  return rows.filter((row) => lastDayOf(row) >= from && lastDayOf(row) < to && lastDayOf(row) <= day);
}

/** The day by which a row counts in a window. */
export function lastDayOf({ day, lastDay = day }: PurchaseSums): Day {
  return lastDay;
}

function sumsIn(rows: readonly PurchaseSums[], window: FactWindow): Facts {
  const bought = rows.flatMap(({ categories }) => categories);
  const kept = new Set(bought.flatMap(({ category, units }) => (units > 0 ? (category ?? []) : [])));
  return {
    [factKey("spend", window)]: exactText(bought.reduce((sum, { spend }) => add(sum, exactOf(spend)), zero)),
    [factKey("orders", window)]: rows.reduce((count, { orders }) => count + orders, 0),
    [factKey("units", window)]: bought.reduce((count, { units }) => count + units, 0),
    [factKey("categories", window)]: kept.size,
  };
}

function orderDays(rows: readonly PurchaseSums[], today: Day): Facts {
  const ordered = rows.filter((row) => row.orders > 0 && lastDayOf(row) <= today);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return {};
  const lastOrderOn = lastDayOf(last);
  return { firstOrderOn: first.day, lastOrderOn, daysSinceOrder: Math.max(0, daysBetween(lastOrderOn, today)) };
}
