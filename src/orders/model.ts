import type { DecimalText } from "../shared/decimal.js";
import type { Day } from "../shared/days.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { OrderLine, Tender } from "./events.js";

/** What every write of orders takes: the program document, or these parts of it, and `now`. */
export interface OrdersContext {
  /** The program's id and version, which a write pins. */
  readonly id: string;
  readonly version: number;
  /** The IANA zone in which days are counted. */
  readonly zone: string;
  readonly now: Date;
  /** Orders in another currency are refused. */
  readonly currency?: string;
  readonly spend?: SpendRules;
}

/** The `spend` section of a program: what counts as a customer's spending. An order keeps the rules it was paid under. */
export interface SpendRules {
  /** Whether refunds lower it: `paid_minus_refunded` when left out. A cancelled order never counts. */
  readonly counts?: "paid_minus_refunded" | "paid";
  /** `included` when left out. */
  readonly tax?: "included" | "excluded";
  /** `excluded` when left out. */
  readonly shipping?: "included" | "excluded";
  /** Whether what points paid counts: `excluded` when left out. */
  readonly partPaidWithPoints?: "included" | "excluded";
}

/** An order as it stands: what was bought, and what of it went back. */
export interface OrderRecord extends RecordEnvelope, OrderDetails {
  readonly customerId: string;
  readonly status: "placed" | "paid" | "cancelled";
  readonly placedAt?: Instant;
  readonly paidAt?: Instant;
  /** The local day of the payment: the day that its money counts on, whatever happens to it later. */
  readonly paidOn?: Day;
  /** The first parcel that left, and the first that arrived. */
  readonly shippedAt?: Instant;
  readonly deliveredAt?: Instant;
  readonly cancelledAt?: Instant;
  /** The rules it was paid under. */
  readonly spend?: Required<SpendRules>;
  readonly lines: readonly OrderedLine[];
  readonly refundedShipping: DecimalText;
  /** What went back by amount, for no line in particular. */
  readonly refundedAmount: DecimalText;
}

/** What an order holds, each amount written with `digits` digits after the point. */
export interface OrderDetails {
  readonly digits: number;
  readonly currency?: string;
  readonly salesChannel?: string;
  readonly shopId?: string;
  readonly businessLine?: string;
  readonly agentId?: string;
  readonly tenders?: readonly Tender[];
  readonly shipping: DecimalText;
  readonly lines: readonly NamedLine[];
}

/** A line that has a name: its id, or its place in the order. */
export interface NamedLine extends OrderLine {
  readonly id: string;
}

/** A line, and what went back of it. */
export interface OrderedLine extends NamedLine {
  readonly refunded: DecimalText;
  /** Units that came back. */
  readonly returned: number;
  /** Those of them that were refunded at their price. */
  readonly returnedAtPrice: number;
}

/** Everything that can happen to an order. */
export type OrderEvent = OrderPlacement | OrderPayment | OrderFulfilment | OrderRefund | OrderCancellation;

/** An order was placed. */
export interface OrderPlacement extends EventEnvelope {
  readonly type: "order.placed";
  readonly orderId: string;
  readonly customerId: string;
  readonly details: OrderDetails;
}

/** An order was paid. */
export interface OrderPayment extends EventEnvelope {
  readonly type: "order.paid";
  readonly orderId: string;
  readonly customerId: string;
  readonly paidOn: Day;
  readonly spend: Required<SpendRules>;
  readonly details: OrderDetails;
}

/** Goods of an order left, or arrived. */
export interface OrderFulfilment extends EventEnvelope {
  readonly type: "order.shipped" | "order.delivered";
  readonly orderId: string;
}

/** Money of an order went back, resolved into amounts. */
export interface OrderRefund extends EventEnvelope {
  readonly type: "order.refunded";
  readonly orderId: string;
  readonly lines: readonly RefundedLine[];
  /** What went back for no line in particular. */
  readonly amount: DecimalText;
  /** All of it. */
  readonly total: DecimalText;
  /** When it went back, where that was earlier; it counts when it is recorded. */
  readonly happenedAt?: Instant;
}

/** What went back of one line, or of `shipping`. */
export interface RefundedLine {
  readonly id: string;
  readonly amount: DecimalText;
  readonly units: number;
  /** Set when the amount is the price of the units. */
  readonly atPrice?: true;
}

/** An order was called off. */
export interface OrderCancellation extends EventEnvelope {
  readonly type: "order.cancelled";
  readonly orderId: string;
  readonly happenedAt?: Instant;
}
