import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { OrderRecord } from "./model.js";
import type { PurchasesRecord } from "./purchases-model.js";

/** How an order is stored. `paidOn` is empty until it is paid. */
export const orderKind: RecordKind<OrderRecord> = recordKind({
  kind: "order",
  format: 1,
  project: ({ customerId, status, paidOn = "" }) => ({ customerId, status, paidOn }),
  checks: [{ name: "paid_on_a_day", holds: ({ status, paidOn }) => status !== "paid" || paidOn !== "" }],
});

/** How a customer's purchases are stored. */
export const purchasesKind: RecordKind<PurchasesRecord> = recordKind({
  kind: "purchases",
  format: 1,
  project: ({ customerId, days, months }) => {
    const rows = [...months, ...days];
    return { customerId, orders: rows.reduce((count, { orders }) => count + orders, 0) };
  },
  checks: [{ name: "orders_not_negative", holds: ({ orders }) => Number(orders) >= 0 }],
});
