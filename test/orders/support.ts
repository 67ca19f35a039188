import { must } from "../../src/shared/decision.js";
import {
  recordOrder,
  refundOrder,
  type OrderLine,
  type OrderRecord,
  type OrdersContext,
  type RecordOrder,
  type RefundOrder,
  type SpendRules,
} from "../../src/orders/index.js";

export const morning = "2026-03-02T02:00:00.000Z";

export function at(now: string, more: Partial<OrdersContext> = {}): OrdersContext {
  return { id: "shop", version: 3, zone: "Asia/Shanghai", currency: "CNY", now: new Date(now), ...more };
}

export const lines: readonly OrderLine[] = [
  { sku: "tea", category: "tea", quantity: 3, paid: "100.00", tax: "13.00" },
  { id: "cup", sku: "cup-1", name: "Cup", category: "ware", quantity: 1, paid: "20.00" },
];

export function orderOf(command: Partial<RecordOrder> = {}, spend: SpendRules = {}): OrderRecord {
  const full: RecordOrder = { id: "ord_1", type: "order.paid", customerId: "cus_7", lines, ...command };
  return must(recordOrder(full, at(morning, { spend }))).state;
}

export function refunded(order: OrderRecord, ...refunds: readonly Omit<RefundOrder, "id">[]): OrderRecord {
  return refunds.reduce(
    (now, refund, i) => must(refundOrder(now, { id: `rfd_${i}`, ...refund }, at(morning))).state,
    order,
  );
}
