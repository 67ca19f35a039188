import { clocksAfter, type Situation } from "./clock-machine.js";
import type { ClockState, ServiceCase } from "./model.js";
import { isSameClock, situationAfter } from "./replay-clocks.js";
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
  let situation: Situation = { status: "", clock: "stopped", isOver: false };
  let clocks: readonly ClockState[] = [];
  let found: ClockState | undefined;
  for (const moment of serviceCase.moments) {
    const before = clocks.find((clock) => isSameClock(clock, asked));
    situation = situationAfter(situation, moment);
    clocks = clocksAfter(clocks, serviceCase, moment, situation);
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
