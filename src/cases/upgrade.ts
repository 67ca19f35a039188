import type { ClockState, EndedClock, Moment, ServiceCase, StatusInterval } from "./model.js";
import { clocksFromMoments } from "./replay-clocks.js";

type Stored = Readonly<Record<string, unknown>>;

/** What a case of format 1 kept, as far as format 2 is made from it. */
interface OlderCase extends Omit<ServiceCase, "about" | "clocks" | "moments"> {
  readonly about?: string;
  readonly sku?: string;
}

/**
 * A case of format 1 with clocks of its own: what it kept of its history says when they started and stopped. Format 1
 * had no name for what a case is about but an order and an article.
 */
export function upgradedToClocks(stored: Stored): Record<string, unknown> {
  const { sku, about: orderId, ...older } = stored as Stored & OlderCase;
  const { id, version } = older.policy;
  const moments = momentsOf(older);
  const about = { ...(orderId !== undefined && { orderId }), ...(sku !== undefined && { sku }) };
  const clocks = clocksFromMoments({ ...older, moments, ended: [], clocks: [] }).map((clock) => ofCycle(clock, older));
  return {
    ...older,
    about,
    repinned: 0,
    checked: [],
    appointments: 0,
    attempts: 0,
    links: {},
    ...(older.answeredAt !== undefined && { acknowledgedAt: older.answeredAt }),
    moments,
    clocks,
    fired: older.fired.map((told) => (told.step === undefined ? told : { ...told, policy: { id, version } })),
  };
}

function momentsOf(older: Omit<OlderCase, "about" | "sku">): readonly Moment[] {
  const { intervals, openedAt, answeredAt, respondedAt, waitingSince, endedAt, followUpFrom } = older;
  const moves = intervals.map((interval, i) => moveMoment(interval, i, intervals, endedAt, followUpFrom));
  const answers = [answeredAt, respondedAt].flatMap((at): Moment[] =>
    at === undefined || at === endedAt ? [] : [{ kind: "responded", at }],
  );
  const waits: Moment[] = waitingSince === undefined ? [] : [{ kind: "message_received", at: waitingSince }];
  const [opening, ...later] = [...moves, ...answers, ...waits];
  const first = opening ?? { kind: "opened", at: openedAt };
  return [first, ...later.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))];
}

/** The work ended with the last status that stops the clock after it ran, and was taken on again by what came after one. */
function moveMoment(
  { status, clock, from: at }: StatusInterval,
  i: number,
  intervals: readonly StatusInterval[],
  endedAt: string | undefined,
  followUpFrom: string | undefined,
): Moment {
  if (i === 0) return { kind: "opened", at, entered: status, clock };
  const before = intervals[i - 1];
  const hasRun = intervals.slice(0, i).some((each) => each.clock !== "stopped");
  const isEnd = clock === "stopped" && ((hasRun && before?.clock !== "stopped") || at === endedAt);
  const isAgain = clock !== "stopped" && hasRun && before?.clock === "stopped";
  return {
    kind: "moved",
    at,
    ...(before !== undefined && { left: before.status }),
    entered: status,
    clock,
    ...(isEnd && { work: "ended" }),
    ...(isAgain && { work: "reopened" }),
    ...(isEnd && at === followUpFrom && { followUp: true }),
  };
}

/** Clocks that were on are known by their number in format 1: it counted all of them, also those it kept no trace of. */
function ofCycle(
  clock: ClockState,
  older: Pick<OlderCase, "cycle" | "waits"> & { readonly ended: readonly EndedClock[] },
): ClockState {
  const { metric } = clock;
  const cycle = metric === "next_response" ? older.waits : metric === "first_response" ? clock.cycle : older.cycle;
  return clock.cycle === 0 ? clock : { ...clock, cycle };
}
