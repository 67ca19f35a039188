import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { applyCustomerEvent } from "./apply.js";
import { customerEnvelope, happenedAtOf } from "./envelope.js";
import { customerErased, type CustomerErasedRejection } from "./erase.js";
import type { ChangeSource, CustomerEvent, CustomerRecord, CustomersContext } from "./model.js";
import { notAskedFor, purposeOf, unknownPurpose, type NotAskedFor, type UnknownPurpose } from "./purpose.js";
import { requireCommand } from "./require.js";

/** Records that a customer forbade a purpose, or objected to it. */
export interface WithdrawConsent extends Command {
  readonly type?: "customer.withdrew";
  readonly customerId?: string;
  readonly purpose: string;
  /** All channels when left out. */
  readonly channel?: string;
  /** `customer` when left out. */
  readonly source?: ChangeSource;
}

/** Why nothing is withdrawn, in the order in which it is checked. */
export type WithdrawRejection = OccurredInFuture | CustomerErasedRejection | UnknownPurpose | NotAskedFor;

/**
 * Withdraws a consent, or objects to what rests on a legitimate interest. It needs no proof and no earlier grant: a
 * refusal is recorded too. Without a channel it covers all of them, also those that were granted one by one. It
 * counts from the moment in which it is recorded, so that no grant that turns up later goes past it.
 *
 * Refused, in this order: `occurred_in_future`, `customer_erased`, `unknown_purpose` (neither in the program nor ever
 * decided about), `not_asked_for`.
 *
 * Source: PIPL art. 15, GDPR art. 7(3): withdrawing is as easy as granting.
 *
 * @example
 * ```ts
 * import { hasConsent, must, registerCustomer, withdrawConsent } from "clientele";
 *
 * const purposes = { care: { basis: "legitimate_interest" } } as const;
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", purposes, now: new Date("2026-03-02T02:00:00Z") };
 * const customer = must(registerCustomer({ id: "reg_7", customerId: "cus_7" }, context)).state;
 * hasConsent(customer, { ...context, purpose: "care" }); // => true
 * const withdrawn = must(withdrawConsent(customer, { id: "wdr_1", purpose: "care", channel: "sms" }, context)).state;
 * hasConsent(withdrawn, { ...context, purpose: "care", channel: "sms" }); // => false
 * hasConsent(withdrawn, { ...context, purpose: "care", channel: "email" }); // => true
 * ```
 */
export function withdrawConsent(
  customer: CustomerRecord,
  command: WithdrawConsent,
  context: CustomersContext,
): Decision<CustomerRecord, CustomerEvent, WithdrawRejection> {
  requireCommand(command, customer);
  requireId(command.purpose, "purpose");
  if (command.channel !== undefined) requireId(command.channel, "channel");
  const refused = occurredInFuture(command, context.now) ?? customerErased(customer);
  if (refused !== undefined) return refuse(refused);
  const purpose = purposeOf(context.purposes, command.purpose);
  const decided = customer.consents.some((consent) => consent.purpose === command.purpose);
  if (purpose === undefined && !decided) return refuse(unknownPurpose(command.purpose, context));
  const unasked = purpose === undefined ? undefined : notAskedFor(command.purpose, purpose);
  if (unasked !== undefined) return refuse(unasked);
  const envelope = customerEnvelope(command, customer, context, "when_recorded");
  const event: CustomerEvent = {
    type: "customer.withdrew",
    ...envelope,
    purpose: command.purpose,
    ...(command.channel !== undefined && { channel: command.channel }),
    source: command.source ?? "customer",
    ...happenedAtOf(command, envelope),
  };
  return { ok: true, state: applyCustomerEvent(customer, event), events: [event] };
}
