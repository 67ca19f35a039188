import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, type Command, type OccurredInFuture } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyOrderEvent } from "./apply.js";
import { orderCancelled, type OrderCancelledRejection } from "./cancel-order.js";
import { detailsOf } from "./details.js";
import { orderEnvelope } from "./envelope.js";
import type { OrderContent } from "./events.js";
import type { OrderEvent, OrderRecord, OrdersContext } from "./model.js";
import { paymentOf } from "./payment.js";
import { unacceptable, type OtherCurrency, type TooManyLines } from "./record-order.js";
import { requireOrder } from "./require.js";

/** Pays an order that was placed. */
export interface PayOrder extends Command, OrderContent {
  readonly type?: "order.paid";
  readonly customerId?: string;
}

/** Why an order is not paid, in the order in which it is checked. */
export type PayOrderRejection =
  | OccurredInFuture
  | OrderCancelledRejection
  | { readonly code: "already_paid"; readonly message: string; readonly paidAt: Instant }
  | OtherCurrency
  | TooManyLines;

/**
 * Pays an order that was placed. The lines of the payment take the place of the ones that were placed, and count from
 * the local day of the payment, under the program's rules for spending.
 *
 * Thrown as for `recordOrder`. Refused, in this order: `occurred_in_future`, `order_cancelled`, `already_paid`,
 * `other_currency`, `too_many_lines`.
 */
export function payOrder(
  order: OrderRecord,
  command: PayOrder,
  context: OrdersContext,
): Decision<OrderRecord, OrderEvent, PayOrderRejection> {
  requireOrder({ ...command, orderId: command.orderId ?? order.id }, order);
  const refused = occurredInFuture(command, context.now) ?? orderCancelled(order);
  if (refused !== undefined) return refuse(refused);
  if (order.paidAt !== undefined) {
    const { paidAt } = order;
    return refuse({ code: "already_paid", message: `The order "${order.id}" was paid at ${paidAt}.`, paidAt });
  }
  const excess = unacceptable(command, context);
  if (excess !== undefined) return refuse(excess);
  const details = detailsOf(command, command.currency ?? order.currency ?? context.currency);
  const envelope = orderEnvelope(command, order, context, order.id, "when_it_happened");
  const event: OrderEvent = paymentOf(envelope, order.id, order.customerId, details, context);
  return { ok: true, state: applyOrderEvent(order, event), events: [event] };
}
