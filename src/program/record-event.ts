import type { EventEnvelope } from "../shared/envelope.js";
import { fingerprintOf } from "../shared/execute.js";
import { withRetry } from "../shared/retry.js";
import type { Storage } from "../shared/storage.js";
import { advance } from "./advance.js";
import { checkHostEvent } from "./check-event.js";
import type { CustomerFile } from "./customer-file.js";
import { factsOfCustomer } from "./facts.js";
import { forgetPersonal, isForgotten } from "./forget.js";
import { withoutPersonalValues, type HostEvent } from "./host-events.js";
import type { Asked, Island, ModuleDecision, ProgramContext } from "./island.js";
import { islands, listedIslands } from "./islands.js";
import { decidedBefore, keepAgenda } from "./keep-agenda.js";
import { openCustomer, type OpenedCustomer } from "./open-customer.js";

/** What a host event came to. */
export interface RecordedEvent {
  /** Whether the event had been recorded before; then nothing was written this time. */
  readonly replayed: boolean;
  /** What each module said. One module's no undoes no other: what the customer did has happened. */
  readonly decisions: readonly ModuleDecision[];
  /** Every event of this pass, also what time had done before it; none for a replay. */
  readonly events: readonly EventEnvelope[];
}

/**
 * Records something that happened in the host's world: a customer registered, an order paid, a complaint received.
 * The customer is first brought to `now`; then every module says what the event means to it, in a fixed order
 * (customers, orders, points at the tier held before the event, tiers, segments, cases, satisfaction), segments seeing
 * what became of the cases; then all of it is one commit.
 *
 * The event's id is the idempotency key: sent again, it changes nothing and answers what was decided then; with
 * another body it is `command_reused`. A malformed event is thrown as `command_invalid`, with the path. When another
 * writer was faster as often as the storage tries, `version_conflict` is thrown, and the event may be sent again.
 */
export async function recordEvent(storage: Storage, event: HostEvent, context: ProgramContext): Promise<RecordedEvent> {
  return recordAsked(storage, askedOf(event, context), context);
}

/** The same for an event that was checked; `contextFor` says when it is decided, by what is known of the customer. */
export function recordAsked(
  storage: Storage,
  asked: Asked,
  context: ProgramContext,
  contextFor: (opened: OpenedCustomer) => ProgramContext = () => context,
): Promise<RecordedEvent> {
  const owner = asked.event.customerId;
  return withRetry(storage, owner, async (port) => {
    const opened = await openCustomer(port, { owner, event: asked.event }, context);
    const recorded = decideEvent(opened, asked, contextFor(opened));
    await port.commit(opened.file.changes());
    return recorded;
  });
}

/** A host event as it is decided: checked at the border, with the fingerprint of its body. Throws `command_invalid`. */
export function askedOf(event: HostEvent, context: ProgramContext): Asked {
  const checked = checkHostEvent(event, context);
  return { event: checked, fingerprint: fingerprintOf(withoutPersonalValues(checked)) };
}

/** What an event comes to, put into the customer's file; of a repeat, what it came to then, and nothing is put. */
export function decideEvent({ file, earlier }: OpenedCustomer, asked: Asked, context: ProgramContext): RecordedEvent {
  const { event, fingerprint } = asked;
  if (earlier !== undefined)
    return { replayed: true, decisions: decidedBefore(earlier, event.id, fingerprint), events: [] };
  const decisions = decideAll(file, asked, context);
  const events = file.events();
  keepAgenda(file, { id: event.id, type: event.type, fingerprint }, decisions, context);
  return { replayed: false, decisions, events };
}

function decideAll(file: CustomerFile, asked: Asked, context: ProgramContext): readonly ModuleDecision[] {
  advance(file, islands, context);
  const facts = factsOfCustomer(file, context);
  const { event, fingerprint } = asked;
  const decided = new Map<Island, readonly ModuleDecision[]>();
  for (const island of islands) {
    const taken = island.take?.(file, asked, context, facts) ?? [];
    const followed = island.follow?.(file, { id: event.id, fingerprint }, context) ?? [];
    decided.set(island, [...taken, ...followed.filter(({ ok, events = [] }) => !ok || events.length > 0)]);
  }
  if (isForgotten(file)) forgetPersonal(file);
  return listedIslands.flatMap((island) => decided.get(island) ?? []);
}
