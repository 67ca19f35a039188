import { isClienteleError } from "../shared/errors.js";
import { millisOf, readInstant, type Instant } from "../shared/instants.js";
import type { Storage } from "../shared/storage.js";
import { compareText } from "../shared/text.js";
import { checkHostEvent } from "./check-event.js";
import type { HostEvent } from "./host-events.js";
import { idIn, invalidEvent, type InvalidEvent } from "./invalid-event.js";
import type { ProgramContext } from "./island.js";
import type { RecordedEvent } from "./record-event.js";
import { recordBatch } from "./record-events.js";

/** What a batch of history came to. */
export interface Backfilled {
  /** How many events were recorded this time. */
  readonly recorded: number;
  /** How many had been recorded before. */
  readonly replayed: number;
  /** What the modules said no to, in order of time; also where it was said before. The events themselves are recorded. */
  readonly refused: readonly RefusedEvent[];
  /** What could not be recorded at all, in the order given. */
  readonly invalid: readonly InvalidEvent[];
  /** How many events of each type it caused, what time had done in between among them. */
  readonly counts: Readonly<Record<string, number>>;
  /** The latest event of the batch that is recorded now. */
  readonly last?: { readonly id: string; readonly occurredAt: Instant };
}

/** A module's no to an event of the past. */
export interface RefusedEvent {
  readonly id: string;
  readonly customerId: string;
  readonly module: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Records a batch of history: years of host events of an old system, as if each had been told when it happened. Every
 * event is decided at the instant at which it occurred, a customer's events in order of time, and what time alone did
 * in between (points that lapse, graces that end) happens in between. One call is one batch; a thousand events are a
 * good size, and a history is sent oldest first.
 *
 * The events' ids are idempotency keys: a batch that was cut short is sent again, from anywhere before, and the records
 * are those of a run without a break. What is malformed is answered and keeps nothing else back. Trouble with the
 * storage, `version_conflict` among it, is thrown; then nothing later of that customer was recorded: send the batch again.
 *
 * An event older than what is known of the customer already is late: it is decided at the last instant at which
 * something was recorded, and takes back nothing. Credits and observations keep their own day. `now` is when the
 * history is told; an event after it is refused like any other. Afterwards bring everybody to `now` by `runDue`. For a
 * dry run give it an overlay.
 *
 * @example
 * ```ts
 * import { defineProgram } from "clientele";
 * import { memoryStorage, overlayStorage } from "clientele/memory";
 * import { backfillEvents } from "clientele/program";
 *
 * const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }] as const;
 * const earn = [{ id: "visit", label: "Visit", on: "visit.made", gives: "points", points: 5 }] as const;
 * const head = { format: "clientele/program", id: "tea", version: 1, label: "Tea", locale: "en", zone: "UTC", currency: "EUR" } as const;
 * const program = defineProgram({ ...head, points: { types, earn } });
 * const history = [
 *   { id: "vis_2", type: "visit.made", customerId: "cus_1", occurredAt: new Date("2024-06-01T10:00:00Z") },
 *   { id: "vis_1", type: "visit.made", customerId: "cus_1", occurredAt: "2024-03-02T10:00:00Z" },
 *   { id: "vis_3", type: "visit.made", customerId: "cus_1" },
 * ];
 * const report = await backfillEvents(overlayStorage(memoryStorage()), history, { ...program, now: new Date("2026-03-02T10:00:00Z") });
 * [report.recorded, report.last?.id]; // => [2, "vis_2"]
 * report.invalid.map(({ id, path }) => [id, path]); // => [["vis_3", "occurredAt"]]
 * ```
 */
export async function backfillEvents(
  storage: Storage,
  events: readonly unknown[],
  context: ProgramContext,
): Promise<Backfilled> {
  const { told, invalid } = readHistory(events, context);
  const recorded: Recorded[] = [];
  for (const round of roundsOf(told)) {
    const answers = await recordBatch(
      storage,
      round.map((one) => ({ event: one.event, context: contextOf(one, context), isPast: true })),
    );
    for (const [i, one] of round.entries()) {
      const answer = answers[i];
      if (answer?.ok === true) recorded.push({ ...one, answer: answer.recorded });
      else if (isClienteleError(answer?.error, "version_conflict")) throw answer.error;
      else invalid.push({ place: one.place, ...invalidEvent(one.event.id, answer?.error) });
    }
  }
  return reportOf(recorded, invalid);
}

/** An event of the batch, where it stands in it, and when it happened. */
interface Told {
  readonly place: number;
  readonly event: HostEvent;
  readonly occurredAt: Instant;
}

interface Recorded extends Told {
  readonly answer: RecordedEvent;
}

interface Placed extends InvalidEvent {
  readonly place: number;
}

/** The events of a batch in order of time; those of one instant as they were given. */
function readHistory(events: readonly unknown[], context: ProgramContext): { told: Told[]; invalid: Placed[] } {
  const [told, invalid]: [Told[], Placed[]] = [[], []];
  for (const [place, given] of events.entries()) {
    try {
      const event = checkHostEvent(given, context);
      told.push({ place, event, occurredAt: readInstant(event.occurredAt, "occurredAt") });
    } catch (thrown) {
      invalid.push({ place, ...invalidEvent(idIn(given) ?? `events[${place}]`, thrown) });
    }
  }
  return { told: told.sort(byTime), invalid };
}

function byTime(left: Told, right: Told): number {
  return compareText(left.occurredAt, right.occurredAt);
}

/** One event of every customer, then the next of every customer, and so on. */
function roundsOf(told: readonly Told[]): readonly (readonly Told[])[] {
  const made = new Map<string, number>();
  const rounds: Told[][] = [];
  for (const one of told) {
    const { customerId } = one.event;
    const n = made.get(customerId) ?? 0;
    made.set(customerId, n + 1);
    (rounds[n] ??= []).push(one);
  }
  return rounds;
}

/** Decided when it happened; what is said to happen after `now`, at `now`. */
function contextOf({ occurredAt }: Told, context: ProgramContext): ProgramContext {
  return { ...context, now: new Date(Math.min(millisOf(occurredAt), context.now.getTime())) };
}

function reportOf(unsorted: readonly Recorded[], invalid: readonly Placed[]): Backfilled {
  const recorded = [...unsorted].sort(byTime);
  const fresh = recorded.filter(({ answer }) => !answer.replayed);
  const counts: Record<string, number> = {};
  for (const { type } of fresh.flatMap(({ answer }) => answer.events)) counts[type] = (counts[type] ?? 0) + 1;
  const last = recorded.at(-1);
  const malformed = [...invalid].sort((left, right) => left.place - right.place);
  return {
    recorded: fresh.length,
    replayed: recorded.length - fresh.length,
    refused: recorded.flatMap(refusalsOf),
    invalid: malformed.map(({ id, path, code, message }) => ({ id, path, code, message })),
    counts,
    ...(last !== undefined && { last: { id: last.event.id, occurredAt: last.occurredAt } }),
  };
}

function refusalsOf({ event, answer }: Recorded): readonly RefusedEvent[] {
  const { id, customerId } = event;
  return answer.decisions.flatMap(({ module, rejection }) => {
    return rejection === undefined
      ? []
      : [{ id, customerId, module, code: rejection.code, message: rejection.message }];
  });
}
