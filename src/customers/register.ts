import { localDay } from "../calendar/zones.js";
import { refuse, type Decision } from "../shared/decision.js";
import type { Day } from "../shared/days.js";
import { occurredInFuture, requireId, type OccurredInFuture } from "../shared/envelope.js";
import { applyCustomerEvent } from "./apply.js";
import { customerEnvelope } from "./envelope.js";
import type {
  ChangeSource,
  CustomerEvent,
  CustomerRecord,
  CustomersContext,
  PersonalCommand,
  Profile,
} from "./model.js";
import { personalFieldsOf } from "./personal.js";
import { requirePersonal } from "./personal-check.js";
import type { PersonalField } from "./personal-details.js";
import { profileOf, tooMany, type TooMany } from "./profile.js";
import { requireCommand, requireDay } from "./require.js";
import type { Intake, IntakeForm } from "./sections.js";

/** Registers a customer, by one of the program's intake forms where it is named. */
export interface RegisterCustomer extends PersonalCommand, Profile {
  readonly type?: "customer.registered";
  readonly customerId: string;
  /** The intake form or channel, by its name in the program. */
  readonly intake?: string;
  /** The day of `occurredAt` when left out. */
  readonly customerSince?: Day;
  /** `customer` when left out. */
  readonly source?: ChangeSource;
}

/** Why nobody is registered, in the order in which it is checked. */
export type RegisterRejection =
  | OccurredInFuture
  | UnknownIntake
  | { readonly code: "details_missing"; readonly message: string; readonly missing: readonly PersonalField[] }
  | TooMany;

/** The program has no such intake form. */
export interface UnknownIntake {
  readonly code: "unknown_intake";
  readonly message: string;
  readonly intake: string;
  readonly known: readonly string[];
}

/**
 * Registers a customer. The record says which personal fields there are; the values go with the same command into the
 * personal document, by `personalOf`.
 *
 * A registration may be back-dated. `customerSince` is a local day in the context's zone. What the intake form
 * requires must be there, and its sales channel is the customer's where the command names none. Consent is never part
 * of a registration: it is granted for itself.
 *
 * Refused, in this order: `occurred_in_future`, `unknown_intake`, `details_missing`, `too_many`.
 *
 * @example
 * ```ts
 * import { must, registerCustomer } from "clientele";
 *
 * const intake = { card: { salesChannel: "shop", requires: ["name"] } } as const;
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", intake, now: new Date("2026-03-01T20:00:00Z") };
 * const registered = must(registerCustomer({ id: "reg_7", customerId: "cus_7", intake: "card", personal: { name: "Ada" } }, context));
 * registered.state.customerSince; // => "2026-03-02"
 * registered.state.salesChannel; // => "shop"
 * JSON.stringify(registered).includes("Ada"); // => false
 * registerCustomer({ id: "reg_8", customerId: "cus_8", intake: "card" }, context).ok; // => false
 * ```
 */
export function registerCustomer(
  command: RegisterCustomer,
  context: CustomersContext,
): Decision<CustomerRecord, CustomerEvent, RegisterRejection> {
  requireCommand(command);
  requireId(command.customerId, "customerId");
  requirePersonal(command.personal ?? {});
  if (command.customerSince !== undefined) requireDay(command.customerSince, "customerSince");
  const profile = profileOf(command);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { intake, customerId, source = "customer" } = command;
  const form = formOf(context.intake ?? {}, intake);
  if (form === undefined) return refuse(unknownIntake(intake ?? "", Object.keys(context.intake ?? {})));
  const fields = personalFieldsOf(command.personal);
  const missing = (form.requires ?? []).filter((field) => !fields.includes(field));
  if (missing.length > 0) {
    return refuse({ code: "details_missing", message: `Required and not given: ${missing.join(", ")}.`, missing });
  }
  const excess = tooMany(profile);
  if (excess !== undefined) return refuse(excess);
  const envelope = customerEnvelope(command, undefined, context, "when_it_happened");
  const event: CustomerEvent = {
    type: "customer.registered",
    ...envelope,
    customerId,
    customerSince: command.customerSince ?? localDay(envelope.occurredAt, context.zone),
    source,
    ...(intake !== undefined && { intake }),
    ...(form.salesChannel !== undefined && { salesChannel: form.salesChannel }),
    ...profile,
    fields,
  };
  return { ok: true, state: applyCustomerEvent(undefined, event), events: [event] };
}

/** The form that is named; one that requires nothing where none is; undefined when there is no such form. */
function formOf(forms: Intake, name: string | undefined): IntakeForm | undefined {
  if (name === undefined) return {};
  return Object.hasOwn(forms, name) ? forms[name] : undefined;
}

function unknownIntake(intake: string, known: readonly string[]): UnknownIntake {
  const message = `"${intake}" is not an intake form of the program; known: ${known.join(", ") || "none"}.`;
  return { code: "unknown_intake", message, intake, known };
}
