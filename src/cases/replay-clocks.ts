import { byInstant, clocksAfter, isPlacing, type Happening, type Placing, type Situation } from "./clock-machine.js";
import type { ClockState, EndedClock, Moment, ServiceCase } from "./model.js";

/** The most moments that a case remembers, besides its opening. */
export const mostMoments = 400;

/** How a case is placed now. */
export function situationOf(serviceCase: ServiceCase): Situation {
  const { status, intervals, appointment, endedAt, links, respondedAt = "", cycleFrom } = serviceCase;
  const isWaitedFor = appointment?.state === "set" || appointment?.state === "confirmed";
  return {
    status,
    clock: intervals.at(-1)?.clock ?? "stopped",
    ...(isWaitedFor && { until: appointment.from }),
    isOver: endedAt !== undefined,
    answered: respondedAt > cycleFrom ? respondedAt : cycleFrom,
    ...(links.mergedInto !== undefined && { isMerged: true }),
  };
}

/** How a case is placed before it was opened. */
export const nowhere: Situation = { status: "", clock: "stopped", isOver: false };

/** A moment, and how the case is placed by it after all that was known before, whenever that happened. */
export function happeningOf(before: Situation, moment: Moment, known: readonly Moment[]): Happening {
  const situation = situationAfter(before, moment);
  const later = known.filter(({ at }) => at > moment.at);
  return { moment, situation, course: courseOf({ moment, situation }, known, later), later };
}

/** How the case was placed from a moment on, in the order of time. */
function courseOf(placing: Placing, known: readonly Moment[], later: readonly Moment[]): readonly Placing[] {
  if (!later.some(isPlacing)) return [placing];
  const { moment } = placing;
  const before = known.filter((each) => isPlacing(each) && each.at <= moment.at).toSorted(byInstant);
  let situation = before.reduce(situationAfter, nowhere);
  return [moment, ...later.filter(isPlacing).toSorted(byInstant)].map((each) => {
    situation = situationAfter(situation, each);
    return { moment: each, situation };
  });
}

/** How a case is placed after a moment. */
function situationAfter({ until, answered = "", ...before }: Situation, moment: Moment): Situation {
  const { entered = before.status, clock = before.clock, work, kind } = moment;
  const isAnswer = (kind === "responded" && moment.at > answered) || kind === "opened" || work === "reopened";
  const window = kind === "appointment" ? moment.until : until;
  const isOver = work === undefined ? before.isOver || kind === "merged" : work === "ended";
  const isMerged = before.isMerged === true || kind === "merged";
  const waits = window === undefined ? {} : { until: window };
  const placed = { status: entered, clock, ...waits, isOver, answered: isAnswer ? moment.at : answered };
  return { ...placed, ...(isMerged && { isMerged }) };
}

/**
 * The clocks of a case as if its policy and its priority had held from the beginning: with all that has stopped and
 * paused it. A cycle that has its verdict does not run again.
 */
export function clocksFromMoments(
  serviceCase: Pick<ServiceCase, "policy" | "priority" | "moments" | "ended" | "clocks">,
): readonly ClockState[] {
  const { moments, ended, clocks: before } = serviceCase;
  let situation = nowhere;
  let clocks: readonly ClockState[] = [];
  for (const [i, moment] of moments.entries()) {
    const happening = happeningOf(situation, moment, moments.slice(0, i));
    situation = happening.situation;
    clocks = clocksAfter(clocks, serviceCase, happening);
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
