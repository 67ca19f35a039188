import type { Facts } from "../../conditions/fact-spec.js";
import { startOfDay } from "../../calendar/zones.js";
import { changeCustomer } from "../../customers/change.js";
import { consentLapsesOn } from "../../customers/consent.js";
import { eraseCustomer } from "../../customers/erase.js";
import type { CustomerHostEvent } from "../../customers/events.js";
import { customerFacts } from "../../customers/facts.js";
import { grantConsent } from "../../customers/grant-consent.js";
import type { CustomerEvent, CustomerRecord, PersonalCommand } from "../../customers/model.js";
import { personalOf, withoutPersonal } from "../../customers/personal.js";
import { customerKind, customerPersonalKind } from "../../customers/records.js";
import { registerCustomer } from "../../customers/register.js";
import { withdrawConsent } from "../../customers/withdraw-consent.js";
import type { Decision, Rejection } from "../../shared/decision.js";
import { occurredInFuture } from "../../shared/envelope.js";
import { instantOf } from "../../shared/instants.js";
import type { CustomerFile } from "../customer-file.js";
import { forgetPersonal, hasPersonal } from "../forget.js";
import { accept, type Asked, type Island, type ModuleDecision, type ProgramContext } from "../island.js";

const module = "customers";

/** Customers: who they are, what they allow. Personal values go into the personal document, in the same commit. */
export const customersIsland: Island = {
  module,
  refs: (owner) => [customerKind, customerPersonalKind].map(({ kind }) => ({ owner, kind, id: owner })),
  take: (file, asked, context) => {
    const { event } = asked;
    if (!isAboutCustomer(event)) return [];
    const command = withoutPersonal({ ...event, id: `${event.id}#${module}` });
    const customer = file.read(customerKind, file.owner);
    if (customer === undefined && isToForget(file, event, context)) return [forgetStranger(file)];
    const decision = decide(customer, command, context);
    const answer = accept(file, customerKind, module, decision, { ...asked, id: command.id });
    if (decision.ok && ("personal" in event || "clear" in event)) keepPersonal(file, event, decision.state);
    if (decision.ok && event.type === "customer.erased") forgetPersonal(file);
    return [answer];
  },
  next: (file, context) => {
    const customer = file.read(customerKind, file.owner);
    const day = customer === undefined ? undefined : consentLapsesOn(customer, context);
    return day === undefined ? [] : [instantOf(startOfDay(day, context.zone))];
  },
};

/** What conditions may ask about a customer's own record. */
export function factsOfPerson(file: CustomerFile, context: ProgramContext): Facts {
  const customer = file.read(customerKind, file.owner);
  const personal = file.read(customerPersonalKind, file.owner);
  return customer === undefined
    ? {}
    : customerFacts(customer, { ...context, ...(personal !== undefined && { personal }) });
}

function isAboutCustomer(event: Asked["event"]): event is CustomerHostEvent {
  return event.type.startsWith("customer.");
}

function isToForget(file: CustomerFile, event: CustomerHostEvent, { now }: ProgramContext): boolean {
  return event.type === "customer.erased" && hasPersonal(file) && occurredInFuture(event, now) === undefined;
}

/** Somebody who never registered can be forgotten too, when there are texts of theirs. */
function forgetStranger(file: CustomerFile): ModuleDecision {
  forgetPersonal(file);
  return { module, ok: true, events: [] };
}

function decide(
  customer: CustomerRecord | undefined,
  command: CustomerHostEvent,
  context: ProgramContext,
): Decision<CustomerRecord, CustomerEvent, Rejection> {
  if (command.type === "customer.registered") {
    if (customer === undefined) return registerCustomer(command, context);
    return refusal("already_exists", `There is a customer "${customer.id}" already; send customer.changed.`);
  }
  if (customer === undefined) return refusal("not_found", "There is no such customer; send customer.registered first.");
  switch (command.type) {
    case "customer.changed":
      return changeCustomer(customer, command, context);
    case "customer.consented":
      return grantConsent(customer, command, context);
    case "customer.withdrew":
      return withdrawConsent(customer, command, context);
    case "customer.erased":
      return eraseCustomer(customer, command, context);
    default:
      return command satisfies never;
  }
}

function refusal(code: string, message: string): Decision<never, never, Rejection> {
  return { ok: false, rejection: { code, message } };
}

function keepPersonal(file: CustomerFile, command: PersonalCommand, customer: CustomerRecord): void {
  const before = file.read(customerPersonalKind, file.owner);
  file.put(customerPersonalKind, personalOf(before, command, customer));
}
