import { millisOf } from "../shared/instants.js";
import { measureOf, type Measure } from "./measure.js";
import type { CasesContext, ClockState, ServiceCase } from "./model.js";
import type { CaseMetric, CaseTarget } from "./target-model.js";
import { targetOf } from "./target-of.js";

/** A clock that is on, in milliseconds. */
export interface LiveClock {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  /** When this cycle of it began. What lies before has happened in an earlier one. */
  readonly from: number;
  /** When it ran; the last span is open while it does. A clock that goes on has those of its earlier cycles here. */
  readonly spans: readonly MillisSpan[];
  readonly measure: Measure;
  readonly state: ClockState;
  readonly target: CaseTarget;
}

/** From when to when a clock ran, in milliseconds. */
export interface MillisSpan {
  readonly from: number;
  readonly to?: number;
}

/** The clocks of a case that are on, as its record says; time alone neither starts nor ends one. */
export function liveClocks(serviceCase: ServiceCase, context: CasesContext): readonly LiveClock[] {
  return serviceCase.clocks.flatMap((state): LiveClock[] => {
    const target = targetOf(serviceCase, state);
    if (target === undefined || state.from === undefined) return [];
    const { metric, name, cycle } = state;
    const from = millisOf(state.from);
    const spans = state.spans.map((span) => ({
      from: millisOf(span.from),
      ...(span.to !== undefined && { to: millisOf(span.to) }),
    }));
    const measure = measureOf(target, Math.min(from, spans[0]?.from ?? from), context);
    return [{ metric, ...(name !== undefined && { name }), cycle, from, spans, measure, state, target }];
  });
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
export function elapsedAt({ spans, measure }: Pick<LiveClock, "spans" | "measure">, at: number): number {
  return spans.reduce((sum, { from, to = at }) => sum + measure.between(from, Math.max(from, Math.min(to, at))), 0);
}
