import { defaultOf } from "../conditions/fact-defaults.js";
import type { Facts, FactValue } from "../conditions/fact-spec.js";
import { factSpecOf } from "../conditions/facts.js";
import { compare, exactOf, isDecimal } from "../shared/decimal.js";
import { canonicalJson } from "../shared/json.js";
import { withRetry } from "../shared/retry.js";
import type { Storage } from "../shared/storage.js";
import { compareText, didYouMean } from "../shared/text.js";
import { advance } from "./advance.js";
import { invalid } from "./border-values.js";
import { readFacts } from "./event-values.js";
import { factsOfCustomer } from "./facts.js";
import type { HostEvent } from "./host-events.js";
import type { Asked, ModuleDecision, ProgramContext } from "./island.js";
import { islands } from "./islands.js";
import { openCustomer, type OpenedCustomer } from "./open-customer.js";
import { askedOf, decideEvent } from "./record-event.js";

/** A host event, and the figures that another system has for the customer after it. */
export interface Shadow {
  readonly event: HostEvent;
  /** By the key of the fact: `points.honour`, `tier.honour`, `spend@P12M`. What is null is not compared. */
  readonly theirs: Readonly<Record<string, unknown>>;
}

/** What an event would have come to, beside what it came to elsewhere. */
export interface Shadowed {
  readonly id: string;
  readonly type: string;
  readonly customerId: string;
  readonly occurredAt: string;
  /** Whether the event is recorded already; then nothing was decided, and the facts are those of now. */
  readonly replayed: boolean;
  readonly decisions: readonly ModuleDecision[];
  /** Everything that is known of the customer after the event. */
  readonly ours: Facts;
  /** The keys that were compared. */
  readonly compared: readonly string[];
  readonly differences: readonly ShadowDifference[];
}

/** A figure that is not the same in both; absent where it is not known here. */
export interface ShadowDifference {
  readonly fact: string;
  readonly ours?: FactValue;
  readonly theirs: FactValue;
}

/**
 * Decides a host event like `recordEvent`, commits nothing, and compares the customer's facts after it with the figures
 * of the system that is in charge still. So both run side by side, and what differs is seen before anything is moved.
 *
 * Numbers and decimal texts are compared by their value (`80`, `"80"` and `"80.00"` are the same), lists without their
 * order, everything else as it is. A count that nothing was counted for is 0. What is malformed, and figures under a key
 * that this program does not know or count, are thrown as `command_invalid` with the path, `theirs.points.honor`.
 *
 * Nothing is kept, so the next event is decided without this one: to go on over many events, use `shadowEvents` on an
 * overlay.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 * import { shadowEvent } from "clientele/program";
 *
 * const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }] as const;
 * const earn = [{ id: "visit", label: "Visit", on: "visit.made", gives: "points", points: 5 }] as const;
 * const head = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "UTC", currency: "EUR" } as const;
 * const context = { ...defineProgram({ ...head, points: { types, earn } }), now: new Date("2026-03-02T10:00:00Z") };
 * const event = { id: "vis_1", type: "visit.made", customerId: "cus_1", occurredAt: "2026-03-02T10:00:00Z" } as const;
 *
 * const shadowed = await shadowEvent(memoryStorage(), { event, theirs: { "points.points": 4, orders: 0 } }, context);
 * shadowed.differences; // => [{ fact: "points.points", ours: 5, theirs: 4 }]
 * ```
 */
export async function shadowEvent(storage: Storage, shadow: Shadow, context: ProgramContext): Promise<Shadowed> {
  const asked = askedOf(shadow.event, context);
  const opened = await openCustomer(storage, { owner: asked.event.customerId, event: asked.event }, context);
  return shadowed(opened, asked, shadow.theirs, context);
}

/** The same, kept: what it comes to is committed to the storage, which is an overlay. */
export function shadowKept(
  storage: Storage,
  shadow: Shadow,
  context: ProgramContext,
  contextFor: (opened: OpenedCustomer) => ProgramContext,
): Promise<Shadowed> {
  const asked = askedOf(shadow.event, context);
  const owner = asked.event.customerId;
  return withRetry(storage, owner, async (port) => {
    const opened = await openCustomer(port, { owner, event: asked.event }, context);
    const answer = shadowed(opened, asked, shadow.theirs, contextFor(opened));
    await port.commit(opened.file.changes());
    return answer;
  });
}

function shadowed(opened: OpenedCustomer, asked: Asked, given: Shadow["theirs"], context: ProgramContext): Shadowed {
  const { replayed, decisions } = decideEvent(opened, asked, context);
  const file = replayed ? opened.file.fork() : opened.file;
  if (replayed) advance(file, islands, context);
  const ours = factsOfCustomer(file, context);
  const theirs = Object.entries(readFacts(given, "theirs") as Facts);
  for (const [key] of theirs) requireKnown(key, ours, context);
  const differences = theirs.flatMap(([fact, value]): readonly ShadowDifference[] => {
    const own = Object.hasOwn(ours, fact) ? ours[fact] : defaultOf(fact, context.factSpecs);
    if (own !== undefined && isSame(own, value)) return [];
    return [{ fact, ...(own !== undefined && { ours: own }), theirs: value }];
  });
  const { id, type, customerId, occurredAt } = asked.event;
  const compared = theirs.map(([key]) => key);
  return { id, type, customerId, occurredAt, replayed, decisions, ours, compared, differences };
}

function isSame(ours: FactValue, theirs: FactValue): boolean {
  if (isNumeric(ours) && isNumeric(theirs)) return compare(exactOf(String(ours)), exactOf(String(theirs))) === 0;
  return canonicalJson(sorted(ours)) === canonicalJson(sorted(theirs));
}

function isNumeric(value: FactValue): value is number | string {
  return (typeof value === "number" || typeof value === "string") && isDecimal(String(value));
}

function sorted(value: FactValue): FactValue {
  return typeof value === "object" ? [...value].sort(compareText) : value;
}

/** A figure that nobody counts here would differ for ever; its name is the mistake. */
function requireKnown(key: string, ours: Facts, context: ProgramContext): void {
  const { points, tierSets, purposes, factSpecs } = context;
  const own = [
    ...points.types.map(({ id }) => `points.${id}`),
    ...tierSets.map(({ id }) => `tier.${id}`),
    ...Object.keys(purposes).map((purpose) => `consent.${purpose}`),
    ...factSpecs.map(({ name }) => name),
  ];
  const isNamed = factSpecOf(key, factSpecs) !== undefined && !key.includes(".") && !key.includes("@");
  const isCounted = factSpecOf(key)?.aggregate !== true;
  if (Object.hasOwn(ours, key) || own.includes(key) || (isNamed && isCounted)) return;
  const near = didYouMean(key, [...Object.keys(ours), ...own]);
  const help = near === undefined ? "leave it out, or give null" : `did you mean "${near}"?`;
  throw invalid(`theirs.${key}`, `is no figure of this program; ${help}`);
}
