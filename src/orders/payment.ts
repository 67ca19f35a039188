import { localDay } from "../calendar/zones.js";
import type { Envelope } from "../shared/envelope.js";
import type { OrderDetails, OrderPayment, OrdersContext, SpendRules } from "./model.js";

/** The event of a payment: it fixes the day that the order counts on, and the rules it counts by. */
export function paymentOf(
  envelope: Envelope,
  orderId: string,
  customerId: string,
  details: OrderDetails,
  { zone, spend }: OrdersContext,
): OrderPayment {
  const paidOn = localDay(envelope.occurredAt, zone);
  return { type: "order.paid", ...envelope, orderId, customerId, paidOn, spend: allRules(spend), details };
}

function allRules({
  counts = "paid_minus_refunded",
  tax = "included",
  shipping = "excluded",
  partPaidWithPoints = "excluded",
}: SpendRules = {}): Required<SpendRules> {
  return { counts, tax, shipping, partPaidWithPoints };
}
