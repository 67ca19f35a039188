import { clocksAfter } from "./clock-machine.js";
import type { ClockState, ServiceCase } from "./model.js";
import { happeningOf, isSameClock, nowhere } from "./replay-clocks.js";
import type { CaseMetric } from "./target-model.js";

/** Which clock is asked about: the last cycle of its metric, when none is named. */
export interface AskedClock {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle?: number;
}

/** A clock as it was when a cycle of it ended, or as it is now: undefined when that cycle has not begun. */
export function clockOf(serviceCase: ServiceCase, asked: AskedClock): ClockState | undefined {
  const now = serviceCase.clocks.find((clock) => isSameClock(clock, asked) && clock.cycle > 0);
  if (now === undefined || asked.cycle === undefined || now.cycle === asked.cycle) return now;
  let situation = nowhere;
  let clocks: readonly ClockState[] = [];
  let found: ClockState | undefined;
  const { moments } = serviceCase;
  for (const [i, moment] of moments.entries()) {
    const before = clocks.find((clock) => isSameClock(clock, asked));
    const happening = happeningOf(situation, moment, moments.slice(0, i));
    situation = happening.situation;
    clocks = clocksAfter(clocks, serviceCase, happening);
    const after = clocks.find((clock) => isSameClock(clock, asked));
    if (after?.cycle === asked.cycle) found = after;
    else if (before?.cycle === asked.cycle) found = untilNext(before, moment.at);
  }
  return found;
}

/** A cycle that ended as the next one began. */
function untilNext(clock: ClockState, at: string): ClockState {
  const spans = clock.spans.map(({ from, to = at }) => ({ from, to }));
  return { ...clock, spans, stoppedAt: at };
}
