import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, type Command, type OccurredInFuture } from "../shared/envelope.js";
import type { Ref } from "../shared/repository.js";
import { applyCustomerEvent } from "./apply.js";
import { customerEnvelope, happenedAtOf } from "./envelope.js";
import type { CustomerEvent, CustomerRecord, CustomersContext } from "./model.js";
import { requireCommand } from "./require.js";

/** Forgets a customer. */
export interface EraseCustomer extends Command {
  readonly type?: "customer.erased";
  readonly customerId?: string;
}

/**
 * Forgets who a customer is. The personal document goes (`personalRefs` says where it lies), with it the free texts of
 * other modules; the record stays as a number among numbers, without tags and facts, so that balances and counts are
 * what they were. Every purpose ends. An erased customer stays erased: the id cannot be registered again, and erasing
 * once more changes nothing and has no event.
 *
 * The deletions belong into the commit that stores this decision. Proofs of consent stay: they hold ids of wordings,
 * acts and times, and no personal value.
 *
 * Refused: `occurred_in_future`.
 *
 * Source: PIPL art. 47, GDPR art. 17.
 *
 * @example
 * ```ts
 * import { eraseCustomer, must, personalRefs, registerCustomer } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const customer = must(registerCustomer({ id: "reg_7", customerId: "cus_7", personal: { name: "Ada" } }, context)).state;
 * const erased = must(eraseCustomer(customer, { id: "ers_1" }, context)).state;
 * erased.status; // => "erased"
 * personalRefs(erased); // => [{ owner: "cus_7", kind: "customer_personal", id: "cus_7" }]
 * must(eraseCustomer(erased, { id: "ers_2" }, context)).events; // => []
 * ```
 */
export function eraseCustomer(
  customer: CustomerRecord,
  command: EraseCustomer,
  context: CustomersContext,
): Decision<CustomerRecord, CustomerEvent, OccurredInFuture> {
  requireCommand(command, customer);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  if (customer.status === "erased") return { ok: true, state: customer, events: [] };
  const envelope = customerEnvelope(command, customer, context, "when_recorded");
  const event: CustomerEvent = { type: "customer.erased", ...envelope, ...happenedAtOf(command, envelope) };
  return { ok: true, state: applyCustomerEvent(customer, event), events: [event] };
}

/** Where a customer's personal values lie: what an erasure deletes, in the same commit. */
export function personalRefs({ id, owner }: CustomerRecord): readonly Ref[] {
  return [{ owner, kind: "customer_personal", id }];
}

/** Nothing more is written about somebody who was forgotten. */
export interface CustomerErasedRejection {
  readonly code: "customer_erased";
  readonly message: string;
  readonly erasedAt: string;
}

/** The rejection for a customer who was erased, or undefined. */
export function customerErased({ id, status, erasedAt = "" }: CustomerRecord): CustomerErasedRejection | undefined {
  if (status === "active") return undefined;
  return { code: "customer_erased", message: `The customer "${id}" was erased at ${erasedAt}.`, erasedAt };
}
