import { dayLater } from "../calendar/periods.js";
import { localDay } from "../calendar/zones.js";
import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import type { Day } from "../shared/days.js";
import type { Instant } from "../shared/instants.js";
import { applyCustomerEvent } from "./apply.js";
import { decisionsOn } from "./consent.js";
import { customerEnvelope } from "./envelope.js";
import { customerErased, type CustomerErasedRejection } from "./erase.js";
import type { ChangeSource, Consent, ConsentAct, CustomerEvent, CustomerRecord, CustomersContext } from "./model.js";
import { notAskedFor, purposeOf, unknownPurpose, type NotAskedFor, type UnknownPurpose } from "./purpose.js";
import { requireCommand, requireOneOf } from "./require.js";
import type { Purpose } from "./sections.js";

/** Records that a customer allowed a purpose. */
export interface GrantConsent extends Command {
  readonly type?: "customer.consented";
  readonly customerId?: string;
  readonly purpose: string;
  /** All channels when left out. */
  readonly channel?: string;
  /** The id of the wording that was shown. */
  readonly wording?: string;
  readonly act?: ConsentAct;
  /** `customer` when left out. */
  readonly source?: ChangeSource;
}

/** Why no consent is recorded, in the order in which it is checked. */
export type GrantRejection =
  | OccurredInFuture
  | CustomerErasedRejection
  | UnknownPurpose
  | NotAskedFor
  | {
      readonly code: "proof_missing";
      readonly message: string;
      readonly missing: readonly ("wording" | "act" | "occurredAt")[];
    }
  | DecisionStands;

/** The customer has decided, and this grant does not change it. */
export interface DecisionStands {
  readonly code: "decided_later" | "import_cannot_widen";
  readonly message: string;
  readonly decision: Consent["decision"];
  readonly since: Instant;
}

/**
 * Records a consent, with its proof: which wording was shown, what the customer did, and when. It holds for one
 * channel or for all, until it is withdrawn or the purpose's `validFor` has passed: on the day that lies this length
 * after the day of the grant, in the context's zone, it does not hold any more.
 *
 * A grant may be back-dated, and a decision that the customer took at that time or later stands against it. An import
 * never widens: it needs a time of its own, and fills a gap only where the customer has decided nothing.
 *
 * Refused, in this order: `occurred_in_future`, `customer_erased`, `unknown_purpose`, `not_asked_for` (the purpose
 * rests on a contract or a law), `proof_missing`, `decided_later`, `import_cannot_widen`.
 *
 * Source: PIPL art. 13 to 15, GDPR art. 7; seed 001, 未经客户授权.
 *
 * @example
 * ```ts
 * import { grantConsent, hasConsent, must, registerCustomer } from "clientele";
 *
 * const purposes = { marketing: { basis: "consent", validFor: "P2Y" } } as const;
 * const at = (time: string) => ({ id: "shop", version: 1, zone: "Asia/Shanghai", purposes, now: new Date(time) });
 * const customer = must(registerCustomer({ id: "reg_7", customerId: "cus_7" }, at("2026-03-02T02:00:00Z"))).state;
 * const command = { id: "con_1", purpose: "marketing", wording: "marketing_v1", act: "ticked_box" } as const;
 * const granted = must(grantConsent(customer, command, at("2026-03-02T02:00:00Z"))).state;
 * hasConsent(granted, { ...at("2028-03-01T02:00:00Z"), purpose: "marketing" }); // => true
 * hasConsent(granted, { ...at("2028-03-02T02:00:00Z"), purpose: "marketing" }); // => false
 * grantConsent(customer, { id: "con_2", purpose: "marketing" }, at("2026-03-02T02:00:00Z")).ok; // => false
 * ```
 */
export function grantConsent(
  customer: CustomerRecord,
  command: GrantConsent,
  context: CustomersContext,
): Decision<CustomerRecord, CustomerEvent, GrantRejection> {
  requireCommand(command, customer);
  requireConsent(command);
  const refused = occurredInFuture(command, context.now) ?? customerErased(customer);
  if (refused !== undefined) return refuse(refused);
  const purpose = purposeOf(context.purposes, command.purpose);
  if (purpose === undefined) return refuse(unknownPurpose(command.purpose, context));
  const unasked = notAskedFor(command.purpose, purpose);
  if (unasked !== undefined) return refuse(unasked);
  const missing = missingProof(command, purpose);
  if (missing.length > 0) {
    const message = `A consent needs its proof; not given: ${missing.join(", ")}.`;
    return refuse({ code: "proof_missing", message, missing });
  }
  const envelope = customerEnvelope(command, customer, context, "when_it_happened");
  const stands = standingDecision(customer, command, envelope.occurredAt);
  if (stands !== undefined) return refuse(stands);
  const { channel, wording, act, source = "customer" } = command;
  const event: CustomerEvent = {
    type: "customer.consented",
    ...envelope,
    purpose: command.purpose,
    ...(channel !== undefined && { channel }),
    basis: purpose.basis,
    ...(wording !== undefined && { wording }),
    ...(act !== undefined && { act }),
    source,
    ...lapseOf(purpose, envelope.occurredAt, context.zone),
  };
  return { ok: true, state: applyCustomerEvent(customer, event), events: [event] };
}

const acts: readonly ConsentAct[] = [
  "ticked_box",
  "clicked_link",
  "signed_form",
  "said_on_phone",
  "said_in_person",
  "replied",
];

function requireConsent({ purpose, channel, wording, act }: GrantConsent): void {
  requireId(purpose, "purpose");
  if (channel !== undefined) requireId(channel, "channel");
  if (wording !== undefined) requireId(wording, "wording");
  if (act !== undefined) requireOneOf(acts, act, "act");
}

/** Only what rests on consent lapses; an interest of the shop's holds until the customer objects. */
function lapseOf({ basis, validFor }: Purpose, at: Instant, zone: string): { readonly lapsesOn?: Day } {
  if (basis !== "consent" || validFor === undefined) return {};
  return { lapsesOn: dayLater(localDay(at, zone), validFor) };
}

function missingProof(command: GrantConsent, { basis }: Purpose): ("wording" | "act" | "occurredAt")[] {
  const needed = basis === "consent" ? (["wording", "act"] as const) : [];
  const time = command.source === "import" ? (["occurredAt"] as const) : [];
  return [...needed, ...time].filter((part) => command[part] === undefined);
}

function standingDecision(customer: CustomerRecord, command: GrantConsent, at: Instant): DecisionStands | undefined {
  const { purpose, channel, source } = command;
  // Of a withdrawal and a grant at one instant the withdrawal stands. A grant for all channels says nothing of this one.
  const later = decisionsOn(customer, purpose, channel).find((one) => {
    return one.decision === "withdrawn" ? one.since >= at : one.since > at && one.channel === channel;
  });
  if (later !== undefined) {
    const { decision, since } = later;
    const message = `The customer decided at ${since} (${decision}); a grant of ${at} does not change that.`;
    return { code: "decided_later", message, decision, since };
  }
  if (source !== "import") return undefined;
  const decided = customer.consents.find((one) => {
    return one.purpose === purpose && (channel === undefined || one.channel === undefined || one.channel === channel);
  });
  if (decided === undefined) return undefined;
  const { decision, since } = decided;
  const message = `The customer decided at ${since} (${decision}); an import does not change that.`;
  return { code: "import_cannot_widen", message, decision, since };
}
