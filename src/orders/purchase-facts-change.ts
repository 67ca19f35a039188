import { periodAround } from "../calendar/periods.js";
import { leavesWindowOn } from "../calendar/windows.js";
import { localDay } from "../calendar/zones.js";
import type { CalendarWindow, FactWindow, RollingWindow } from "../conditions/model.js";
import type { Day } from "../shared/days.js";
import { lastDayOf, rowsIn, type PurchaseFactsContext } from "./purchase-facts.js";
import type { PurchaseSums, PurchasesRecord } from "./purchases-model.js";

/**
 * The next local day after today on which a fact of one of the windows changes without an event: a day with purchases
 * leaves a rolling window, or a calendar window moves on to other ones. Undefined when none does. `daysSinceOrder`
 * changes every day and is not meant here.
 *
 * @example
 * ```ts
 * import { addToPurchases, must, openPurchases, purchaseFactsChangeOn, recordOrder } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") };
 * const lines = [{ sku: "tea", quantity: 3, paid: "100.00" }];
 * const order = must(recordOrder({ id: "ord_1", type: "order.paid", customerId: "cus_7", lines }, context)).state;
 * const opened = openPurchases({ id: "cus_7", customerId: "cus_7" }, context).state;
 * const purchases = addToPurchases(opened, { id: "ord_1", after: order }, context).state;
 * purchaseFactsChangeOn(purchases, { ...context, windows: [{ kind: "rolling", length: "P12M" }] }); // => "2027-03-02"
 * ```
 */
export function purchaseFactsChangeOn(
  purchases: PurchasesRecord | undefined,
  { windows = [], zone, now }: PurchaseFactsContext,
): Day | undefined {
  const rows = purchases === undefined ? [] : [...purchases.months, ...purchases.days];
  const today = localDay(now.getTime(), zone);
  // A day to come is there only when another server's clock was ahead of this one.
  const toCome = windows.length === 0 ? [] : rows.map(lastDayOf).filter((day) => day > today);
  return [...toCome, ...windows.flatMap((window) => changeOf(rows, window, today) ?? [])].sort()[0];
}

function changeOf(rows: readonly PurchaseSums[], window: FactWindow, today: Day): Day | undefined {
  switch (window.kind) {
    case "rolling":
      return rollingChange(rows, window, today);
    case "calendar":
      return calendarChange(rows, window, today);
    case "lifetime":
      return undefined;
    default:
      return window satisfies never;
  }
}

function rollingChange(rows: readonly PurchaseSums[], { length }: RollingWindow, today: Day): Day | undefined {
  const leaving = rows.map((row) => leavesWindowOn(lastDayOf(row), length)).filter((day) => day > today);
  return leaving.sort()[0];
}

/** Past as many boundaries as the window lies back, and one more, it sees nothing of what there is today. */
function calendarChange(rows: readonly PurchaseSums[], window: CalendarWindow, today: Day): Day | undefined {
  let day = today;
  for (let boundary = 0; boundary <= Math.abs(window.offset ?? 0); boundary++) {
    const next = periodAround(day, window.unit).to;
    const seen = rowsIn(rows, window, day);
    const then = rowsIn(rows, window, next);
    if (seen.length > 0 || then.length > 0) return next;
    day = next;
  }
  return undefined;
}
