import { isDay } from "../shared/days.js";
import type { Facts } from "../conditions/fact-spec.js";
import { hasConsent } from "./consent.js";
import type { CustomerRecord, CustomersContext } from "./model.js";
import type { Birthday, PersonalRecord } from "./personal-details.js";

/** The personal document beside the record, where facts of the person are wanted. */
export interface CustomerFactsContext extends CustomersContext {
  readonly personal?: PersonalRecord;
}

/**
 * What conditions may ask about a customer: `customerSince`, `salesChannel`, `tags`, `consent.<purpose>` for each
 * purpose of the program, the host facts of the record, and from the personal document `birthday` and its facts.
 *
 * Give the personal document only where the values may be used, and let no event repeat them. `birthday` is a solar
 * day with its year; another one is not supplied, so a condition on it is `unknown`.
 *
 * @example
 * ```ts
 * import { customerFacts, must, registerCustomer } from "clientele";
 *
 * const purposes = { marketing: { basis: "consent" } } as const;
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", purposes, now: new Date("2026-03-02T02:00:00Z") };
 * const customer = must(registerCustomer({ id: "reg_7", customerId: "cus_7", tags: ["tea"] }, context)).state;
 * customerFacts(customer, context); // => { tags: ["tea"], customerSince: "2026-03-02", "consent.marketing": false }
 * ```
 */
export function customerFacts(customer: CustomerRecord, context: CustomerFactsContext): Facts {
  const { tags, facts, customerSince, salesChannel } = customer;
  const { birthday, facts: personal } = context.personal?.details ?? {};
  const purposes = Object.keys(context.purposes ?? {});
  return {
    ...facts,
    ...personal,
    tags,
    customerSince,
    ...(salesChannel !== undefined && { salesChannel }),
    ...solarDayOf(birthday),
    ...Object.fromEntries(
      purposes.map((purpose) => [`consent.${purpose}`, hasConsent(customer, { ...context, purpose })]),
    ),
  };
}

function solarDayOf(birthday: Birthday | undefined): { readonly birthday?: string } {
  if (birthday === undefined || birthday.calendar === "lunar" || !isDay(birthday.on)) return {};
  return { birthday: birthday.on };
}
