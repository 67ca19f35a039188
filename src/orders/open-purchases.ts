import type { Accepted } from "../shared/decision.js";
import { requireId, type Command } from "../shared/envelope.js";
import { applyPurchasesEvent } from "./apply-purchases.js";
import { orderEnvelope } from "./envelope.js";
import type { OrdersContext } from "./model.js";
import type { PurchasesEvent, PurchasesRecord } from "./purchases-model.js";

/** Begins a customer's sums. They have the customer's id. */
export interface OpenPurchases extends Command {
  readonly customerId: string;
}

/** Begins the sums of a customer who has bought nothing yet. Nothing is refused. */
export function openPurchases(
  command: OpenPurchases,
  context: OrdersContext,
): Accepted<PurchasesRecord, PurchasesEvent> {
  const { id, customerId } = command;
  requireId(id, "id");
  requireId(customerId, "customerId");
  const envelope = orderEnvelope(command, undefined, context, customerId, "when_recorded");
  const event: PurchasesEvent = { type: "purchases.opened", ...envelope, opened: { id: customerId, customerId } };
  return { ok: true, state: applyPurchasesEvent(undefined, event), events: [event] };
}
