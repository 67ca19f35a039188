import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { applyOrderEvent } from "./apply.js";
import { detailsOf } from "./details.js";
import { orderEnvelope } from "./envelope.js";
import type { OrderContent } from "./events.js";
import type { OrderEvent, OrderRecord, OrdersContext } from "./model.js";
import { paymentOf } from "./payment.js";
import { requireLines, requireText } from "./require.js";

/** Records an order that was placed, or paid without having been recorded before. */
export interface RecordOrder extends Command, OrderContent {
  readonly type: "order.placed" | "order.paid";
  readonly customerId: string;
}

/** Why an order is not recorded, in the order in which it is checked. */
export type RecordOrderRejection = OccurredInFuture | OtherCurrency | TooManyLines;

/** The order is in another currency than the program. */
export interface OtherCurrency {
  readonly code: "other_currency";
  readonly message: string;
  readonly currency: string;
  readonly expected: string;
}

/** The order has more lines than a record holds. */
export interface TooManyLines {
  readonly code: "too_many_lines";
  readonly message: string;
  readonly requested: number;
  readonly allowed: number;
}

/** The most lines of an order. */
export const orderLineLimit = 10_000;

/**
 * Records an order. Placed, it waits for `payOrder`; paid, it counts from the local day on which it was paid, in the
 * context's zone, under the program's rules for spending. It may be back-dated and then counts on its own day. The
 * order's id is `orderId`, or the event's id.
 *
 * Money is decimal text in the program's currency and is kept with the currency's digits. Thrown as `command_invalid`:
 * what is malformed, two lines of one name, a tax above what was paid, and tenders that do not come to lines plus
 * shipping, with the difference.
 *
 * Refused, in this order: `occurred_in_future`, `other_currency`, `too_many_lines`.
 *
 * @example
 * ```ts
 * import { must, orderNet, recordOrder } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", currency: "CNY", now: new Date("2026-03-02T17:00:00Z") };
 * const lines = [{ sku: "serum-30", category: "护肤", quantity: 2, paid: "3280" }];
 * const order = must(recordOrder({ id: "ord_991", type: "order.paid", customerId: "cus_7", lines }, context)).state;
 * order.paidOn; // => "2026-03-03"
 * orderNet(order).spend; // => "3280.00"
 * ```
 */
export function recordOrder(
  command: RecordOrder,
  context: OrdersContext,
): Decision<OrderRecord, OrderEvent, RecordOrderRejection> {
  const { id, customerId, type, orderId = id.replace(derived, "") } = command;
  requireId(id, "id");
  requireId(orderId, "orderId");
  requireId(customerId, "customerId");
  const refused = occurredInFuture(command, context.now) ?? unacceptable(command, context);
  if (refused !== undefined) return refuse(refused);
  const details = detailsOf(command, command.currency ?? context.currency);
  const envelope = orderEnvelope(command, undefined, context, orderId, "when_it_happened");
  const event: OrderEvent =
    type === "order.paid"
      ? paymentOf(envelope, orderId, customerId, details, context)
      : { type: "order.placed", ...envelope, orderId, customerId, details };
  return { ok: true, state: applyOrderEvent(undefined, event), events: [event] };
}

/** What a program adds to an event's id for the commands that it derives. */
const derived = /#[a-z_]+$/;

/** The rejection for an order in another currency, or with too many lines; or undefined. */
export function unacceptable(
  { currency, lines }: OrderContent,
  { currency: expected }: OrdersContext,
): OtherCurrency | TooManyLines | undefined {
  if (currency !== undefined) requireText(currency, "currency");
  if (currency !== undefined && expected !== undefined && currency !== expected) {
    const message = `The program counts in ${expected}, the order is in ${currency}.`;
    return { code: "other_currency", message, currency, expected };
  }
  requireLines(lines);
  if (lines.length <= orderLineLimit) return undefined;
  const message = `${lines.length} lines given, an order has at most ${orderLineLimit}.`;
  return { code: "too_many_lines", message, requested: lines.length, allowed: orderLineLimit };
}
