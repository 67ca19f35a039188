import { personalFields } from "../customers/personal-details.js";
import type { OrderContent, OrderLine, RefundLine, Tender } from "../orders/events.js";
import { orderLineLimit } from "../orders/record-order.js";
import type { OptionalPart, Part, PartsOf } from "./event-parts.js";
import {
  readAnswer,
  readCount,
  readCurrency,
  readDay,
  readFacts,
  readId,
  readMoney,
  readPersonal,
  readProse,
  readText,
  readTime,
  readTruth,
} from "./event-values.js";
import type { CustomEvent, HostEvent, HostEventBase, HostEventType } from "./host-events.js";

type Needed = Part & { readonly optional?: never };

const neededId: Needed = { read: readId };
const neededText: Needed = { read: readText };
const neededMoney: Needed = { read: readMoney };
const id: OptionalPart = { read: readId, optional: true };
const text: OptionalPart = { read: readText, optional: true };
const prose: OptionalPart = { read: readProse, optional: true };
const money: OptionalPart = { read: readMoney, optional: true };

const base: PartsOf<HostEventBase & { readonly type: string }> = {
  id: neededId,
  type: neededText,
  customerId: neededId,
  occurredAt: { read: readTime },
  about: id,
  by: id,
  note: prose,
};

const source: OptionalPart = { words: ["customer", "staff", "system", "import"], optional: true };
const acts = ["ticked_box", "clicked_link", "signed_form", "said_on_phone", "said_in_person", "replied"];
const profile = {
  salesChannel: id,
  shopId: id,
  businessLine: id,
  tags: { read: readId, list: { most: 1000 }, optional: true },
  facts: { read: readFacts, optional: true },
  personal: { read: readPersonal, optional: true },
  clear: { words: personalFields, list: { most: 100 }, optional: true },
  source,
} as const;

const tender: PartsOf<Tender> = { kind: neededText, amount: neededMoney };
const line: PartsOf<OrderLine> = {
  id: text,
  sku: neededText,
  name: text,
  category: text,
  quantity: { read: readCount },
  list: money,
  discount: money,
  tax: money,
  paid: neededMoney,
};
const refundLine: PartsOf<RefundLine> = {
  id: neededText,
  quantity: { read: readCount, optional: true },
  amount: money,
};

const lines = { most: orderLineLimit, least: 1 };
const order: PartsOf<OrderContent> = {
  orderId: id,
  currency: { read: readCurrency, optional: true },
  salesChannel: text,
  shopId: text,
  businessLine: text,
  agentId: text,
  tenders: { parts: tender, list: { most: 100 }, optional: true },
  shipping: money,
  lines: { parts: line, list: lines },
};

const ofOrder = { ...base, orderId: neededId };
const ofCase = { ...base, caseId: neededId, text: prose };
const { text: _, ...quietly } = ofCase;
const time: Needed = { read: readTime };
const codes = { read: readText, list: { most: 100 }, optional: true } as const;
const needs = { role: id, skills: codes, languages: codes, shopId: id, dedicatedAgentId: id };
const remedy = {
  kind: { words: ["money", "points", "coupon"] },
  amount: money,
  currency: { read: readCurrency, optional: true },
  points: { read: readCount, optional: true },
  type: id,
  coupon: id,
} as const;
const resolution = {
  kind: neededId,
  remedy: { parts: remedy, optional: true },
  accepted: { read: readTruth, optional: true },
} as const;
const caseTypes = ["complaint", "enquiry", "after_sales", "suggestion"];
const aboutCase = { orderId: id, lineId: id, sku: id, shopId: id, agentId: id, businessLine: id };
const opening = {
  ...aboutCase,
  policy: text,
  channel: id,
  category: id,
  kind: id,
  severity: id,
  remedySought: id,
  status: id,
  resolution: { parts: resolution, optional: true },
  rootCause: id,
  splitFrom: id,
} as const;

/** What each type of host event may say: the shape of its type, checked key by key. */
export const eventShapes: { readonly [Type in HostEventType]: PartsOf<Extract<HostEvent, { readonly type: Type }>> } = {
  "customer.registered": { ...base, ...profile, intake: text, customerSince: { read: readDay, optional: true } },
  "customer.changed": { ...base, ...profile },
  "customer.consented": {
    ...base,
    purpose: neededText,
    channel: text,
    wording: text,
    act: { words: acts, optional: true },
    source,
  },
  "customer.withdrew": { ...base, purpose: neededText, channel: text, source },
  "customer.erased": base,
  "order.placed": { ...base, ...order },
  "order.paid": { ...base, ...order },
  "order.shipped": ofOrder,
  "order.delivered": ofOrder,
  "order.refunded": { ...ofOrder, lines: { parts: refundLine, list: lines, optional: true }, amount: money },
  "order.cancelled": ofOrder,
  "return_window.closed": ofOrder,
  "referral.made": { ...base, friendId: neededId },
  "visit.made": { ...base, shopId: id },
  "review.posted": { ...base, orderId: id, sku: text },
  "enquiry.received": { ...ofCase, ...opening, caseId: id, caseType: { words: caseTypes, optional: true } },
  "case.opened": { ...ofCase, ...opening, caseId: id, caseType: { words: caseTypes } },
  "case.moved": { ...ofCase, to: neededId, resolution: { parts: resolution, optional: true }, rootCause: id },
  "case.responded": ofCase,
  "case.message_received": ofCase,
  "case.resolved": { ...ofCase, resolution: { parts: resolution }, rootCause: id, to: id },
  "case.reopened": { ...ofCase, to: id },
  "case.acknowledged": ofCase,
  "case.assigned": { ...quietly, agentId: id, to: id, needs: { parts: needs, optional: true } },
  "case.classified": { ...ofCase, ...aboutCase, policy: id, severity: id, category: id, kind: id, priority: id },
  "case.detailed": { ...ofCase, remedySought: id, resolution: { parts: resolution, optional: true }, rootCause: id },
  "case.checked": { ...quietly, items: { read: readText, list: { most: 100, least: 1 } } },
  "case.marked": { ...quietly, mark: neededId },
  "case.appointment_set": { ...ofCase, from: time, to: time, agentId: id },
  "case.appointment_confirmed": ofCase,
  "case.appointment_moved": { ...ofCase, from: time, to: time, agentId: id },
  "case.appointment_ended": { ...ofCase, outcome: { words: ["kept", "missed", "cancelled"] } },
  "case.merged": { ...quietly, into: neededId },
  "case.absorbed": { ...quietly, from: neededId, waitingSince: { read: readTime, optional: true } },
  "case.split": { ...quietly, into: { read: readId, list: { most: 100, least: 1 } } },
  "case.followed_up": { ...ofCase, outcome: { words: ["satisfied", "unsatisfied", "not_reached"] } },
  "survey.answered": {
    ...base,
    responseId: id,
    questionnaire: text,
    survey: text,
    mode: text,
    channel: text,
    shopId: id,
    agentId: id,
    answers: { read: readAnswer, byName: true },
    notGiven: { words: ["not_applicable", "dont_know", "refused"], byName: true, optional: true },
    texts: { read: readProse, byName: true, optional: true },
  },
  "activity.attended": { ...base, activity: neededText },
};

/** What an event says that the document declares. */
export const customShape: PartsOf<CustomEvent> = base;
