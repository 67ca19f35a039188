import { localDay, startOfDay } from "../../calendar/zones.js";
import type { Facts } from "../../conditions/fact-spec.js";
import { addToPurchases } from "../../orders/add-to-purchases.js";
import { cancelOrder } from "../../orders/cancel-order.js";
import type { OrderHostEvent } from "../../orders/events.js";
import { fulfilOrder } from "../../orders/fulfil-order.js";
import type { OrderEvent, OrderRecord, OrderRefund } from "../../orders/model.js";
import { openPurchases } from "../../orders/open-purchases.js";
import { payOrder } from "../../orders/pay-order.js";
import { purchaseFactsChangeOn } from "../../orders/purchase-facts-change.js";
import { purchaseFacts } from "../../orders/purchase-facts.js";
import type { PurchasesRecord } from "../../orders/purchases-model.js";
import { recordOrder } from "../../orders/record-order.js";
import { orderKind, purchasesKind } from "../../orders/records.js";
import { refundOrder } from "../../orders/refund-order.js";
import { addDays, type Day } from "../../shared/days.js";
import type { Decision, Rejection } from "../../shared/decision.js";
import { instantOf } from "../../shared/instants.js";
import type { CustomerFile } from "../customer-file.js";
import { aboutOf, accept, type Asked, type Island, type ProgramContext } from "../island.js";
import { lastAnswer, type LastAnswers } from "../last-answer.js";
import { readsOf } from "../reads.js";

const module = "orders";

/** Orders: what was bought and what went back, and the sums of it by day. */
export const ordersIsland: Island = {
  module,
  refs: (owner, event) => [
    { owner, kind: purchasesKind.kind, id: owner },
    ...(event !== undefined && isAboutOrder(event) ? [{ owner, kind: orderKind.kind, id: aboutOf(event) }] : []),
  ],
  take: (file, asked, context) => {
    const { event } = asked;
    if (!isAboutOrder(event)) return [];
    const orderId = aboutOf(event);
    const id = `${event.id}#${module}`;
    const before = file.read(orderKind, orderId);
    const decision = decide(before, { ...event, id, orderId }, context);
    if (decision.ok) countPurchases(file, asked, { before, after: decision.state }, context);
    return [accept(file, orderKind, module, decision, { ...asked, id, about: orderId })];
  },
  next: (file, context) => {
    const days = [...windowChanges(file, context), ...daysSinceOrderChanges(file, context)];
    return days.map((day) => instantOf(startOfDay(day, context.zone)));
  },
};

/** What conditions may ask about a customer's purchases. */
export function factsOfPurchases(file: CustomerFile, context: ProgramContext): Facts {
  const { zone, now, of } = context;
  const purchases = file.read(purchasesKind, file.owner);
  const find = (): Facts => purchaseFacts(purchases, { zone, now, windows: readsOf(context).windows });
  if (purchases === undefined) return find();
  return lastAnswer(known, purchases, `${localDay(now.getTime(), zone)} ${of.version} ${of.id}`, find);
}

const known: LastAnswers<PurchasesRecord, Facts> = new WeakMap();

/** The order that an event is about, and what the event refunded of it by this module's own reckoning. */
export function refundedOrder(
  file: CustomerFile,
  { event }: Asked,
): { readonly order: OrderRecord | undefined; readonly refund: OrderRefund | undefined } {
  const orderId = aboutOf(event);
  const order = file.read(orderKind, orderId);
  const events = order === undefined ? [] : file.related(orderKind, orderId);
  const refund = events.find((each): each is OrderRefund => each.id === `${event.id}#${module}` && isRefund(each));
  return { order, refund };
}

/** Whether an event about an order was refused: an order that is paid twice earns once. */
export function isRefusedOrder(file: CustomerFile, { event }: Asked): boolean {
  if (!isAboutOrder(event)) return false;
  return !file.related(orderKind, aboutOf(event)).some(({ id }) => id === `${event.id}#${module}`);
}

function isRefund(event: { readonly type: string }): event is OrderRefund {
  return event.type === "order.refunded";
}

function isAboutOrder(event: { readonly type: string }): event is OrderHostEvent {
  return event.type.startsWith("order.");
}

function decide(
  order: OrderRecord | undefined,
  command: OrderHostEvent,
  context: ProgramContext,
): Decision<OrderRecord, OrderEvent, Rejection> {
  switch (command.type) {
    case "order.placed":
      return order === undefined ? recordOrder(command, context) : refusal("already_exists", "It was recorded before.");
    case "order.paid":
      return order === undefined ? recordOrder(command, context) : payOrder(order, command, context);
    case "order.shipped":
    case "order.delivered":
      return order === undefined ? unknown(command) : fulfilOrder(order, command, context);
    case "order.refunded":
      return order === undefined ? unknown(command) : refundOrder(order, command, context);
    case "order.cancelled":
      return order === undefined ? unknown(command) : cancelOrder(order, command, context);
    default:
      return command satisfies never;
  }
}

function unknown({ orderId }: OrderHostEvent): Decision<never, never, Rejection> {
  return refusal("not_found", `There is no order "${orderId ?? ""}"; send order.placed or order.paid first.`);
}

function refusal(code: string, message: string): Decision<never, never, Rejection> {
  return { ok: false, rejection: { code, message } };
}

function countPurchases(
  file: CustomerFile,
  { event, fingerprint }: Asked,
  { before, after }: { readonly before: OrderRecord | undefined; readonly after: OrderRecord },
  context: ProgramContext,
): void {
  const { owner } = file;
  const opening = { id: `${event.id}#purchases_opened`, customerId: owner };
  if (file.read(purchasesKind, owner) === undefined) {
    accept(file, purchasesKind, module, openPurchases(opening, context), { ...opening, fingerprint });
  }
  const purchases = file.read(purchasesKind, owner);
  if (purchases === undefined) return;
  const command = { id: `${event.id}#purchases`, ...(before !== undefined && { before }), after };
  accept(file, purchasesKind, module, addToPurchases(purchases, command, context), { id: command.id, fingerprint });
}

function windowChanges(file: CustomerFile, context: ProgramContext): readonly Day[] {
  const purchases = file.read(purchasesKind, file.owner);
  const { zone, now } = context;
  return [purchaseFactsChangeOn(purchases, { zone, now, windows: readsOf(context).windows }) ?? []].flat();
}

/** The days on which the time since the last order passes a value that a condition compares it with. */
function daysSinceOrderChanges(file: CustomerFile, context: ProgramContext): readonly Day[] {
  const values = readsOf(context).thresholds.get("daysSinceOrder") ?? [];
  const { lastOrderOn } = values.length === 0 ? {} : factsOfPurchases(file, context);
  if (typeof lastOrderOn !== "string") return [];
  return values.flatMap((days) =>
    typeof days === "number" ? [addDays(lastOrderOn, days), addDays(lastOrderOn, days + 1)] : [],
  );
}
