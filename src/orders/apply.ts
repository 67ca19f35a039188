import { add, decimalText, exactOf, type DecimalText } from "../shared/decimal.js";
import { draftOf, type Draft } from "../shared/json.js";
import { shippingLine } from "./details.js";
import type { OrderDetails, OrderEvent, OrderRecord, OrderRefund } from "./model.js";

/** The order after an event. This is the only place where an order changes, so folding its events gives the order. */
export function applyOrderEvent(order: OrderRecord | undefined, event: OrderEvent): OrderRecord {
  return applyOrderEvents(order, [event]);
}

/** The order after these events, in their order. It is copied once. */
export function applyOrderEvents(order: OrderRecord | undefined, events: readonly OrderEvent[]): OrderRecord {
  const draft = draftOf(order ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

const nothing: OrderRecord = {
  format: 1,
  id: "",
  owner: "",
  at: "",
  of: { id: "", version: 0 },
  customerId: "",
  status: "placed",
  digits: 2,
  shipping: "0",
  lines: [],
  refundedShipping: "0",
  refundedAmount: "0",
};

function evolve(draft: Draft<OrderRecord>, event: OrderEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  switch (event.type) {
    case "order.placed":
      draft.id = event.orderId;
      draft.owner = draft.customerId = event.customerId;
      draft.placedAt = event.occurredAt;
      fill(draft, event.details);
      return;
    case "order.paid":
      draft.id = event.orderId;
      draft.owner = draft.customerId = event.customerId;
      draft.status = "paid";
      draft.paidAt = event.occurredAt;
      draft.paidOn = event.paidOn;
      draft.spend = { ...event.spend };
      fill(draft, event.details);
      return;
    case "order.shipped":
      draft.shippedAt ??= event.occurredAt;
      return;
    case "order.delivered":
      draft.deliveredAt ??= event.occurredAt;
      return;
    case "order.refunded":
      giveBack(draft, event);
      return;
    case "order.cancelled":
      draft.status = "cancelled";
      draft.cancelledAt = event.recordedAt;
      return;
    default:
      event satisfies never;
  }
}

function fill(draft: Draft<OrderRecord>, details: OrderDetails): void {
  const none = decimalText(exactOf(0), details.digits, "down");
  Object.assign(draft, draftOf({ ...details, refundedShipping: none, refundedAmount: none }));
  draft.lines = details.lines.map((line) => ({ ...line, refunded: none, returned: 0, returnedAtPrice: 0 }));
}

function giveBack(draft: Draft<OrderRecord>, { lines, amount }: OrderRefund): void {
  const plus = (sum: DecimalText, more: DecimalText): DecimalText =>
    decimalText(add(exactOf(sum), exactOf(more)), draft.digits, "down");
  draft.refundedAmount = plus(draft.refundedAmount, amount);
  for (const { id, amount: refunded, units, atPrice } of lines) {
    if (id === shippingLine) draft.refundedShipping = plus(draft.refundedShipping, refunded);
    const line = draft.lines.find((each) => each.id === id);
    if (line === undefined) continue;
    line.refunded = plus(line.refunded, refunded);
    line.returned += units;
    if (atPrice === true) line.returnedAtPrice += units;
  }
}
