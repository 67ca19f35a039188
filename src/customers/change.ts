import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, type OccurredInFuture } from "../shared/envelope.js";
import { compareText } from "../shared/text.js";
import { applyCustomerEvent } from "./apply.js";
import { customerEnvelope } from "./envelope.js";
import { customerErased, type CustomerErasedRejection } from "./erase.js";
import type {
  ChangeSource,
  CustomerEvent,
  CustomerRecord,
  CustomersContext,
  PersonalCommand,
  Profile,
} from "./model.js";
import { personalFieldsOf } from "./personal.js";
import { requireFields, requirePersonal } from "./personal-check.js";
import { profileOf, tooMany, type TooMany } from "./profile.js";
import { requireCommand } from "./require.js";

/** Changes what is known of a customer. */
export interface ChangeCustomer extends PersonalCommand, Profile {
  readonly type?: "customer.changed";
  readonly customerId?: string;
  /** `customer` when left out. */
  readonly source?: ChangeSource;
}

/** Why nothing is changed, in the order in which it is checked. */
export type ChangeRejection = OccurredInFuture | CustomerErasedRejection | TooMany;

/**
 * Changes a customer. A part that is given replaces what was there, `facts` those that it names, `clear` empties
 * personal fields; everything else stays. The event names the personal fields that changed and where the change comes
 * from, never a value; the values go with the same command into the personal document, by `personalOf`.
 *
 * Refused, in this order: `occurred_in_future`, `customer_erased`, `too_many`.
 *
 * @example
 * ```ts
 * import { changeCustomer, must, registerCustomer } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const customer = must(registerCustomer({ id: "reg_7", customerId: "cus_7", personal: { name: "Ada" } }, context)).state;
 * const changed = must(changeCustomer(customer, { id: "chg_1", personal: { gender: "female" }, tags: ["tea"] }, context));
 * changed.state.personalFields; // => ["gender", "name"]
 * changed.events[0]?.type; // => "customer.changed"
 * ```
 */
export function changeCustomer(
  customer: CustomerRecord,
  command: ChangeCustomer,
  context: CustomersContext,
): Decision<CustomerRecord, CustomerEvent, ChangeRejection> {
  requireCommand(command, customer);
  requirePersonal(command.personal ?? {});
  requireFields(command.clear ?? [], "clear");
  const profile = profileOf(command);
  const refused =
    occurredInFuture(command, context.now) ?? customerErased(customer) ?? tooMany(profile, customer.facts);
  if (refused !== undefined) return refuse(refused);
  const fields = personalFieldsOf(command.personal);
  const event: CustomerEvent = {
    type: "customer.changed",
    ...customerEnvelope(command, customer, context, "when_it_happened"),
    source: command.source ?? "customer",
    ...profile,
    fields,
    cleared: [...new Set(command.clear)].filter((field) => !fields.includes(field)).sort(compareText),
  };
  return { ok: true, state: applyCustomerEvent(customer, event), events: [event] };
}
