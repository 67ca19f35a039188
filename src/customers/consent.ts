import { localDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import { instantOf, type Instant } from "../shared/instants.js";
import type { Consent, CustomerRecord, CustomersContext } from "./model.js";
import { purposeOf } from "./purpose.js";
import type { LawfulBasis } from "./sections.js";

/** What is asked about: a purpose, and a channel where one is meant. */
export interface ConsentContext extends CustomersContext {
  readonly purpose: string;
  readonly channel?: string;
}

/** Whether a purpose holds for a customer, and why. */
export interface ConsentStanding {
  readonly purpose: string;
  readonly channel?: string;
  readonly allowed: boolean;
  /**
   * `granted` and `not_needed` allow. `never_granted`, `withdrawn`, `lapsed`, `unknown_purpose` and `erased` do not.
   */
  readonly reason: "granted" | "not_needed" | "never_granted" | "withdrawn" | "lapsed" | "unknown_purpose" | "erased";
  readonly basis?: LawfulBasis;
  /** When the decision counts from, and the event that has its proof. */
  readonly since?: Instant;
  readonly event?: string;
  readonly lapsesOn?: Day;
}

/**
 * Whether a customer's data may be used for a purpose now, on a channel where one is named. What was never allowed is
 * forbidden, and so is a purpose that the program does not know.
 *
 * @example
 * ```ts
 * import { hasConsent, must, registerCustomer } from "clientele";
 *
 * const purposes = { service: { basis: "contract" }, marketing: { basis: "consent" } } as const;
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", purposes, now: new Date("2026-03-02T02:00:00Z") };
 * const customer = must(registerCustomer({ id: "reg_7", customerId: "cus_7" }, context)).state;
 * hasConsent(customer, { ...context, purpose: "service" }); // => true
 * hasConsent(customer, { ...context, purpose: "marketing" }); // => false
 * ```
 */
export function hasConsent(customer: CustomerRecord, context: ConsentContext): boolean {
  return consentStanding(customer, context).allowed;
}

/**
 * Whether and why a purpose holds. A channel that was withdrawn stays so whatever is granted for all of them; a
 * channel without a decision of its own follows the one for all. On `lapsesOn`, a local day in the context's zone, a
 * grant does not hold any more.
 */
export function consentStanding(customer: CustomerRecord, context: ConsentContext): ConsentStanding {
  const { purpose, channel } = context;
  const about = { purpose, ...(channel !== undefined && { channel }) };
  const rule = purposeOf(context.purposes, purpose);
  if (customer.status === "erased") return { ...about, allowed: false, reason: "erased" };
  if (rule === undefined) return { ...about, allowed: false, reason: "unknown_purpose" };
  const { basis } = rule;
  if (basis === "contract" || basis === "legal_obligation") {
    return { ...about, allowed: true, reason: "not_needed", basis };
  }
  const today = localDay(latest(customer, context), context.zone);
  const decisions = decisionsOn(customer, purpose, channel);
  const [first] = decisions;
  const holding = decisions.find((one) => holdsOn(one, today));
  const last = first?.decision === "withdrawn" ? first : (holding ?? first);
  if (last === undefined) {
    return basis === "consent"
      ? { ...about, allowed: false, reason: "never_granted", basis }
      : { ...about, allowed: true, reason: "not_needed", basis };
  }
  const reason = last.decision === "withdrawn" ? "withdrawn" : last === holding ? "granted" : "lapsed";
  const { since, event, lapsesOn } = last;
  const proof = { since, event, ...(lapsesOn !== undefined && { lapsesOn }) };
  return { ...about, allowed: reason === "granted", reason, basis, ...proof };
}

/** The next local day on which a consent lapses by itself; undefined when none does. */
export function consentLapsesOn(customer: CustomerRecord, context: CustomersContext): Day | undefined {
  const today = localDay(latest(customer, context), context.zone);
  const days = customer.consents.flatMap(({ decision, lapsesOn }) => {
    return customer.status === "active" && decision === "granted" && lapsesOn !== undefined ? [lapsesOn] : [];
  });
  return days.filter((day) => day > today).sort()[0];
}

/** The decision for the very channel first, then the one for all channels. */
export function decisionsOn(
  customer: CustomerRecord,
  purpose: string,
  channel: string | undefined,
): readonly Consent[] {
  const about = customer.consents.filter((consent) => consent.purpose === purpose);
  const own = channel === undefined ? [] : about.filter((consent) => consent.channel === channel);
  return [...own, ...about.filter((consent) => consent.channel === undefined)];
}

function holdsOn({ decision, lapsesOn }: Consent, day: Day): boolean {
  return decision === "granted" && (lapsesOn === undefined || day < lapsesOn);
}

function latest({ at }: CustomerRecord, { now }: CustomersContext): Instant {
  const instant = instantOf(now);
  return at > instant ? at : instant;
}
