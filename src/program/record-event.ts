import { ClienteleError } from "../shared/errors.js";
import { recordedAtOf, type EventEnvelope } from "../shared/envelope.js";
import { fingerprintOf } from "../shared/execute.js";
import type { Entry } from "../shared/repository.js";
import { withRetry } from "../shared/retry.js";
import type { Storage } from "../shared/storage.js";
import { advance, nextDueDay } from "./advance.js";
import type { EventRecorded } from "./agenda.js";
import { agendaKind } from "./records.js";
import { checkHostEvent } from "./check-event.js";
import type { CustomerFile } from "./customer-file.js";
import { factsOfCustomer } from "./facts.js";
import { forgetPersonal, isForgotten } from "./forget.js";
import { withoutPersonalValues, type HostEvent } from "./host-events.js";
import type { Asked, ModuleDecision, ProgramContext } from "./island.js";
import { islands } from "./islands.js";
import { watchedCases } from "./islands/cases.js";
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
 * (customers, orders, points at the tier held before the event, tiers, segments, cases, satisfaction); then all of it
 * is one commit.
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
  if (earlier !== undefined) return replayed(earlier, asked);
  const decisions = decideAll(file, asked, context);
  const events = file.events();
  keepAgenda(file, asked, decisions, context);
  return { replayed: false, decisions, events };
}

function decideAll(file: CustomerFile, asked: Asked, context: ProgramContext): readonly ModuleDecision[] {
  advance(file, islands, context);
  const facts = factsOfCustomer(file, context);
  const { event, fingerprint } = asked;
  const decisions = islands.flatMap(({ take, follow }) => {
    const taken = take?.(file, asked, context, facts) ?? [];
    const followed = follow?.(file, { id: event.id, fingerprint }, context) ?? [];
    return [...taken, ...followed.filter(({ ok, events = [] }) => !ok || events.length > 0)];
  });
  if (isForgotten(file)) forgetPersonal(file);
  return decisions;
}

/** Notes what was decided, which cases are open now, and when something is due next. */
function keepAgenda(
  file: CustomerFile,
  { event, fingerprint }: Asked,
  decisions: readonly ModuleDecision[],
  context: ProgramContext,
): void {
  const { owner } = file;
  const before = file.read(agendaKind, owner);
  const recordedAt = recordedAtOf(context.now, before);
  const recorded: EventRecorded = {
    type: "program.event_recorded",
    id: event.id,
    occurredAt: recordedAt,
    recordedAt,
    of: context.of,
    event: event.type,
    decisions: decisions.map(({ module, ok, rejection }) => {
      return { module, ok, ...(rejection !== undefined && { code: rejection.code, message: rejection.message }) };
    }),
  };
  const nextDueOn = nextDueDay(file, islands, context);
  const agenda = {
    format: agendaKind.format,
    id: owner,
    owner,
    at: recordedAt,
    of: context.of,
    ...(nextDueOn !== undefined && { nextDueOn }),
    watchedCases: watchedCases(file, context),
  };
  file.put(agendaKind, agenda, { command: event.id, fingerprint, events: [recorded] });
}

function replayed({ fingerprint, events }: Entry, asked: Asked): RecordedEvent {
  if (fingerprint !== asked.fingerprint) {
    throw new ClienteleError(
      "command_reused",
      `The event "${asked.event.id}" was recorded before with another body; something new needs a new id.`,
      { command: asked.event.id },
    );
  }
  const [recorded] = events as readonly EventRecorded[];
  const decisions = (recorded?.decisions ?? []).map(({ module, ok, code = "", message = "" }): ModuleDecision => {
    return ok ? { module, ok } : { module, ok, rejection: { code, message } };
  });
  return { replayed: true, decisions, events: [] };
}
