import type { ClosedKind } from "../calendar/closed-reasons.js";
import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { clockOf, type AskedClock } from "./clock-history.js";
import { measureOf, type Measure } from "./measure.js";
import type { CasesContext, ClockState, ServiceCase } from "./model.js";
import type { StatusClock } from "./sections.js";
import { selectorsOf, type Selectors } from "./selectors.js";

/** A stretch of a clock in one status of the case. */
export interface ClockSegment {
  readonly status: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether the clock ran; a response clock runs in every status. */
  readonly clock: StatusClock;
  /** How much of the stretch counts, in milliseconds of the target's time: open time, or all of it. */
  readonly counted: number;
  readonly reason: SegmentReason;
}

/** Why a stretch counts or does not: it ran; it stood still; nobody was at work. */
export type SegmentReason = "counted" | "paused" | "appointment" | "stopped" | Exclude<ClosedKind, "paused">;

/** The context, and which clock is asked about: the last of its metric, when no cycle is named. */
export interface ClockSegmentsContext extends CasesContext, AskedClock {
  /** Whether closed hours, breaks and holidays are stretches of their own. */
  readonly hours?: boolean;
}

/**
 * Where the time of a clock went: every status from its start to its end, or to `now`, and how much of it counted. The
 * parts add up exactly to the time that the clock has used. A clock that has ended is told as it was measured then,
 * whatever targets the case has got since. Empty when the clock has not started.
 */
export function clockSegments(serviceCase: ServiceCase, context: ClockSegmentsContext): readonly ClockSegment[] {
  const found = clockOf(serviceCase, context);
  const first = found?.clock.spans[0]?.from ?? found?.clock.from;
  if (found === undefined || first === undefined) return [];
  const { clock, target } = found;
  const start = Math.min(millisOf(first), millisOf(clock.from ?? first));
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const isOn = clock.from !== undefined && clock.stoppedAt === undefined;
  const end = isOn ? now : millisOf(clock.stoppedAt ?? serviceCase.at);
  const measure = measureOf(target, start, context);
  const selectors = selectorsOf(target, serviceCase.policy);
  return stretchesOf(serviceCase, clock, selectors, start, end).flatMap((stretch) => {
    const counted = stretch.clock === "running" ? measure.between(stretch.from, stretch.to) : 0;
    if (context.hours !== true || stretch.clock !== "running") return [segmentOf(stretch, counted)];
    return byHours(stretch, measure);
  });
}

interface Stretch {
  readonly status: string;
  readonly from: number;
  readonly to: number;
  readonly clock: StatusClock;
  readonly reason: SegmentReason;
}

/** Cut wherever the status changes, and wherever the clock begins or ceases to run. */
function stretchesOf(
  { intervals }: ServiceCase,
  { spans }: ClockState,
  { pause }: Selectors,
  start: number,
  end: number,
): readonly Stretch[] {
  const runs = spans.map(({ from, to }) => ({ from: millisOf(from), to: to === undefined ? end : millisOf(to) }));
  const statuses = intervals.map(({ from, ...rest }) => ({ ...rest, from: millisOf(from) }));
  const cuts = [...runs.flatMap(({ from, to }) => [from, to]), ...statuses.map(({ from }) => from), start, end];
  const places = [...new Set(cuts.filter((cut) => cut >= start && cut <= end))].sort((left, right) => left - right);
  return places.slice(0, -1).map((from, i): Stretch => {
    const to = places[i + 1] ?? end;
    const { status = "", clock = "stopped" } = statuses.findLast((each) => each.from <= from) ?? {};
    const isRunning = runs.some((run) => run.from <= from && from < run.to);
    if (isRunning) return { status, from, to, clock: "running", reason: "counted" };
    if (clock === "stopped") return { status, from, to, clock, reason: clock };
    const isStill = pause.some(
      (each) => (each.kind === "clock" && each.clock === clock) || (each.kind === "status" && each.status === status),
    );
    return { status, from, to, clock: "paused", reason: isStill ? "paused" : "appointment" };
  });
}

/** The open and the closed hours of a stretch in which the clock ran, in the order of time. */
function byHours(stretch: Stretch, { calendar, between }: Measure): readonly ClockSegment[] {
  if (calendar === undefined) return [segmentOf(stretch, stretch.to - stretch.from)];
  const open = calendar.spansWithin(stretch);
  const edges = [stretch.from, ...open.flatMap(({ from, to }) => [from, to]), stretch.to];
  const gaps = Array.from({ length: open.length + 1 }, (_, i) => ({
    from: edges[i * 2] ?? 0,
    to: edges[i * 2 + 1] ?? 0,
  }));
  const closed = gaps
    .filter(({ from, to }) => from < to)
    .flatMap((gap) => calendar.closedFor(gap))
    .map(({ from, to, kind }) => segmentOf({ ...stretch, from, to, reason: kind }, 0));
  const counted = open.map((span) => segmentOf({ ...stretch, ...span }, between(span.from, span.to)));
  return [...counted, ...closed].sort((left, right) => (left.from < right.from ? -1 : 1));
}

function segmentOf({ from, to, ...rest }: Stretch, counted: number): ClockSegment {
  return { ...rest, from: instantOf(from), to: instantOf(to), counted };
}
