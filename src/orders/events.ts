import type { Command } from "../shared/envelope.js";
import type { DecimalText } from "../shared/decimal.js";

/** Host events about orders. The event is the command, so the writes take them as they are. */
export type OrderHostEvent = OrderPlaced | OrderPaid | OrderShipped | OrderDelivered | OrderRefunded | OrderCancelled;

/** Somebody ordered. Nothing is counted yet. */
export interface OrderPlaced extends Command, OrderContent {
  readonly type: "order.placed";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** An order was paid, whether or not it was placed before. Its lines are the ones that count. */
export interface OrderPaid extends Command, OrderContent {
  readonly type: "order.paid";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Goods left for the customer, all or some of them. */
export interface OrderShipped extends Command {
  readonly type: "order.shipped";
  readonly customerId: string;
  readonly occurredAt: string;
  readonly orderId: string;
}

/** Goods reached the customer, all or some of them. */
export interface OrderDelivered extends Command {
  readonly type: "order.delivered";
  readonly customerId: string;
  readonly occurredAt: string;
  readonly orderId: string;
}

/** Money went back: for lines, an amount of the whole order, or, with neither, all that is left. */
export interface OrderRefunded extends Command {
  readonly type: "order.refunded";
  readonly customerId: string;
  readonly occurredAt: string;
  readonly orderId: string;
  readonly lines?: readonly RefundLine[];
  readonly amount?: DecimalText;
}

/** An order was called off; what was paid for it went back. */
export interface OrderCancelled extends Command {
  readonly type: "order.cancelled";
  readonly customerId: string;
  readonly occurredAt: string;
  readonly orderId: string;
}

/** What an order holds. Money is decimal text in one currency. */
export interface OrderContent {
  /** The event's id when left out. */
  readonly orderId?: string;
  /** The document's currency when left out. */
  readonly currency?: string;
  readonly salesChannel?: string;
  readonly shopId?: string;
  readonly businessLine?: string;
  readonly agentId?: string;
  /** How it was paid. What points paid has the kind `points`. Lines plus shipping come to the same sum. */
  readonly tenders?: readonly Tender[];
  /** What was paid for shipping. */
  readonly shipping?: DecimalText;
  readonly lines: readonly OrderLine[];
}

/** One line of an order. Called by its id or, without one, by its place: `"1"`, `"2"`. */
export interface OrderLine {
  readonly id?: string;
  readonly sku: string;
  readonly name?: string;
  readonly category?: string;
  /** A whole number of units, 1 or more. What is sold by weight is one unit. */
  readonly quantity: number;
  /** The price before discount, for the line. */
  readonly list?: DecimalText;
  readonly discount?: DecimalText;
  /** The tax in `paid`. */
  readonly tax?: DecimalText;
  /** What was paid for the line, by whatever means, tax included. */
  readonly paid: DecimalText;
}

/** A part of a payment. */
export interface Tender {
  readonly kind: string;
  readonly amount: DecimalText;
}

/**
 * What goes back of a line: an `amount`, the price of `quantity` units, both (so many units for another price), or,
 * with neither, the rest of the line. `shipping` is the line of that name.
 */
export interface RefundLine {
  /** The line's id, or its place. */
  readonly id: string;
  readonly quantity?: number;
  readonly amount?: DecimalText;
}
