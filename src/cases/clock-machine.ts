import type { ClockSpan, ClockState, Moment, ServiceCase } from "./model.js";
import { selectorsOf, type Selectors } from "./selectors.js";
import type { PinnedPolicy, StatusClock } from "./sections.js";
import type { CaseMoment, CaseTarget } from "./target-model.js";
import { targetOf } from "./target-of.js";

/** How a case is placed after a moment: what its clocks look at to see whether they stand still. */
export interface Situation {
  readonly status: string;
  readonly clock: StatusClock;
  /** The window of an appointment that is waited for. */
  readonly until?: string;
  /** Whether the work is done. */
  readonly isOver: boolean;
  /** Whether the case goes on in another: no clock of it starts any more. */
  readonly isMerged?: boolean;
}

/** What a moment does to a clock that is on: a stop and a reset end its cycle with a verdict. */
export type Effect = "none" | "cancel" | "stop" | "reset";

/** Every clock of a case after a moment. What lies before the beginning of a clock does not concern it. */
export function clocksAfter(
  clocks: readonly ClockState[],
  { policy, priority }: Pick<ServiceCase, "policy" | "priority">,
  moment: Moment,
  situation: Situation,
): readonly ClockState[] {
  const kept = clocks.filter((clock) => targetOf({ policy, priority }, clock) === undefined);
  const turned = targetsOf(policy, priority).flatMap((target) => {
    const clock = clocks.find((each) => isClockOf(each, target));
    return turn(clock, target, moment, situation, policy) ?? [];
  });
  return [...kept, ...turned];
}

/** The targets that hold for a case, one for each metric and name. */
export function targetsOf(policy: PinnedPolicy, priority: string): readonly CaseTarget[] {
  return policy.targets.filter((target) => targetOf({ policy, priority }, target) === target);
}

/** What a moment does to a clock that is on. */
export function effectOf(clock: ClockState, selectors: Selectors, moment: Moment): Effect {
  if (clock.from === undefined || moment.at < clock.from) return "none";
  if (moment.kind === "merged" || meets(selectors.cancel, moment)) return "cancel";
  if (moment.work === "ended" || meets(selectors.stop, moment)) return "stop";
  return meets(selectors.reset, moment) ? "reset" : "none";
}

function isClockOf(clock: ClockState, { metric, name }: CaseTarget): boolean {
  return clock.metric === metric && clock.name === name;
}

function turn(
  clock: ClockState | undefined,
  target: CaseTarget,
  moment: Moment,
  situation: Situation,
  policy: PinnedPolicy,
): ClockState | undefined {
  const selectors = selectorsOf(target, policy);
  const { metric, name } = target;
  const still: ClockState = clock ?? { metric, ...(name !== undefined && { name }), cycle: 0, spans: [] };
  if (still.from === undefined) return started(still, clock !== undefined, selectors, moment, situation);
  const effect = effectOf(still, selectors, moment);
  switch (effect) {
    case "none":
      return moment.at < still.from ? still : { ...still, spans: runOn(still.spans, selectors, moment.at, situation) };
    case "reset":
      return begun(still, [], selectors, moment, situation);
    case "cancel":
      return stopped(still, moment, false);
    case "stop": {
      const off = stopped(still, moment, moment.work === "ended" && selectors.reopen !== undefined);
      const isAlsoStart = moment.work !== "ended" && meets(selectors.start, moment);
      return isAlsoStart ? begun(off, [], selectors, moment, situation) : off;
    }
    default:
      return effect satisfies never;
  }
}

/** A clock that is not on: it starts, or notes that what would stop it has happened. */
function started(
  clock: ClockState,
  isKnown: boolean,
  selectors: Selectors,
  moment: Moment,
  situation: Situation,
): ClockState | undefined {
  const { stoppedAt, stoppedByEnd } = clock;
  if (situation.isMerged === true) return isKnown ? clock : undefined;
  if (stoppedByEnd === true) {
    if (moment.work !== "reopened" || selectors.reopen === "keep") return clock;
    return begun(clock, selectors.reopen === "continue" ? clock.spans : [], selectors, moment, situation);
  }
  const isTooEarly = stoppedAt !== undefined && moment.at < stoppedAt;
  const isNotYet = selectors.afterStop && (stoppedAt === undefined || situation.isOver);
  if (meets(selectors.start, moment) && !isTooEarly && !isNotYet) return begun(clock, [], selectors, moment, situation);
  const stops = moment.work === "ended" || meets(selectors.stop, moment);
  if (stops && moment.at > (stoppedAt ?? "")) return { ...clock, stoppedAt: moment.at };
  return isKnown ? clock : undefined;
}

function begun(
  before: ClockState,
  spans: readonly ClockSpan[],
  selectors: Selectors,
  { at }: Moment,
  situation: Situation,
): ClockState {
  const { stoppedAt: _, stoppedByEnd: __, ...clock } = before;
  return { ...clock, cycle: clock.cycle + 1, from: at, spans: runOn(spans, selectors, at, situation) };
}

function stopped(before: ClockState, { at }: Moment, byEnd: boolean): ClockState {
  const { from: _, ...clock } = before;
  return { ...clock, spans: endedAt(clock.spans, at), stoppedAt: at, ...(byEnd && { stoppedByEnd: true }) };
}

/** The spans of a clock that is on: it runs from now, from the window of an appointment, or stands still. */
function runOn(
  spans: readonly ClockSpan[],
  { pause }: Selectors,
  at: string,
  situation: Situation,
): readonly ClockSpan[] {
  const { status, clock, until = "" } = situation;
  const isStill = pause.some(
    (each) => (each.kind === "clock" && each.clock === clock) || (each.kind === "status" && each.status === status),
  );
  const waits = pause.some(({ kind }) => kind === "appointment") && until > at;
  const last = spans.at(-1);
  const isOpen = last !== undefined && last.to === undefined;
  if (isOpen && !isStill && !waits && last.from <= at) return spans;
  const closed = isOpen ? endedAt(spans, at) : spans;
  return isStill ? closed : [...closed, { from: waits ? until : at }];
}

/** Spans up to an instant; what would begin there or later never was. */
function endedAt(spans: readonly ClockSpan[], at: string): readonly ClockSpan[] {
  return spans
    .filter(({ from }) => from < at)
    .map(({ from, to }) => ({ from, to: to === undefined || to > at ? at : to }));
}

function meets(selectors: readonly CaseMoment[], moment: Moment): boolean {
  return selectors.some((selector) => {
    switch (selector.kind) {
      case "opened":
      case "responded":
      case "message_received":
      case "followed_up":
        return moment.kind === selector.kind;
      case "acknowledged":
        return moment.kind === "acknowledged" || moment.acknowledges === true;
      case "ended":
      case "reopened":
        return moment.work === selector.kind;
      case "follow_up_owed":
        return moment.followUp === true;
      case "status_entered":
        return moment.entered === selector.status;
      case "status_left":
        return moment.left === selector.status;
      case "clock_became":
        return moment.clock === selector.clock;
      case "assigned":
        return moment.kind === "assigned" && (selector.to === undefined || selector.to === moment.to);
      case "marked":
        return moment.kind === "marked" && selector.mark === moment.mark;
      case "appointment":
        return moment.kind === "appointment" && selector.state === moment.appointment;
      default:
        return selector satisfies never;
    }
  });
}
