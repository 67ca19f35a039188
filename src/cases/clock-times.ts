import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { byRank, nameOf, type ClockName } from "./clocks.js";
import { elapsedAt, instantAt, liveClocks, type LiveClock } from "./live-clock.js";
import type { CasesContext, EndedClock, ServiceCase } from "./model.js";

/** A clock in numbers, all in milliseconds of its target's time: open time, or all time. */
export interface ClockTime extends ClockName {
  readonly state: "running" | "paused" | "met" | "breached";
  /** Undefined while it stands still. */
  readonly due?: Instant;
  /** When it ended. */
  readonly at?: Instant;
  readonly total: number;
  readonly elapsed: number;
  /** What is left of the total; below zero when it is overdue. */
  readonly remaining: number;
  readonly overdue: number;
  /** Whether the due instant rests on holidays that nobody has announced yet. */
  readonly isProvisional?: true;
}

/**
 * The clocks of a case in numbers, as they stand at `now`: elapsed and remaining always add up to the total. A clock
 * that is overdue is `breached` and goes on counting until it ends.
 */
export function clockTimes(serviceCase: ServiceCase, context: CasesContext): readonly ClockTime[] {
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const times = [
    ...serviceCase.ended.flatMap(endedTime),
    ...liveClocks(serviceCase, context).map((clock) => liveTime(clock, now)),
  ];
  return times.sort(byRank);
}

/** Cases that older versions closed say only when, not how much of the time was used. */
function endedTime(clock: EndedClock): readonly ClockTime[] {
  const { state, due, at, total, elapsed } = clock;
  if (total === undefined || elapsed === undefined) return [];
  return [{ ...nameOf(clock), state, due, at, ...numbers(total, elapsed) }];
}

function liveTime(clock: LiveClock, now: number): ClockTime {
  const { measure, spans, from } = clock;
  const due = instantAt(clock, measure.total);
  const elapsed = elapsedAt(clock, now);
  const isStill = due === undefined || (spans.at(-1)?.from ?? from) > now;
  const state = due !== undefined && due < now ? "breached" : isStill ? "paused" : "running";
  return {
    ...nameOf(clock),
    state,
    ...(due !== undefined && { due: instantOf(due) }),
    ...numbers(measure.total, elapsed),
    ...(due !== undefined && measure.isProvisional(from, due) && { isProvisional: true }),
  };
}

function numbers(total: number, elapsed: number): Pick<ClockTime, "total" | "elapsed" | "remaining" | "overdue"> {
  return { total, elapsed, remaining: total - elapsed, overdue: Math.max(0, elapsed - total) };
}
