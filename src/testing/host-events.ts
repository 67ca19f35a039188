import type { Program } from "../program/document.js";
import type { HostEvent } from "../program/host-events.js";
import { instantOf, type Instant } from "../shared/instants.js";
import { caseDeeds } from "./host-event-cases.js";
import { customerDeeds, register } from "./host-event-customers.js";
import { orderDeeds } from "./host-event-orders.js";
import { otherDeeds } from "./host-event-others.js";
import { isOnceIn, secret, type Deed, type MadeUpShop } from "./host-event-shop.js";
import { seededChance } from "./seeded.js";

/** A host event, and what the clock said when it was sent. */
export interface SentEvent {
  readonly event: HostEvent;
  readonly now: Instant;
}

/** What a made-up history is made of. */
export interface HostEventOptions {
  readonly seed: number;
  /** 40 when left out. */
  readonly events?: number;
  /** 3 when left out. */
  readonly customers?: number;
  /** When it begins: the first instant of 2026 in UTC when left out. */
  readonly start?: Date;
}

/**
 * A made-up history of host events for a program: customers who register, buy, pay with points, send things back,
 * complain, answer surveys, give and withdraw consent, and are forgotten; with the categories, forms, policies and
 * questions of the program's own document. Time passes in minutes, days and months. Some events are sent twice, told
 * late, dated back, or come from a clock that is a few minutes off; some make no sense, and are refused. The same seed
 * gives the same history.
 *
 * Every personal value and free text contains `canary`, and every birthday lies in 1899, so that a search for both
 * finds what should not be there.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 * import { hostEvents } from "clientele/testing";
 *
 * const document = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "UTC", currency: "EUR" } as const;
 * hostEvents(defineProgram(document), { seed: 42, events: 3 }).map(({ event }) => event.type); // => ["visit.made", "order.paid", "customer.registered"]
 * ```
 */
export function hostEvents(
  program: Program,
  { seed, events = 40, customers = 3, start = new Date("2026-01-01T00:00:00.000Z") }: HostEventOptions,
): readonly SentEvent[] {
  const shop: MadeUpShop = {
    program,
    chance: seededChance(seed),
    customers: Array.from({ length: customers }, (_, i) => ({
      id: `cus_${i + 1}`,
      isRegistered: false,
      orders: [],
      cases: [],
    })),
    now: start.getTime(),
    made: 0,
  };
  const sent: SentEvent[] = [];
  while (sent.length < events) {
    shop.now += shop.chance.pick(waits) * 60_000 + shop.chance.below(60_000);
    const event = isOnceIn(12, shop) && sent.length > 0 ? sentAgain(shop, sent) : happening(shop);
    if (event !== undefined) sent.push({ event, now: instantOf(shop.now - lagOf(shop)) });
  }
  return sent;
}

const day = 24 * 60;
/** Minutes between two events. */
const waits: readonly number[] = [
  0,
  0,
  1,
  20,
  90,
  90,
  5 * 60,
  9 * 60,
  day,
  2 * day,
  4 * day,
  9 * day,
  33 * day,
  70 * day,
];

const deeds: readonly Deed[] = [...orderDeeds, ...customerDeeds, ...caseDeeds, ...otherDeeds].flatMap(
  ([weight, deed]) => Array.from({ length: weight }, () => deed),
);

/** Most customers register before they do anything else, but not all do. */
function happening(shop: MadeUpShop): HostEvent | undefined {
  const customer = shop.chance.pick(shop.customers);
  const deed = customer.isRegistered || isOnceIn(3, shop) ? shop.chance.pick(deeds) : register;
  return deed(shop, customer);
}

/** The sender got no answer, or was run twice; a remark may have changed meanwhile. */
function sentAgain(shop: MadeUpShop, sent: readonly SentEvent[]): HostEvent {
  const { event } = shop.chance.pick(sent.slice(-8));
  return isOnceIn(3, shop) ? { ...event, note: secret(shop) } : event;
}

/** One of several servers has a clock that runs up to four minutes behind. */
function lagOf(shop: MadeUpShop): number {
  return isOnceIn(10, shop) ? shop.chance.below(4 * 60_000) : 0;
}
