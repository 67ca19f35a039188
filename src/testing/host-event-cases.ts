import type { CaseAbout, CaseResolution, Remedy } from "../cases/model.js";
import type { CasePolicy } from "../cases/sections.js";
import { caseLinkDeeds } from "./host-event-case-links.js";
import { caseWorkDeeds } from "./host-event-case-work.js";
import {
  caseOf,
  envelopeFor,
  isOnceIn,
  policyOf,
  textFor,
  waysOut,
  type Deed,
  type MadeUpCase,
  type MadeUpCustomer,
  type MadeUpShop,
} from "./host-event-shop.js";

/** What can happen to cases. */
export const caseDeeds: readonly (readonly [number, Deed])[] = [
  [3, open],
  [7, move],
  [2, (shop, customer) => spoken(shop, customer, "case.responded")],
  [2, (shop, customer) => spoken(shop, customer, "case.message_received")],
  [1, (shop, customer) => spoken(shop, customer, "case.acknowledged")],
  [2, reopen],
  [2, followUp],
  [1, detail],
  ...caseWorkDeeds,
  ...caseLinkDeeds,
];

/** Most cases begin where their workflow does; some are part of another, some wait already, and some are over. */
function open(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  const { policies, categories = [] } = program.cases;
  if (policies.length === 0) return undefined;
  const policy = chance.pick(policies);
  const envelope = envelopeFor(shop, customer);
  const whole = customer.cases.find(({ parts }) => parts.length > 0);
  const caseId = whole?.parts.shift() ?? `cas_${shop.made}`;
  const { initial, statuses } = policy.workflow;
  const status = isOnceIn(10, shop) ? chance.pick(Object.keys(statuses)) : initial;
  customer.cases.push({ id: caseId, policy: policy.id, status, hasAppointment: false, parts: [] });
  const content = {
    caseId,
    ...(isOnceIn(3, shop) ? { policy: policy.id } : placeOf(policy, shop)),
    ...(categories.length > 0 && { category: chance.pick(categories) }),
    ...(status !== initial && { status, ...(isOnceIn(2, shop) && { resolution: resolutionFor(shop) }) }),
    ...(whole !== undefined && { splitFrom: whole.id }),
    ...(isOnceIn(3, shop) && { severity: chance.pick(["high", "low"]) }),
    ...(isOnceIn(4, shop) && { remedySought: "refund" }),
    ...(isOnceIn(2, shop) && aboutFor(shop, customer)),
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

function aboutFor({ chance }: MadeUpShop, { orders }: MadeUpCustomer): CaseAbout {
  const order = orders.at(-1);
  return {
    sku: `sku_${chance.below(20)}`,
    shopId: `shop_${chance.below(3)}`,
    ...(order !== undefined && { orderId: order.id }),
  };
}

/** Into a status that may follow, as a rule, with what may be asked for; or resolved, where that may follow. */
function move(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance } = shop;
  const known = caseOf(shop, customer);
  const workflow = known && policyOf(shop, known)?.workflow;
  if (known === undefined || workflow === undefined) return undefined;
  if (isResolved(shop, known) && isOnceIn(2, shop)) return reopen(shop, customer);
  const next = waysOut(shop, known);
  const to = next.length === 0 || isOnceIn(6, shop) ? chance.pick(Object.keys(workflow.statuses)) : chance.pick(next);
  if (next.includes(to)) known.status = to;
  const resolution = resolutionFor(shop);
  const cause = isOnceIn(3, shop) ? {} : { rootCause: "carrier" };
  const envelope = { ...envelopeFor(shop, customer), caseId: known.id, ...cause, ...textFor(shop) };
  const isEnd = workflow.statuses[to]?.clock === "stopped";
  if (isEnd ? !isOnceIn(4, shop) : isOnceIn(12, shop)) {
    return { ...envelope, type: "case.resolved", resolution, ...(isOnceIn(4, shop) ? {} : { to }) };
  }
  return { ...envelope, type: "case.moved", to, ...(isOnceIn(3, shop) ? {} : { resolution }) };
}

/** What was done about it, what was given for it, and whether that was enough. */
function resolutionFor(shop: MadeUpShop): CaseResolution {
  const remedies: readonly Remedy[] = [
    { kind: "money", amount: "20.00" },
    { kind: "points", points: 50 },
    { kind: "coupon", coupon: "sorry_10" },
  ];
  return {
    kind: shop.chance.pick(["refund", "repair", "compensation"]),
    ...(isOnceIn(3, shop) && { remedy: shop.chance.pick(remedies) }),
    ...(isOnceIn(2, shop) && { accepted: !isOnceIn(4, shop) }),
  };
}

type Spoken = "case.responded" | "case.message_received" | "case.acknowledged";

function spoken(shop: MadeUpShop, customer: MadeUpCustomer, type: Spoken): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  return known && { ...envelopeFor(shop, customer), type, caseId: known.id, ...textFor(shop) };
}

/** One that the shop believes is resolved, as a rule. */
function reopen(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const resolved = customer.cases.findLast((known) => isResolved(shop, known));
  const known = (isOnceIn(3, shop) ? undefined : resolved) ?? caseOf(shop, customer);
  const workflow = known && policyOf(shop, known)?.workflow;
  if (known === undefined || workflow === undefined) return undefined;
  const first = waysOut(shop, known).find((status) => workflow.statuses[status]?.clock === "running");
  known.status = first ?? known.status;
  const to = isOnceIn(6, shop) ? { to: shop.chance.pick(Object.keys(workflow.statuses)) } : {};
  return { ...envelopeFor(shop, customer), type: "case.reopened", caseId: known.id, ...to, ...textFor(shop) };
}

/** Whether the shop believes that the work on a case was done, and that it can go on. */
function isResolved(shop: MadeUpShop, known: MadeUpCase): boolean {
  const { initial = known.status, statuses = {} } = policyOf(shop, known)?.workflow ?? {};
  return known.status !== initial && statuses[known.status]?.clock === "stopped" && waysOut(shop, known).length > 0;
}

function followUp(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  const outcome = shop.chance.pick(["satisfied", "unsatisfied", "not_reached"] as const);
  return (
    known && { ...envelopeFor(shop, customer), type: "case.followed_up", caseId: known.id, outcome, ...textFor(shop) }
  );
}

function detail(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const said = shop.chance.pick([{ remedySought: "repair" }, { rootCause: "supplier" }]);
  const resolution = isOnceIn(2, shop) ? { resolution: resolutionFor(shop) } : {};
  const envelope = { ...envelopeFor(shop, customer), caseId: known.id, ...textFor(shop) };
  return { ...envelope, type: "case.detailed", ...said, ...resolution };
}
