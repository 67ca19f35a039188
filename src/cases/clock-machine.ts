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
  /** Since when somebody can wait for a further answer: the last answer, or the last time the case was taken on. */
  readonly answered?: string;
}

/** Something that decides whether clocks stand still, and how the case is placed after it. */
export interface Placing {
  readonly moment: Moment;
  readonly situation: Situation;
}

/** A moment, how the case is placed now, and how it was placed from that moment on, where it became known late. */
export interface Happening extends Placing {
  readonly course: readonly Placing[];
  /** What happened after it and was known before it. */
  readonly later: readonly Moment[];
}

/** What a moment does to a clock that is on: a stop and a reset end its cycle with a verdict. */
export type Effect = "none" | "cancel" | "stop" | "reset";

/** Every clock of a case after a moment. What lies before the beginning of a clock does not concern it. */
export function clocksAfter(
  clocks: readonly ClockState[],
  { policy, priority }: Pick<ServiceCase, "policy" | "priority">,
  happening: Happening,
): readonly ClockState[] {
  const kept = clocks.filter((clock) => targetOf({ policy, priority }, clock) === undefined);
  const turned = targetsOf(policy, priority).flatMap((target) => {
    const clock = clocks.find((each) => isClockOf(each, target));
    return turn(clock, target, happening, policy) ?? [];
  });
  return [...kept, ...turned];
}

/** The targets that hold for a case, one for each metric and name. */
export function targetsOf(policy: PinnedPolicy, priority: string): readonly CaseTarget[] {
  return policy.targets.filter((target) => targetOf({ policy, priority }, target) === target);
}

/** What a moment does to a clock that is on. What began after an end that became known late never was. */
export function effectOf(clock: ClockState, selectors: Selectors, moment: Moment): Effect {
  if (clock.from === undefined) return "none";
  if (moment.at < clock.from) return moment.work === "ended" && selectors.whileOpen ? "cancel" : "none";
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
  happening: Happening,
  policy: PinnedPolicy,
): ClockState | undefined {
  const { moment } = happening;
  const selectors = selectorsOf(target, policy);
  const { metric, name } = target;
  const still: ClockState = clock ?? { metric, ...(name !== undefined && { name }), cycle: 0, spans: [] };
  if (still.from === undefined) return started(still, clock !== undefined, selectors, happening);
  const isEndOfWork = moment.work === "ended" && selectors.reopen !== undefined;
  const effect = effectOf(still, selectors, moment);
  switch (effect) {
    case "none":
      if (moment.at < still.from) return startedEarlier(still, selectors, happening);
      return isPlacing(moment) ? { ...still, spans: runThrough(still.spans, selectors, happening) } : still;
    case "reset":
      return begun(still, [], selectors, happening);
    case "cancel":
      return stopped(still, moment, isEndOfWork);
    case "stop": {
      const off = stopped(still, moment, isEndOfWork);
      const isAlsoStart = moment.work !== "ended" && meets(selectors.start, moment);
      return isAlsoStart ? begun(off, [], selectors, happening) : begunByLater(off, selectors, happening);
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
  happening: Happening,
): ClockState | undefined {
  const { moment, situation } = happening;
  const { stoppedAt, stoppedByEnd } = clock;
  if (situation.isMerged === true) return isKnown ? clock : undefined;
  if (stoppedByEnd === true) {
    if (moment.work !== "reopened" || selectors.reopen === "keep") return clock;
    return begun(clock, selectors.reopen === "continue" ? clock.spans : [], selectors, happening);
  }
  const isUnanswered = selectors.sinceOldest && moment.isUnanswered === true;
  const isTooEarly = stoppedAt !== undefined && moment.at < stoppedAt && !isUnanswered;
  const isNotYet = (selectors.afterStop && stoppedAt === undefined) || (selectors.whileOpen && situation.isOver);
  if (meets(selectors.start, moment) && !isTooEarly && !isNotYet) return begun(clock, [], selectors, happening);
  const stops = moment.work === "ended" || meets(selectors.stop, moment);
  if (stops && moment.at > (stoppedAt ?? ""))
    return begunByLater({ ...clock, stoppedAt: moment.at }, selectors, happening);
  return isKnown ? clock : undefined;
}

function begun(
  before: ClockState,
  spans: readonly ClockSpan[],
  selectors: Selectors,
  happening: Happening,
): ClockState {
  const { stoppedAt: _, stoppedByEnd: __, ...clock } = before;
  const { at } = happening.moment;
  return { ...clock, cycle: clock.cycle + 1, from: at, spans: runThrough(spans, selectors, happening) };
}

/** An answer that becomes known late answers what came before it: the oldest message after it begins the next round. */
function begunByLater(clock: ClockState, selectors: Selectors, happening: Happening): ClockState {
  const { moment, situation, course, later } = happening;
  const starts = selectors.sinceOldest && moment.work !== "ended" ? later : [];
  const [first] = starts.filter((each) => meets(selectors.start, each)).toSorted(byInstant);
  if (first === undefined || situation.isOver) return clock;
  const placed = course.findLast((placing) => placing.moment.at <= first.at) ?? happening;
  const after = course.filter((placing) => placing.moment.at > first.at);
  return begun(clock, [], selectors, {
    ...happening,
    moment: first,
    course: [{ moment: first, situation: placed.situation }, ...after],
  });
}

/** In the order of time. */
export function byInstant(left: Moment, right: Moment): number {
  return left.at < right.at ? -1 : Number(left.at > right.at);
}

/** The oldest message counts, also where it became known after a younger one. */
function startedEarlier(clock: ClockState, selectors: Selectors, happening: Happening): ClockState {
  const { moment, situation } = happening;
  const isUnanswered = moment.isUnanswered === true || moment.at >= (situation.answered ?? "");
  const isOldest = selectors.sinceOldest && meets(selectors.start, moment) && isUnanswered;
  return isOldest ? { ...clock, from: moment.at, spans: runThrough([], selectors, happening) } : clock;
}

function stopped(before: ClockState, { at }: Moment, byEnd: boolean): ClockState {
  const { from: _, ...clock } = before;
  return { ...clock, spans: endedAt(clock.spans, at), stoppedAt: at, ...(byEnd && { stoppedByEnd: true }) };
}

/** Whether a moment can let clocks stand still or go on: a move, or what becomes of an appointment. */
export function isPlacing({ kind, entered }: Moment): boolean {
  return kind === "appointment" || entered !== undefined;
}

/** The spans of a clock after a moment and all that lies after it already. */
function runThrough(spans: readonly ClockSpan[], selectors: Selectors, { course }: Happening): readonly ClockSpan[] {
  return course.reduce((known, placing) => runOn(known, selectors, placing), spans);
}

/** The spans of a clock that is on: it runs from now, from the window of an appointment, or stands still. */
function runOn(
  spans: readonly ClockSpan[],
  { pause }: Selectors,
  { moment: { kind, at }, situation }: Placing,
): readonly ClockSpan[] {
  const { status, clock, until = "" } = situation;
  const isStill = pause.some(
    (each) => (each.kind === "clock" && each.clock === clock) || (each.kind === "status" && each.status === status),
  );
  const waits = pause.some(({ kind }) => kind === "appointment") && until > at;
  const last = spans.at(-1);
  if (last === undefined || last.to !== undefined) return isStill ? spans : [...spans, { from: waits ? until : at }];
  if (isStill) return endedAt(spans, at);
  // Only an appointment lets a clock that runs wait, and one that waits run at once.
  const goesOn = kind !== "appointment" || (!waits && last.from <= at);
  return goesOn ? spans : [...endedAt(spans, at), { from: waits ? until : at }];
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
