import { clocksAfter, type Situation } from "./clock-machine.js";
import type { ClockState, EndedClock, Moment, ServiceCase } from "./model.js";

/** The most moments that a case remembers, besides its opening. */
export const mostMoments = 400;

/** How a case is placed now. */
export function situationOf({ status, intervals, appointment, endedAt, links }: ServiceCase): Situation {
  const isWaitedFor = appointment?.state === "set" || appointment?.state === "confirmed";
  return {
    status,
    clock: intervals.at(-1)?.clock ?? "stopped",
    ...(isWaitedFor && { until: appointment.from }),
    isOver: endedAt !== undefined,
    ...(links.mergedInto !== undefined && { isMerged: true }),
  };
}

/** How a case is placed after a moment. */
export function situationAfter({ until, ...before }: Situation, moment: Moment): Situation {
  const { entered = before.status, clock = before.clock, work, kind } = moment;
  const window = kind === "appointment" ? moment.until : until;
  const isOver = work === undefined ? before.isOver || kind === "merged" : work === "ended";
  const isMerged = before.isMerged === true || kind === "merged";
  const waits = window === undefined ? {} : { until: window };
  return { status: entered, clock, ...waits, isOver, ...(isMerged && { isMerged }) };
}

/**
 * The clocks of a case as if its policy and its priority had held from the beginning: with all that has stopped and
 * paused it. A cycle that has its verdict does not run again.
 */
export function clocksFromMoments(
  serviceCase: Pick<ServiceCase, "policy" | "priority" | "moments" | "ended" | "clocks">,
): readonly ClockState[] {
  const { moments, ended, clocks: before } = serviceCase;
  let situation: Situation = { status: "", clock: "stopped", isOver: false };
  let clocks: readonly ClockState[] = [];
  for (const moment of moments) {
    situation = situationAfter(situation, moment);
    clocks = clocksAfter(clocks, serviceCase, moment, situation);
  }
  const isTrimmed = moments.length > mostMoments;
  return clocks.map((clock) => {
    const known = isTrimmed ? before.find((each) => isSameClock(each, clock)) : undefined;
    return known ?? (hasVerdict(clock, ended) ? atRest(clock) : clock);
  });
}

/** Whether two clocks are of one metric and one name. */
export function isSameClock(
  left: Pick<ClockState, "metric" | "name">,
  right: Pick<ClockState, "metric" | "name">,
): boolean {
  return left.metric === right.metric && left.name === right.name;
}

function hasVerdict(clock: ClockState, ended: readonly EndedClock[]): boolean {
  return ended.some((each) => isSameClock(each, clock) && each.cycle === clock.cycle);
}

function atRest({ from, ...clock }: ClockState): ClockState {
  return { ...clock, ...(from !== undefined && clock.stoppedAt === undefined && { stoppedAt: from }) };
}
