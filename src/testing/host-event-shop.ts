import type { CasePolicy } from "../cases/sections.js";
import type { Program } from "../program/document.js";
import type { HostEvent, HostEventBase } from "../program/host-events.js";
import { instantOf } from "../shared/instants.js";
import type { Chance } from "./seeded.js";

/** A made-up shop in the making: its clock, its customers, and what it has told the program. */
export interface MadeUpShop {
  readonly program: Program;
  readonly chance: Chance;
  readonly customers: readonly MadeUpCustomer[];
  /** What the shop's clock says, in milliseconds. */
  now: number;
  /** How many events were made. */
  made: number;
}

/** What the shop remembers of one customer, to choose what can happen next. */
export interface MadeUpCustomer {
  readonly id: string;
  isRegistered: boolean;
  readonly orders: MadeUpOrder[];
  readonly cases: MadeUpCase[];
}

/** An order, as far as later events need it. */
export interface MadeUpOrder {
  readonly id: string;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
}

/** A case, and what the shop believes of it. */
export interface MadeUpCase {
  readonly id: string;
  readonly policy: string;
  status: string;
  hasAppointment: boolean;
  /** The case that it was said to go on in. */
  mergedInto?: string;
  /** Ids of parts that are still to be opened. */
  readonly parts: string[];
}

/** Something that can happen to a customer; undefined when it cannot happen now. */
export type Deed = (shop: MadeUpShop, customer: MadeUpCustomer) => HostEvent | undefined;

/** What every personal value and every free text of a made-up shop contains: nothing else ever does. */
export const canary = "canary";

/** A personal value or a free text, unlike any other. */
export function secret(shop: MadeUpShop): string {
  return `${canary}-${shop.made}-${shop.chance.below(1_000_000)}`;
}

/** Whether something happens, once in so many times. */
export function isOnceIn(times: number, { chance }: MadeUpShop): boolean {
  return chance.below(times) === 0;
}

/** One of the customer's last cases, that is not closed, as a rule; now and then anybody's, or one that nobody knows. */
export function caseOf(shop: MadeUpShop, { cases }: MadeUpCustomer): MadeUpCase | undefined {
  const { chance, customers } = shop;
  if (cases.length === 0) return undefined;
  if (isOnceIn(25, shop)) return { id: "cas_unknown", policy: "", status: "", hasAppointment: false, parts: [] };
  if (isOnceIn(12, shop)) return chance.pick(customers.flatMap((each) => each.cases));
  const live = cases.filter((known) => waysOut(shop, known).length > 0);
  return chance.pick((live.length === 0 ? cases : live).slice(-2));
}

/** Where a case may go from the status that the shop believes it is in. */
export function waysOut(shop: MadeUpShop, known: MadeUpCase): readonly string[] {
  return policyOf(shop, known)?.workflow.statuses[known.status]?.to ?? [];
}

/** The policy that the shop believes a case follows. */
export function policyOf({ program }: MadeUpShop, { policy }: MadeUpCase): CasePolicy | undefined {
  return program.cases.policies.find(({ id }) => id === policy);
}

/** What somebody wrote, every second time. */
export function textFor(shop: MadeUpShop): { readonly text?: string } {
  return isOnceIn(2, shop) ? { text: secret(shop) } : {};
}

/** The envelope of the next event. Most things are told as they happen, some late, and some by a clock that is ahead. */
export function envelopeFor(shop: MadeUpShop, { id: customerId }: MadeUpCustomer): Omit<HostEventBase, "type"> {
  const { chance } = shop;
  shop.made += 1;
  const minutes = chance.pick(delays) + (isOnceIn(3, shop) ? chance.below(600) : 0);
  const occurredAt = instantOf(shop.now - Math.max(minutes, leastDelay) * 60_000);
  return {
    id: `evt_${shop.made}`,
    customerId,
    occurredAt: isOnceIn(2, shop) ? occurredAt : withOffset(occurredAt),
    ...(isOnceIn(4, shop) && { by: `agent_${chance.below(3)}` }),
    ...(isOnceIn(6, shop) && { note: secret(shop) }),
  };
}

const day = 24 * 60;
/** Minutes between happening and telling; the first two lie ahead, and six minutes are more than is believed. */
const delays: readonly number[] = [-6, -4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 90, 2 * day, 40 * day, 400 * day];
const leastDelay = -6;

/** The same instant as a till in Shanghai writes it. */
function withOffset(instant: string): string {
  return instantOf(Date.parse(instant) + 8 * 3_600_000).replace("Z", "+08:00");
}
