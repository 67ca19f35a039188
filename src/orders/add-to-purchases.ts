import type { Accepted } from "../shared/decision.js";
import { exactOf, exactText, subtract } from "../shared/decimal.js";
import { requireId, type Command } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { applyPurchasesEvent } from "./apply-purchases.js";
import { orderEnvelope } from "./envelope.js";
import type { OrderRecord, OrdersContext } from "./model.js";
import { byCategory, orderNet, type CategoryNet } from "./order-net.js";
import type { PurchasesEvent, PurchasesRecord } from "./purchases-model.js";

/** Counts what a write of an order changed: the order as it was, where there was one, and as it is. */
export interface AddToPurchases extends Command {
  readonly before?: OrderRecord;
  readonly after: OrderRecord;
}

/**
 * Adds to a customer's sums what a write changed of an order: everything when it is paid, the difference when some of
 * it goes back or it is cancelled. It is the day of the payment that changes, also for a back-dated order and for a
 * late refund; what was paid counts from when it was paid, what goes back from when that is recorded. An order that
 * is not paid changes nothing and leaves no event.
 *
 * An order counts as one while its customer keeps a unit of it, and a category while a unit of it is kept.
 *
 * Thrown as `command_invalid`: an order of another customer. Nothing is refused.
 *
 * @example
 * ```ts
 * import { addToPurchases, must, openPurchases, purchaseFacts, recordOrder } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") };
 * const lines = [{ sku: "tea", category: "tea", quantity: 3, paid: "100.00" }];
 * const order = must(recordOrder({ id: "ord_1", type: "order.paid", customerId: "cus_7", lines }, context)).state;
 * const opened = openPurchases({ id: "cus_7", customerId: "cus_7" }, context).state;
 * const purchases = addToPurchases(opened, { id: "ord_1", after: order }, context).state;
 * purchaseFacts(purchases, context).spend; // => "100.00"
 * ```
 */
export function addToPurchases(
  purchases: PurchasesRecord,
  command: AddToPurchases,
  context: OrdersContext,
): Accepted<PurchasesRecord, PurchasesEvent> {
  const { id, by, note, before, after } = command;
  requireId(id, "id");
  requireOwn(purchases, after);
  const { paidOn: day, paidAt } = after;
  const change = differenceOf(before, after);
  if (day === undefined || paidAt === undefined || change === undefined) {
    return { ok: true, state: purchases, events: [] };
  }
  const counts = before?.paidAt === undefined ? "when_it_happened" : "when_recorded";
  const told = { id, ...(by !== undefined && { by }), ...(note !== undefined && { note }), occurredAt: paidAt };
  const envelope = orderEnvelope(told, purchases, context, after.id, counts);
  const event: PurchasesEvent = { type: "purchases.changed", ...envelope, day, ...change };
  return { ok: true, state: applyPurchasesEvent(purchases, event), events: [event] };
}

interface Difference {
  readonly orders: number;
  readonly categories: readonly CategoryNet[];
}

function differenceOf(before: OrderRecord | undefined, after: OrderRecord): Difference | undefined {
  const was = before === undefined ? nothing : orderNet(before);
  const is = orderNet(after);
  const orders = Number(is.units > 0) - Number(was.units > 0);
  const categories = sumsOf(was.categories, is.categories);
  return orders === 0 && categories.length === 0 ? undefined : { orders, categories };
}

const nothing = { units: 0, categories: [] } as const;

function sumsOf(was: readonly CategoryNet[], is: readonly CategoryNet[]): readonly CategoryNet[] {
  const names = new Set([...was, ...is].map(({ category }) => category));
  const sums = [...names].map((category): CategoryNet => {
    const old = was.find((each) => each.category === category);
    const now = is.find((each) => each.category === category);
    const spend = exactText(subtract(exactOf(now?.spend ?? "0"), exactOf(old?.spend ?? "0")));
    return { ...(category !== undefined && { category }), spend, units: (now?.units ?? 0) - (old?.units ?? 0) };
  });
  return sums.filter(({ spend, units }) => units !== 0 || exactOf(spend).units !== 0n).sort(byCategory);
}

function requireOwn(purchases: PurchasesRecord, { id, customerId }: OrderRecord): void {
  if (customerId === purchases.customerId) return;
  throw new ClienteleError(
    "command_invalid",
    `after: the order "${id}" is of "${customerId}", the purchases are of "${purchases.customerId}"; load those of the order's customer.`,
    { path: "after" },
  );
}
