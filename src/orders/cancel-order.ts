import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, type Command, type OccurredInFuture } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyOrderEvent } from "./apply.js";
import { happenedAtOf, orderEnvelope } from "./envelope.js";
import type { OrderEvent, OrderRecord, OrdersContext } from "./model.js";
import { requireOrder } from "./require.js";

/** Calls an order off. */
export interface CancelOrder extends Command {
  readonly type?: "order.cancelled";
  readonly customerId?: string;
  readonly orderId?: string;
}

/** The order was called off before. */
export interface OrderCancelledRejection {
  readonly code: "order_cancelled";
  readonly message: string;
  readonly cancelledAt: Instant;
}

/**
 * Calls an order off, paid or not. Nothing of it counts any more: what was paid and has not gone back yet goes back,
 * and the day on which it was paid is lowered by all of it. It counts when it is recorded.
 *
 * Refused, in this order: `occurred_in_future`, `order_cancelled` (it was, before).
 */
export function cancelOrder(
  order: OrderRecord,
  command: CancelOrder,
  context: OrdersContext,
): Decision<OrderRecord, OrderEvent, OccurredInFuture | OrderCancelledRejection> {
  requireOrder(command, order);
  const refused = occurredInFuture(command, context.now) ?? orderCancelled(order);
  if (refused !== undefined) return refuse(refused);
  const envelope = orderEnvelope(command, order, context, order.id, "when_recorded");
  const event: OrderEvent = {
    type: "order.cancelled",
    ...envelope,
    orderId: order.id,
    ...happenedAtOf(command, envelope),
  };
  return { ok: true, state: applyOrderEvent(order, event), events: [event] };
}

/** The rejection for an order that was called off, or undefined. */
export function orderCancelled({ id, status, cancelledAt = "" }: OrderRecord): OrderCancelledRejection | undefined {
  if (status !== "cancelled") return undefined;
  return { code: "order_cancelled", message: `The order "${id}" was cancelled at ${cancelledAt}.`, cancelledAt };
}
