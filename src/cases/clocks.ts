import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { compareText } from "../shared/text.js";
import { elapsedAt, instantAt, liveClocks, type LiveClock } from "./live-clock.js";
import { caseMetrics } from "./metrics.js";
import type { CasesContext, EndedClock, ServiceCase } from "./model.js";
import { stepsToCome } from "./settle.js";
import type { CaseMetric } from "./target-model.js";

/** How a clock of a case stands. */
export type CaseClock = RunningClock | PausedClock | MetClock | BreachedClock;

/** Which clock of a case it is. */
export interface ClockName {
  readonly metric: CaseMetric;
  /** The name of its target, where it has one. */
  readonly name?: string;
  /** Where it is not the first: the second resolution after a reopening, the third message that was answered. */
  readonly cycle?: number;
}

/** Time runs, and the target can still be met. */
export interface RunningClock extends ClockName {
  readonly state: "running";
  readonly due: Instant;
}

/** Time stands still; when it goes on, so much is left. */
export interface PausedClock extends ClockName {
  readonly state: "paused";
  readonly since: Instant;
  /** In the time of the target, whole minutes rounded down. */
  readonly remainingMinutes: number;
}

/** It ended at its due instant or before. */
export interface MetClock extends ClockName {
  readonly state: "met";
  readonly due: Instant;
  readonly at: Instant;
}

/** The due instant has passed. `at` is when it ended after all. */
export interface BreachedClock extends ClockName {
  readonly state: "breached";
  readonly due: Instant;
  readonly at?: Instant;
}

/**
 * The clocks of a case that have started, as they stand at `now`. A verdict that was reached stays; what still runs is
 * computed from the case's own history and the calendars in the context, so it does not matter when a job ran last.
 *
 * The first response counts from the opening. The resolution counts from the first status whose clock runs, which is
 * when the shop has taken the case on, and is not listed before.
 *
 * @example
 * ```ts
 * import { caseClocks, defineCalendars, defineCaseRules, must, openCase } from "clientele";
 *
 * const calendars = defineCalendars({ desk: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }], holidays: "none" } });
 * const target = { metric: "first_response", within: "PT4H", time: "business", calendar: "desk" } as const;
 * const policy = { id: "complaint", label: "Complaint", type: "complaint", workflow: "preset:iso_10002", targets: [target] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, calendars, zone: "Asia/Shanghai", now: new Date(time) });
 * const complaint = must(openCase({ id: "cas_1", type: "complaint" }, at("2026-03-02T17:45:00+08:00"))).state;
 * caseClocks(complaint, at("2026-03-02T18:05:00+08:00"));
 * // => [{ metric: "first_response", state: "running", due: "2026-03-03T04:45:00.000Z" }]
 * ```
 */
export function caseClocks(serviceCase: ServiceCase, context: CasesContext): readonly CaseClock[] {
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const clocks = [
    ...serviceCase.ended.map(endedClock),
    ...liveClocks(serviceCase, context).map((clock) => liveReading(clock, now)),
  ];
  return clocks.sort(byRank);
}

/**
 * The first instant after `now` at which time alone changes a case: a target is missed, or somebody is to be told.
 * Undefined when nothing is to come. What is due at an instant has happened a millisecond later.
 */
export function nextCaseChange(serviceCase: ServiceCase, context: CasesContext): Instant | undefined {
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const next = stepsToCome(serviceCase, context).find(({ at }) => at >= now);
  return next === undefined ? undefined : instantOf(next.at + 1);
}

/** Whether the shop still has to do something for a case: it was not resolved and not closed. */
export function isCaseOpen({ endedAt }: ServiceCase): boolean {
  return endedAt === undefined;
}

/** By metric, then by name, then by cycle. */
export function byRank(left: ClockName, right: ClockName): number {
  return (
    caseMetrics.indexOf(left.metric) - caseMetrics.indexOf(right.metric) ||
    compareText(left.name ?? "", right.name ?? "") ||
    (left.cycle ?? 1) - (right.cycle ?? 1)
  );
}

/** What a clock is called: the first cycle goes without saying. */
export function nameOf({ metric, name, cycle = 1 }: ClockName): ClockName {
  return { metric, ...(name !== undefined && { name }), ...(cycle > 1 && { cycle }) };
}

function endedClock(clock: EndedClock): CaseClock {
  const { state, due, at } = clock;
  return { ...nameOf(clock), state, due, at };
}

function liveReading(clock: LiveClock, now: number): CaseClock {
  const { measure, spans, from } = clock;
  const due = instantAt(clock, measure.total);
  const waitsForWindow = (spans.at(-1)?.from ?? from) > now;
  if (due !== undefined && (due < now || !waitsForWindow))
    return { ...nameOf(clock), state: due < now ? "breached" : "running", due: instantOf(due) };
  const since = instantOf(spans.findLast(({ to }) => to !== undefined)?.to ?? from);
  const left = measure.total - elapsedAt(clock, now);
  return { ...nameOf(clock), state: "paused", since, remainingMinutes: Math.floor(left / 60_000) };
}
