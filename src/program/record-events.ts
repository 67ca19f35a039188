import type { ClienteleError } from "../shared/errors.js";
import { commandError } from "../shared/execute-many.js";
import { millisOf } from "../shared/instants.js";
import { commitMany, type Storage } from "../shared/storage.js";
import type { HostEvent } from "./host-events.js";
import type { Asked, ProgramContext } from "./island.js";
import { openCustomers, type OpenedCustomer } from "./open-customer.js";
import { askedOf, decideEvent, recordAsked, type RecordedEvent } from "./record-event.js";

/** What became of one event of a batch: recorded, or the error that `recordEvent` would have thrown for it. */
export type BatchedEvent =
  { readonly ok: true; readonly recorded: RecordedEvent } | { readonly ok: false; readonly error: ClienteleError };

/**
 * Records many events at `now` in a few round trips: what `recordEvent` would have answered for each, one after the
 * other, in the order given. Each event is a commit of its own, all or nothing; one that is malformed is answered with
 * its error and keeps none of the others back. Trouble with the storage is thrown: send the batch again, and what was
 * recorded is answered as replayed.
 *
 * A round takes one event of every customer, so a batch is fast when many customers are in it; a thousand events are a
 * good size.
 */
export function recordEvents(
  storage: Storage,
  events: readonly HostEvent[],
  context: ProgramContext,
): Promise<readonly BatchedEvent[]> {
  return recordBatch(
    storage,
    events.map((event) => ({ event, context })),
  );
}

/** An event and the context in which it is decided: in a history that is told later, each has a `now` of its own. */
export interface Dated {
  readonly event: HostEvent;
  readonly context: ProgramContext;
  /** Set for what is told of the past: it is decided no earlier than the last that is recorded of the customer. */
  readonly isPast?: true;
}

/** Records events, each in its own context. */
export async function recordBatch(storage: Storage, batch: readonly Dated[]): Promise<readonly BatchedEvent[]> {
  const answers: BatchedEvent[] = [];
  const waiting = new Map<string, Waiting[]>();
  for (const [place, { event, context, isPast }] of batch.entries()) {
    try {
      const asked = askedOf(event, context);
      const { customerId } = asked.event;
      const contextFor = isPast === true ? (opened: OpenedCustomer) => notBefore(opened, context) : () => context;
      waiting.set(customerId, [...(waiting.get(customerId) ?? []), { place, asked, context, contextFor }]);
    } catch (thrown) {
      answers[place] = { ok: false, error: commandError(thrown) };
    }
  }
  while (waiting.size > 0) {
    const round = [...waiting.values()].flatMap(([first]) => first ?? []);
    for (const { place, answer } of await recordRound(storage, round)) answers[place] = answer;
    for (const [customerId, [, ...rest]] of waiting) {
      if (rest.length === 0) waiting.delete(customerId);
      else waiting.set(customerId, rest);
    }
  }
  return answers;
}

interface Waiting {
  readonly place: number;
  readonly asked: Asked;
  readonly context: ProgramContext;
  readonly contextFor: (opened: OpenedCustomer) => ProgramContext;
}

/** What is late is decided as things stand: facts of an earlier instant would take back what the customer has. */
export function notBefore({ file }: OpenedCustomer, context: ProgramContext): ProgramContext {
  const lastAt = file.lastAt();
  const isLate = lastAt !== undefined && millisOf(lastAt) > context.now.getTime();
  return isLate ? { ...context, now: new Date(millisOf(lastAt)) } : context;
}

interface Answered {
  readonly place: number;
  readonly answer: BatchedEvent;
}

/** One event each of different customers: loaded together, committed together. */
async function recordRound(storage: Storage, round: readonly Waiting[]): Promise<readonly Answered[]> {
  const [first] = round;
  if (first === undefined) return [];
  const openings = round.map(({ asked: { event } }) => ({ owner: event.customerId, event }));
  const opened = await openCustomers(storage, openings, first.context);
  const answers = round.map(({ asked, contextFor }, i) => {
    const customer = opened[i];
    return customer === undefined ? undefined : answerTo(() => decideEvent(customer, asked, contextFor(customer)));
  });
  const changes = opened.map(({ file }, i) => (answers[i]?.ok === true ? file.changes() : []));
  const committed = await commitMany(storage, changes);
  const answered: Answered[] = [];
  for (const [i, waiting] of round.entries()) {
    const answer = answers[i];
    const isDone = answer !== undefined && committed[i] === undefined;
    answered.push({ place: waiting.place, answer: isDone ? answer : await recordAlone(storage, waiting) });
  }
  return answered;
}

/** Another writer was faster: this event is recorded by itself, as often as the storage tries. */
async function recordAlone(storage: Storage, { asked, context, contextFor }: Waiting): Promise<BatchedEvent> {
  try {
    return { ok: true, recorded: await recordAsked(storage, asked, context, contextFor) };
  } catch (thrown) {
    return { ok: false, error: commandError(thrown) };
  }
}

function answerTo(decide: () => RecordedEvent): BatchedEvent {
  try {
    return { ok: true, recorded: decide() };
  } catch (thrown) {
    return { ok: false, error: commandError(thrown) };
  }
}
