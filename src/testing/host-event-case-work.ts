import { instantOf } from "../shared/instants.js";
import {
  caseOf,
  envelopeFor,
  isOnceIn,
  policyOf,
  textFor,
  type Deed,
  type MadeUpCustomer,
  type MadeUpShop,
} from "./host-event-shop.js";

/** What the shop does about a case: gives it to somebody, looks at it more closely, works off its list, makes a visit. */
export const caseWorkDeeds: readonly (readonly [number, Deed])[] = [
  [2, assign],
  [2, classify],
  [2, checkOff],
  [1, mark],
  [4, appointment],
];

/** To somebody, to a role, to both, or back to those who wait. */
function assign(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance } = shop;
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const awaited = (policyOf(shop, known)?.targets ?? []).flatMap(({ start = [], stop = [] }) =>
    [...start, ...stop].flatMap((moment) => (moment.kind === "assigned" && moment.to !== undefined ? [moment.to] : [])),
  );
  return {
    ...envelopeFor(shop, customer),
    type: "case.assigned",
    caseId: known.id,
    ...(isOnceIn(2, shop) && { agentId: `agt_${chance.below(3)}` }),
    ...(isOnceIn(2, shop) && { to: chance.pick(["desk", ...awaited]) }),
    ...(isOnceIn(5, shop) && { needs: { skills: ["ceramics"], languages: ["zh"] } }),
  };
}

/** Of a kind and a severity that are known, as a rule, and now and then of none. */
function classify(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const { categories = ["other"], priorities = ["urgent", "high", "normal", "low"] } = program.cases;
  const { kinds = ["other"] } = policyOf(shop, known) ?? {};
  return {
    ...envelopeFor(shop, customer),
    type: "case.classified",
    caseId: known.id,
    ...(isOnceIn(2, shop) && { severity: chance.pick(["high", "low"]) }),
    ...(isOnceIn(3, shop) && { category: isOnceIn(6, shop) ? "unheard_of" : chance.pick(categories) }),
    ...(isOnceIn(3, shop) && { kind: isOnceIn(6, shop) ? "unheard_of" : chance.pick(kinds) }),
    ...(isOnceIn(4, shop) && { priority: chance.pick(priorities) }),
    ...(isOnceIn(4, shop) && { shopId: `shop_${chance.below(3)}` }),
    ...textFor(shop),
  };
}

function checkOff(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const list = policyOf(shop, known)?.workflow.statuses[known.status]?.checklist ?? [];
  const items = list.filter(() => !isOnceIn(3, shop));
  const named = items.length === 0 || isOnceIn(8, shop) ? [...items, "unheard_of"] : items;
  return { ...envelopeFor(shop, customer), type: "case.checked", caseId: known.id, items: named };
}

function mark(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = caseOf(shop, customer);
  if (known === undefined) return undefined;
  const marks = (policyOf(shop, known)?.targets ?? []).flatMap(({ start = [], stop = [], reset = [], cancel = [] }) =>
    [...start, ...stop, ...reset, ...cancel].flatMap((moment) => (moment.kind === "marked" ? [moment.mark] : [])),
  );
  const named = shop.chance.pick(marks.length === 0 || isOnceIn(6, shop) ? ["unheard_of"] : marks);
  return { ...envelopeFor(shop, customer), type: "case.marked", caseId: known.id, mark: named };
}

/** One is set before it is confirmed, moved or over; but not always. */
function appointment(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const known = customer.cases.findLast(({ hasAppointment }) => hasAppointment) ?? caseOf(shop, customer);
  if (known === undefined) return undefined;
  const way = shop.chance.pick(known.hasAppointment ? withOne : without);
  const told = { ...envelopeFor(shop, customer), caseId: known.id, ...textFor(shop) };
  const agent = isOnceIn(3, shop) ? { agentId: `agt_${shop.chance.below(3)}` } : {};
  switch (way) {
    case "set":
      known.hasAppointment = true;
      return { ...told, type: "case.appointment_set", ...windowFor(shop), ...agent };
    case "confirmed":
      return { ...told, type: "case.appointment_confirmed" };
    case "moved":
      return { ...told, type: "case.appointment_moved", ...windowFor(shop), ...agent };
    case "ended":
      known.hasAppointment = false;
      return { ...told, type: "case.appointment_ended", outcome: shop.chance.pick(["kept", "missed", "cancelled"]) };
    default:
      return way satisfies never;
  }
}

type AppointmentWay = "set" | "confirmed" | "moved" | "ended";

const withOne: readonly AppointmentWay[] = ["confirmed", "moved", "moved", "ended", "set"];
const without: readonly AppointmentWay[] = ["set", "set", "set", "set", "confirmed", "moved", "ended"];

/** Some hours of the next days; now and then hours that are past, or that end before they begin. */
function windowFor(shop: MadeUpShop): { readonly from: string; readonly to: string } {
  const from = shop.now + (shop.chance.below(240) - (isOnceIn(8, shop) ? 240 : 0)) * hourInMillis;
  const hours = isOnceIn(12, shop) ? -1 : 1 + shop.chance.below(4);
  return { from: instantOf(from), to: instantOf(from + hours * hourInMillis) };
}

const hourInMillis = 3_600_000;
