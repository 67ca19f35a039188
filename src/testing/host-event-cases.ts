import type { CasePolicy } from "../cases/sections.js";
import {
  envelopeFor,
  isOnceIn,
  secret,
  type Deed,
  type MadeUpCase,
  type MadeUpCustomer,
  type MadeUpShop,
} from "./host-event-shop.js";

/** What can happen to cases. */
export const caseDeeds: readonly (readonly [number, Deed])[] = [
  [3, open],
  [5, move],
  [2, (shop, customer) => spoken(shop, customer, "case.responded")],
  [2, (shop, customer) => spoken(shop, customer, "case.message_received")],
  [1, reopen],
  [2, followUp],
];

function open(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  const { policies, categories = [] } = program.cases;
  if (policies.length === 0) return undefined;
  const policy = chance.pick(policies);
  const envelope = envelopeFor(shop, customer);
  const caseId = `cas_${shop.made}`;
  customer.cases.push({ id: caseId, policy: policy.id, status: policy.workflow.initial });
  const content = {
    caseId,
    ...(isOnceIn(3, shop) ? { policy: policy.id } : placeOf(policy, shop)),
    ...(categories.length > 0 && { category: chance.pick(categories) }),
    ...textFor(shop),
  };
  if (policy.type === "enquiry" && isOnceIn(2, shop)) return { ...envelope, type: "enquiry.received", ...content };
  return { ...envelope, type: "case.opened", caseType: policy.type, ...content };
}

function placeOf({ channels = [], kinds = [] }: CasePolicy, { chance }: MadeUpShop): object {
  return {
    ...(channels.length > 0 && { channel: chance.pick(channels) }),
    ...(kinds.length > 0 && { kind: chance.pick(kinds) }),
  };
}

/** Into a status that may follow, as a rule, with what may be asked for; or resolved, where that may follow. */
function move(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  const known = caseOf(shop, customer);
  const workflow = program.cases.policies.find(({ id }) => id === known?.policy)?.workflow;
  if (known === undefined || workflow === undefined) return undefined;
  const next = workflow.statuses[known.status]?.to ?? [];
  const to = next.length === 0 || isOnceIn(6, shop) ? chance.pick(Object.keys(workflow.statuses)) : chance.pick(next);
  if (next.includes(to)) known.status = to;
  const resolution = { kind: chance.pick(["refund", "repair"]), ...(isOnceIn(2, shop) && { accepted: true }) };
  const cause = isOnceIn(4, shop) ? {} : { rootCause: "carrier" };
  const envelope = { ...envelopeFor(shop, customer), caseId: known.id, ...cause, ...textFor(shop) };
  if (isOnceIn(4, shop)) return { ...envelope, type: "case.resolved", resolution, to };
  return { ...envelope, type: "case.moved", to, ...(isOnceIn(4, shop) ? {} : { resolution }) };
}

function spoken(
  shop: MadeUpShop,
  customer: MadeUpCustomer,
  type: "case.responded" | "case.message_received",
): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  return known && { ...envelopeFor(shop, customer), type, caseId: known.id, ...textFor(shop) };
}

function reopen(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  const initial = shop.program.cases.policies.find(({ id }) => id === known?.policy)?.workflow.initial;
  if (known === undefined || initial === undefined) return undefined;
  known.status = initial;
  return { ...envelopeFor(shop, customer), type: "case.reopened", caseId: known.id, ...textFor(shop) };
}

function followUp(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  const outcome = shop.chance.pick(["satisfied", "unsatisfied", "not_reached"] as const);
  return (
    known && { ...envelopeFor(shop, customer), type: "case.followed_up", caseId: known.id, outcome, ...textFor(shop) }
  );
}

function caseOf({ chance }: MadeUpShop, { cases }: MadeUpCustomer): MadeUpCase | undefined {
  return cases.length === 0 ? undefined : chance.pick(cases.slice(-2));
}

function textFor(shop: MadeUpShop): { readonly text?: string } {
  return isOnceIn(2, shop) ? { text: secret(shop) } : {};
}
