import { millisOf } from "../shared/instants.js";
import { selectorsOf } from "./selectors.js";
import type { CaseHistory, CaseLabels, CaseReportContext } from "./report-model.js";
import { cutByPeriod } from "./report-spent.js";
import { labelsWhen, storyOf, type CaseStory } from "./report-story.js";
import type { PinnedPolicy, StatusClock } from "./sections.js";

/** A stretch of the life of a case: one status, one responsible, one period. In milliseconds, `to` not included. */
export interface Stretch {
  readonly caseId: string;
  readonly status: string;
  readonly clock: StatusClock;
  readonly from: number;
  readonly to: number;
  /** Whether the status was entered at its beginning. */
  readonly isEntry: boolean;
  /** Whether the window of an appointment was waited for, where that pauses the resolution. */
  readonly isForAppointment: boolean;
  readonly labels: CaseLabels;
}

/** The life of a case in stretches, as far as a report covers it: one after the other, without a gap. */
export function stretchesOf(history: CaseHistory, context: CaseReportContext): readonly Stretch[] {
  const story = storyOf(history);
  const { caseId, labels, statuses, recordedAt } = story;
  const end = story.mergedAt ?? Math.max(context.now.getTime(), recordedAt);
  const hands = handsOf(story);
  const waits = waitsOf(story, end);
  const edges = [...hands.map(({ from }) => from), ...waits.flatMap(({ from, to }) => [from, to])];
  return statuses.flatMap(({ status, clock, from, isFinal }, i) => {
    const isEntered = statuses[i - 1]?.status !== status;
    const to = Math.max(from, isFinal ? from : Math.min(end, statuses[i + 1]?.from ?? end));
    const pieces = cutAt({ from, to }, edges).flatMap((piece) => cutByPeriod(piece, context));
    return pieces.map((piece): Stretch => {
      const held = hands.findLast((hand) => hand.from <= piece.from)?.held ?? {};
      const isForAppointment = waits.some((wait) => wait.from <= piece.from && piece.from < wait.to);
      const isEntry = isEntered && piece.from === from;
      return { caseId, status, clock, ...piece, isEntry, isForAppointment, labels: labelsWhen(labels, held) };
    });
  });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Since when who was responsible, in the order of time. */
function handsOf({ steps, held: last }: CaseStory): readonly { readonly from: number; readonly held: CaseLabels }[] {
  const hands = steps.map(({ event }, i) => {
    return { from: millisOf(event.occurredAt), held: steps[i + 1]?.held ?? last };
  });
  const [opening] = hands;
  const changes = hands.filter(({ held }, i) => i > 0 && held !== steps[i]?.held);
  return opening === undefined ? [] : [opening, ...changes.sort((left, right) => left.from - right.from)];
}

/** When the window of an appointment was waited for, and the resolution stood still for it. */
function waitsOf({ steps }: CaseStory, end: number): readonly Span[] {
  const waits: Span[] = [];
  let policy: PinnedPolicy | undefined;
  let wait: Span | undefined;
  for (const { event } of steps) {
    if (event.type === "case.opened" || event.type === "case.classified" || event.type === "case.migrated")
      policy = event.policy;
    if (!("appointment" in event)) continue;
    const at = millisOf(event.occurredAt);
    if (wait !== undefined) waits.push({ from: wait.from, to: Math.min(wait.to, at) });
    const { state, from } = event.appointment;
    const isWaitedFor = (state === "set" || state === "confirmed") && policy !== undefined && pausesFor(policy);
    wait = isWaitedFor ? { from: at, to: millisOf(from) } : undefined;
  }
  if (wait !== undefined) waits.push({ from: wait.from, to: Math.min(wait.to, end) });
  return waits.filter(({ from, to }) => from < to);
}

function pausesFor(policy: PinnedPolicy): boolean {
  const target = policy.targets.find(({ metric }) => metric === "resolution");
  return target !== undefined && selectorsOf(target, policy).pause.some(({ kind }) => kind === "appointment");
}

function cutAt({ from, to }: Span, edges: readonly number[]): readonly Span[] {
  const inner = [...new Set(edges.filter((edge) => edge > from && edge < to))].sort((left, right) => left - right);
  const places = [from, ...inner, to];
  return places.slice(0, -1).map((place, i) => ({ from: place, to: places[i + 1] ?? to }));
}
