import { readDuration, type Duration } from "../shared/durations.js";
import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import type { AskedClock } from "./clock-history.js";
import { instantAt, liveClocks, type LiveClock } from "./live-clock.js";
import type { CasesContext, ServiceCase } from "./model.js";
import { isSameClock } from "./replay-clocks.js";
import { invalid } from "./require.js";

/** The context, and one clock where not all of them are asked about. */
export type BreachContext = CasesContext & Partial<Pick<AskedClock, "metric" | "name">>;

/**
 * When the first target of a case will be missed if nobody does anything; undefined when none can be: all clocks have
 * ended, stand still, or are overdue already.
 */
export function willBreachAt(serviceCase: ServiceCase, context: BreachContext): Instant | undefined {
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const dues = clocksAsked(serviceCase, context).flatMap((clock) => instantAt(clock, clock.measure.total) ?? []);
  const coming = dues.filter((due) => due >= now);
  return coming.length === 0 ? undefined : instantOf(Math.min(...coming));
}

/** The context, the clock, and how much work there is: `PT2H` of the target's own time. */
export interface LatestStartContext extends CasesContext {
  /** The resolution, when left out. */
  readonly metric?: AskedClock["metric"];
  readonly name?: string;
  readonly effort: Duration;
}

/**
 * The latest instant at which work of this length can begin and still be done by the due instant, counted backwards in
 * the target's own time: two hours before Monday noon may be Friday afternoon. Undefined when the clock is not on, or
 * stands still. It may lie in the past.
 *
 * @example
 * ```ts
 * import { defineCaseRules, must } from "clientele";
 * import { latestStart, openCase } from "clientele/cases";
 *
 * const target = { metric: "resolution", within: "PT8H", time: "calendar" } as const;
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [target] } as const;
 * const context = { cases: defineCaseRules({ policies: [policy] }), zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, context)).state;
 * latestStart(enquiry, { ...context, effort: "PT3H" }); // => "2026-03-02T07:00:00.000Z"
 * ```
 */
export function latestStart(serviceCase: ServiceCase, context: LatestStartContext): Instant | undefined {
  const { effort, metric = "resolution" } = context;
  const length = readDuration(effort);
  if (length === undefined || length.months > 0 || length.days > 0)
    throw invalid("effort", `${JSON.stringify(effort)} is no length of work; write it like "PT2H"`);
  const [clock] = clocksAsked(serviceCase, { ...context, metric });
  const due = clock === undefined ? undefined : instantAt(clock, clock.measure.total);
  return clock === undefined || due === undefined
    ? undefined
    : instantOf(clock.measure.subtract(due, length.milliseconds));
}

function clocksAsked(serviceCase: ServiceCase, context: BreachContext): readonly LiveClock[] {
  const { metric, name } = context;
  const clocks = liveClocks(serviceCase, context);
  if (metric === undefined) return clocks;
  return clocks.filter((clock) => isSameClock(clock, { metric, ...(name !== undefined && { name }) }));
}
