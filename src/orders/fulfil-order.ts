import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { applyOrderEvent } from "./apply.js";
import { orderCancelled, type OrderCancelledRejection } from "./cancel-order.js";
import { orderEnvelope } from "./envelope.js";
import type { OrderEvent, OrderRecord, OrdersContext } from "./model.js";
import { requireOrder } from "./require.js";

/** Records that goods of an order left, or arrived. */
export interface FulfilOrder extends Command {
  readonly type: "order.shipped" | "order.delivered";
  readonly customerId?: string;
  readonly orderId?: string;
}

/**
 * Records that goods of an order left, or arrived. There may be several parcels, so it may happen more than once; the
 * record keeps when the first one left and when the first one arrived. Goods may leave before they are paid for.
 *
 * Refused, in this order: `occurred_in_future`, `order_cancelled`.
 */
export function fulfilOrder(
  order: OrderRecord,
  command: FulfilOrder,
  context: OrdersContext,
): Decision<OrderRecord, OrderEvent, OccurredInFuture | OrderCancelledRejection> {
  requireOrder(command, order);
  const refused = occurredInFuture(command, context.now) ?? orderCancelled(order);
  if (refused !== undefined) return refuse(refused);
  const envelope = orderEnvelope(command, order, context, order.id, "when_it_happened");
  const event: OrderEvent = { type: command.type, ...envelope, orderId: order.id };
  return { ok: true, state: applyOrderEvent(order, event), events: [event] };
}
