import { draftOf, type Draft } from "../shared/json.js";
import { compareText } from "../shared/text.js";
import type { Consent, ConsentGrant, ConsentWithdrawal, CustomerEvent, CustomerRecord, Profile } from "./model.js";
import type { PersonalField } from "./personal-details.js";

/**
 * The customer after an event. This is the only place where a customer changes, so folding the events of a customer
 * gives the customer.
 */
export function applyCustomerEvent(customer: CustomerRecord | undefined, event: CustomerEvent): CustomerRecord {
  return applyCustomerEvents(customer, [event]);
}

/** The customer after these events, in their order. It is copied once. */
export function applyCustomerEvents(
  customer: CustomerRecord | undefined,
  events: readonly CustomerEvent[],
): CustomerRecord {
  const draft = draftOf(customer ?? nobody);
  for (const event of events) evolve(draft, event);
  return draft;
}

const nobody: CustomerRecord = {
  format: 1,
  id: "",
  owner: "",
  at: "",
  of: { id: "", version: 0 },
  status: "active",
  customerSince: "",
  tags: [],
  facts: {},
  personalFields: [],
  consents: [],
};

function evolve(draft: Draft<CustomerRecord>, event: CustomerEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  switch (event.type) {
    case "customer.registered":
      draft.id = draft.owner = event.customerId;
      draft.customerSince = event.customerSince;
      if (event.intake !== undefined) draft.intake = event.intake;
      describe(draft, event);
      draft.personalFields = [...event.fields];
      return;
    case "customer.changed":
      describe(draft, event);
      draft.personalFields = fieldsAfter(draft.personalFields, event.fields, event.cleared);
      return;
    case "customer.consented":
      decide(draft, granted(event));
      return;
    case "customer.withdrew":
      decide(draft, withdrawn(event));
      return;
    case "customer.erased":
      draft.status = "erased";
      draft.erasedAt = event.recordedAt;
      draft.tags = [];
      draft.facts = {};
      draft.personalFields = [];
      return;
    default:
      event satisfies never;
  }
}

function describe(draft: Draft<CustomerRecord>, { salesChannel, shopId, businessLine, tags, facts }: Profile): void {
  if (salesChannel !== undefined) draft.salesChannel = salesChannel;
  if (shopId !== undefined) draft.shopId = shopId;
  if (businessLine !== undefined) draft.businessLine = businessLine;
  if (tags !== undefined) draft.tags = [...tags];
  if (facts !== undefined) draft.facts = { ...draft.facts, ...draftOf(facts) };
}

function fieldsAfter(
  held: readonly PersonalField[],
  given: readonly PersonalField[],
  cleared: readonly PersonalField[],
): PersonalField[] {
  return [...new Set([...held, ...given])].filter((field) => !cleared.includes(field)).sort(compareText);
}

/** The last decision about a purpose and channel takes the place of the one before. */
function decide(draft: Draft<CustomerRecord>, consent: Consent): void {
  const kept = draft.consents.filter((other) => !isReplaced(other, consent));
  draft.consents = [...kept, draftOf(consent)].sort((a, b) => compareText(keyOf(a), keyOf(b)));
}

/** A withdrawal for all channels ends the grants for single ones; a grant for all ends no withdrawal. */
function isReplaced(other: Consent, { purpose, channel, decision }: Consent): boolean {
  if (other.purpose !== purpose) return false;
  return (
    other.channel === channel || (channel === undefined && decision === "withdrawn" && other.decision === "granted")
  );
}

function keyOf({ purpose, channel = "" }: Consent): string {
  return JSON.stringify([purpose, channel]);
}

function granted({ id, purpose, channel, occurredAt, lapsesOn, wording, act, source }: ConsentGrant): Consent {
  return {
    purpose,
    ...(channel !== undefined && { channel }),
    decision: "granted",
    since: occurredAt,
    ...(lapsesOn !== undefined && { lapsesOn }),
    ...(wording !== undefined && { wording }),
    ...(act !== undefined && { act }),
    source,
    event: id,
  };
}

function withdrawn({ id, purpose, channel, occurredAt, source }: ConsentWithdrawal): Consent {
  const about = { purpose, ...(channel !== undefined && { channel }) };
  return { ...about, decision: "withdrawn", since: occurredAt, source, event: id };
}
