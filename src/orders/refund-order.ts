import { refuse, type Decision } from "../shared/decision.js";
import { decimalText, type DecimalText } from "../shared/decimal.js";
import { occurredInFuture, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { applyOrderEvent } from "./apply.js";
import { orderCancelled, type OrderCancelledRejection } from "./cancel-order.js";
import { happenedAtOf, orderEnvelope } from "./envelope.js";
import type { RefundLine } from "./events.js";
import type { OrderEvent, OrderRecord, OrdersContext } from "./model.js";
import { resolveRefund, type RefundProblem } from "./resolve-refund.js";
import { invalid, requireOrder } from "./require.js";

/** Gives money of an order back: for lines, an amount of the whole, or, with neither, all that is left. */
export interface RefundOrder extends Command {
  readonly type?: "order.refunded";
  readonly customerId?: string;
  readonly orderId?: string;
  readonly lines?: readonly RefundLine[];
  readonly amount?: DecimalText;
}

/** Why nothing is refunded, in the order in which it is checked. */
export type RefundOrderRejection =
  | OccurredInFuture
  | OrderCancelledRejection
  | { readonly code: "not_paid"; readonly message: string; readonly orderId: string }
  | RefundProblem;

/**
 * Refunds an order, in parts if need be. A line is refunded by an amount, by units at their price (rounded half up to
 * the order's digits, and counted from all units of the line that came back so, so that two steps give what one
 * gives), by both, or, with neither, to its end. An amount without lines belongs to no line; it is shared among what
 * is left of them when categories are counted.
 *
 * Never more than was paid, for a line or for the order. It lowers the day on which the order was paid, and counts
 * when it is recorded; `occurredAt` is kept as information.
 *
 * Refused, in this order: `occurred_in_future`, `order_cancelled`, `not_paid`, `nothing_left`, and line by line
 * `unknown_line`, `more_units_than_left`, `more_than_paid`; last `more_than_paid` for the order.
 *
 * @example
 * ```ts
 * import { must, orderNet, recordOrder, refundOrder } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") };
 * const lines = [{ sku: "tea", quantity: 3, paid: "100.00" }, { sku: "cup", quantity: 1, paid: "20.00" }];
 * const order = must(recordOrder({ id: "ord_1", type: "order.paid", customerId: "cus_7", lines }, context)).state;
 * const refunded = must(refundOrder(order, { id: "rfd_1", lines: [{ id: "1", quantity: 1 }] }, context)).state;
 * orderNet(refunded).net; // => "86.67"
 * const more = refundOrder(refunded, { id: "rfd_2", lines: [{ id: "1", amount: "80.00" }] }, context);
 * more.ok ? "" : more.rejection.message; // => 'Line "1": 80.00 asked for, 66.67 left.'
 * ```
 */
export function refundOrder(
  order: OrderRecord,
  command: RefundOrder,
  context: OrdersContext,
): Decision<OrderRecord, OrderEvent, RefundOrderRejection> {
  requireOrder(command, order);
  const { lines, amount } = command;
  if (lines !== undefined && amount !== undefined)
    throw invalid("amount", amount, "to be given beside lines; name one");
  const early = occurredInFuture(command, context.now) ?? orderCancelled(order);
  if (early !== undefined) return refuse(early);
  if (order.status !== "paid") {
    return refuse({ code: "not_paid", message: `The order "${order.id}" is not paid yet.`, orderId: order.id });
  }
  const resolved = resolveRefund(order, command);
  if (!resolved.ok) return resolved;
  const envelope = orderEnvelope(command, order, context, order.id, "when_recorded");
  const event: OrderEvent = {
    type: "order.refunded",
    ...envelope,
    orderId: order.id,
    lines: resolved.lines,
    amount: decimalText(resolved.amount, order.digits, "down"),
    total: decimalText(resolved.total, order.digits, "down"),
    ...happenedAtOf(command, envelope),
  };
  return { ok: true, state: applyOrderEvent(order, event), events: [event] };
}
