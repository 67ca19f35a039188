import { clocksAfter } from "./clock-machine.js";
import type { ClockState, EndedClock, MeasuredClock, ServiceCase } from "./model.js";
import { happeningOf, isSameClock, nowhere } from "./replay-clocks.js";
import type { CaseMetric, CaseTarget } from "./target-model.js";
import { targetOf } from "./target-of.js";

/** Which clock is asked about: the last cycle of its metric, when none is named. */
export interface AskedClock {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle?: number;
}

/** A clock and the target that it is measured by. */
export interface ClockOfTarget {
  readonly clock: ClockState;
  readonly target: CaseTarget;
}

/**
 * A clock as it was when a cycle of it ended, or as it is now: undefined when that cycle has not begun. One that ended
 * before the case got other targets is measured by its own.
 */
export function clockOf(serviceCase: ServiceCase, asked: AskedClock): ClockOfTarget | undefined {
  const { clocks, ended, measured = [] } = serviceCase;
  const now = clocks.find((clock) => isSameClock(clock, asked) && clock.cycle > 0);
  const { cycle = now?.cycle ?? measured.findLast((each) => isSameClock(each, asked))?.cycle } = asked;
  const isAsked = (each: Cycle): boolean => isSameClock(each, asked) && each.cycle === cycle;
  const isOn = now?.cycle === cycle && now?.from !== undefined;
  const verdict = isOn ? undefined : ended.find(isAsked);
  const own = isOn ? undefined : measured.find(isAsked);
  const target = own?.target ?? targetOf(serviceCase, asked);
  const clock = own ?? (now?.cycle === cycle ? now : cyclesOf(serviceCase).findLast(isAsked));
  if (target === undefined || clock === undefined) return undefined;
  return { target, clock: verdict === undefined ? clock : endedBy(verdict, clock.spans) };
}

/** How the clocks that have ended were measured, those left out of which that is kept already. */
export function measuredClocks(serviceCase: ServiceCase): readonly MeasuredClock[] {
  const { ended, measured = [] } = serviceCase;
  const cycles = [...cyclesOf(serviceCase), ...serviceCase.clocks];
  return ended.flatMap((verdict): MeasuredClock[] => {
    const isOf = (each: Cycle): boolean => isSameClock(each, verdict) && each.cycle === verdict.cycle;
    const [target, clock] = [targetOf(serviceCase, verdict), cycles.findLast(isOf)];
    if (target === undefined || clock === undefined || measured.some(isOf)) return [];
    const { metric, name, cycle } = verdict;
    return [{ metric, ...(name !== undefined && { name }), cycle, target, spans: clock.spans }];
  });
}

type Cycle = Pick<ClockState, "metric" | "name" | "cycle">;

function endedBy({ metric, name, cycle, from, at }: EndedClock, spans: ClockState["spans"]): ClockState {
  return {
    metric,
    ...(name !== undefined && { name }),
    cycle,
    ...(from !== undefined && { from }),
    spans,
    stoppedAt: at,
  };
}

/** The cycles of the clocks of a case, each as it was last, in the order in which they began. */
function cyclesOf(serviceCase: ServiceCase): readonly ClockState[] {
  const cycles = new Map<string, ClockState>();
  const note = (clock: ClockState): unknown =>
    cycles.set(JSON.stringify([clock.metric, clock.name, clock.cycle]), clock);
  let situation = nowhere;
  let clocks: readonly ClockState[] = [];
  const { moments } = serviceCase;
  for (const [i, moment] of moments.entries()) {
    const happening = happeningOf(situation, moment, moments.slice(0, i));
    const before = clocks;
    situation = happening.situation;
    clocks = clocksAfter(before, serviceCase, happening);
    for (const clock of clocks) {
      const earlier = before.find((each) => isSameClock(each, clock));
      if (earlier !== undefined && earlier.cycle !== clock.cycle) note(untilNext(earlier, moment.at));
      note(clock);
    }
  }
  return [...cycles.values()];
}

/** A cycle that ended as the next one began. */
function untilNext(clock: ClockState, at: string): ClockState {
  const spans = clock.spans.map(({ from, to = at }) => ({ from, to }));
  return { ...clock, spans, stoppedAt: at };
}
