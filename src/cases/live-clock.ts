import { readDuration } from "../shared/durations.js";
import { divide, exactOf, multiply } from "../shared/decimal.js";
import { millisOf, type Instant } from "../shared/instants.js";
import { measureOf, type Measure } from "./measure.js";
import type { CasesContext, ServiceCase } from "./model.js";
import type { CaseMetric, CaseTarget, EscalationPoint } from "./sections.js";

/** A clock that has started and not ended. */
export interface LiveClock {
  readonly metric: CaseMetric;
  readonly cycle: number;
  /** When this cycle of it began. What lies before has happened in an earlier one. */
  readonly from: number;
  /** When it ran; the last span is open while it does. All cycles of a resolution are here, for it goes on. */
  readonly spans: readonly ClockSpan[];
  readonly measure: Measure;
}

/** From when to when a clock ran, in milliseconds. */
export interface ClockSpan {
  readonly from: number;
  readonly to?: number;
}

/** The clocks of a case that have started and not ended, as its record says; time alone neither starts nor ends one. */
export function liveClocks(serviceCase: ServiceCase, context: CasesContext): readonly LiveClock[] {
  const { openedAt, answeredAt, waitingSince, waits, followUpFrom, cycle } = serviceCase;
  const steady = (metric: CaseMetric, count: number, from: Instant | undefined): LiveClock[] => {
    const target = targetOf(serviceCase, metric);
    if (target === undefined || from === undefined) return [];
    const start = millisOf(from);
    return [
      { metric, cycle: count, from: start, spans: [{ from: start }], measure: measureOf(target, start, context) },
    ];
  };
  return [
    ...steady("first_response", 1, answeredAt === undefined ? openedAt : undefined),
    ...steady("next_response", waits, waitingSince),
    ...resolutionClock(serviceCase, context),
    ...steady("follow_up", cycle, followUpFrom),
  ];
}

/** The target of a metric for the case's priority; the one for all priorities where there is none of its own. */
export function targetOf({ policy, priority }: ServiceCase, metric: CaseMetric): CaseTarget | undefined {
  const targets = policy.targets.filter((target) => target.metric === metric);
  return (
    targets.find((target) => target.priority === priority) ?? targets.find((target) => target.priority === undefined)
  );
}

/**
 * When so much of a clock's time has passed: undefined when it was stopped before. What falls on the very instant of a
 * pause has not passed yet: it waits for the clock to run again.
 */
export function instantAt({ spans, measure }: LiveClock, amount: number): number | undefined {
  let left = amount;
  for (const { from, to } of spans) {
    const at = measure.add(from, left);
    if (to === undefined || at < to) return at;
    left -= measure.between(from, to);
  }
  return undefined;
}

/** How much of a clock's time has passed at an instant. */
export function elapsedAt({ spans, measure }: LiveClock, at: number): number {
  return spans.reduce((sum, { from, to = at }) => sum + measure.between(from, Math.max(from, Math.min(to, at))), 0);
}

/** How much of a clock's time has passed at an escalation point. It never comes early, so shares are rounded up. */
export function amountAt(point: EscalationPoint, { total }: Measure): number {
  switch (point.kind) {
    case "share":
      return Number(divide(multiply(exactOf(total), exactOf(point.share)), exactOf(1), "up"));
    case "before":
      return Math.max(0, total - lengthOf(point.by));
    case "breach":
      return total;
    case "after":
      return total + lengthOf(point.by);
    default:
      return point satisfies never;
  }
}

function resolutionClock(serviceCase: ServiceCase, context: CasesContext): LiveClock[] {
  const { endedAt, intervals, cycle, cycleFrom } = serviceCase;
  const target = targetOf(serviceCase, "resolution");
  const spans = intervals.flatMap(({ clock, from }, i): ClockSpan[] => {
    const next = intervals[i + 1]?.from;
    return clock === "running" ? [{ from: millisOf(from), ...(next !== undefined && { to: millisOf(next) }) }] : [];
  });
  const start = spans[0]?.from;
  if (target === undefined || endedAt !== undefined || start === undefined) return [];
  const from = Math.max(start, millisOf(cycleFrom));
  return [{ metric: "resolution", cycle, from, spans, measure: measureOf(target, start, context) }];
}

function lengthOf(by: string): number {
  const { days = 0, milliseconds = 0 } = readDuration(by) ?? {};
  return days * 86_400_000 + milliseconds;
}
