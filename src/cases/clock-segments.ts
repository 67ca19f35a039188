import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { measureOf } from "./measure.js";
import type { CasesContext, EndedClock, ServiceCase, StatusInterval } from "./model.js";
import { liveClocks, targetOf } from "./live-clock.js";
import type { CaseMetric, StatusClock } from "./sections.js";

/** A stretch of a clock in one status of the case. */
export interface ClockSegment {
  readonly status: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether the clock ran; a response clock runs in every status. */
  readonly clock: StatusClock;
  /** How much of the stretch counts, in milliseconds of the target's time: open time, or all of it. */
  readonly counted: number;
}

/** The context, and which clock is asked about: the last of its metric, when no cycle is named. */
export interface ClockSegmentsContext extends CasesContext {
  readonly metric: CaseMetric;
  readonly cycle?: number;
}

/**
 * Where the time of a clock went: every status from its start to its end, or to `now`, and how much of it counted. The
 * parts add up exactly to the time that the clock has used. Empty when the clock has not started.
 */
export function clockSegments(serviceCase: ServiceCase, context: ClockSegmentsContext): readonly ClockSegment[] {
  const { metric } = context;
  const target = targetOf(serviceCase, metric);
  const stretch = stretchOf(serviceCase, context);
  if (target === undefined || stretch === undefined) return [];
  const { from: start, to: end } = stretch;
  const measure = measureOf(target, start, context);
  return serviceCase.intervals.flatMap((interval, i): ClockSegment[] => {
    const from = Math.max(start, millisOf(interval.from));
    const to = Math.min(end, nextStart(serviceCase.intervals, i, end));
    if (from >= to) return [];
    const clock = metric === "resolution" ? interval.clock : "running";
    const counted = clock === "running" ? measure.between(from, to) : 0;
    return [{ status: interval.status, from: instantOf(from), to: instantOf(to), clock, counted }];
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function stretchOf(serviceCase: ServiceCase, context: ClockSegmentsContext): Stretch | undefined {
  const { metric, cycle, now } = context;
  const isAsked = (each: { readonly metric: CaseMetric; readonly cycle: number }): boolean =>
    each.metric === metric && (cycle === undefined || each.cycle === cycle);
  const live = liveClocks(serviceCase, context).find(isAsked);
  if (live !== undefined) {
    const from = live.spans[0]?.from ?? live.from;
    return { from, to: Math.max(now.getTime(), millisOf(serviceCase.at)) };
  }
  const ended = serviceCase.ended.findLast(isAsked);
  const from = ended === undefined ? undefined : startOf(serviceCase, ended);
  return ended === undefined || from === undefined ? undefined : { from, to: millisOf(ended.at) };
}

/** Where an ended clock began. A wait for a further answer keeps no trace of its beginning in the record. */
function startOf({ openedAt, intervals }: ServiceCase, { metric, at }: EndedClock): number | undefined {
  if (metric === "first_response") return millisOf(openedAt);
  const running = intervals.find(({ clock }) => clock === "running");
  if (metric === "resolution") return running === undefined ? undefined : millisOf(running.from);
  const done = intervals.findLast(
    ({ clock, from }, i) => clock === "stopped" && from <= at && wasWorkedOn(intervals, i),
  );
  return metric === "follow_up" && done !== undefined ? millisOf(done.from) : undefined;
}

function wasWorkedOn(intervals: readonly StatusInterval[], i: number): boolean {
  return intervals[i - 1]?.clock !== "stopped" && i > 0;
}

function nextStart(intervals: readonly StatusInterval[], i: number, end: number): number {
  const next = intervals[i + 1];
  return next === undefined ? end : millisOf(next.from);
}
