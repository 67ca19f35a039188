import { ClienteleError } from "../shared/errors.js";
import { millisOf } from "../shared/instants.js";
import type { CaseEvent, CaseMove, CaseOpening } from "./event-model.js";
import type { CaseAbout } from "./model.js";
import type { CaseHistory, CaseLabels } from "./report-model.js";
import type { PinnedPolicy, StatusClock } from "./sections.js";

/** A case as reports see it, told from its events alone. Instants are in milliseconds. */
export interface CaseStory {
  readonly caseId: string;
  readonly openedAt: number;
  /** What the case is, as it is known last. */
  readonly labels: CaseLabels;
  /** Who is responsible now. */
  readonly held: CaseLabels;
  /** Its events, each with who was responsible just before it. */
  readonly steps: readonly StoryStep[];
  /** Every status it has been in, each until the next begins. */
  readonly statuses: readonly StoryStatus[];
  /** When work on it ended, and when it was taken on again after that. */
  readonly ends: readonly StoryEnd[];
  readonly mergedAt?: number;
  /** When its last event was recorded: what a report says of a case is never older than that. */
  readonly recordedAt: number;
}

/** An event, and who was responsible when it happened. */
export interface StoryStep {
  readonly event: CaseEvent;
  readonly held: CaseLabels;
}

/** From when on a case was in a status. */
export interface StoryStatus {
  readonly status: string;
  readonly clock: StatusClock;
  readonly from: number;
  /** No way leads out of it. */
  readonly isFinal: boolean;
}

/** The end of work on a case, and when it was reopened after it. */
export interface StoryEnd {
  readonly at: number;
  readonly held: CaseLabels;
  readonly reopenedAt?: number;
}

/** The labels of a case with those of whoever was responsible put in the place of the last ones. */
export function labelsWhen(labels: CaseLabels, held: CaseLabels): CaseLabels {
  const { assignedTo: _, agentId: __, escalatedLevel: ___, ...rest } = labels;
  return { ...rest, ...held };
}

/** The story that the events of a case tell. Throws `command_invalid` unless they begin with its opening. */
export function storyOf(history: CaseHistory): CaseStory {
  const [opening, ...later] = history;
  if (opening?.type !== "case.opened" || later.some(({ type }) => type === "case.opened")) throw notOneCase(history);
  const telling = begun(opening);
  for (const event of later) tell(telling, event);
  return {
    caseId: opening.caseId,
    openedAt: millisOf(opening.occurredAt),
    labels: { ...telling.labels, ...telling.held },
    held: telling.held,
    steps: telling.steps,
    statuses: telling.statuses,
    ends: telling.ends,
    ...(telling.mergedAt !== undefined && { mergedAt: telling.mergedAt }),
    recordedAt: Math.max(...history.map(({ recordedAt }) => millisOf(recordedAt))),
  };
}

interface Telling {
  policy: PinnedPolicy;
  labels: CaseLabels;
  held: CaseLabels;
  isOver: boolean;
  mergedAt?: number;
  readonly steps: StoryStep[];
  readonly statuses: StoryStatus[];
  readonly ends: StoryEnd[];
}

function begun(opening: CaseOpening): Telling {
  const { caseType: type, policy, priority, severity, channel, category, kind, assignedTo } = opening;
  const { remedySought, sku, aboutWhat, about: orderId, occurredAt, status = policy.workflow.initial } = opening;
  const held = present({ policy: policy.id, priority, assignedTo });
  const about = aboutLabels({ ...present({ orderId, sku }), ...aboutWhat });
  return {
    policy,
    labels: { ...present({ type, severity, channel, category, kind, remedySought }), ...about },
    held,
    isOver: false,
    steps: [{ event: opening, held }],
    statuses: [statusFrom(policy, status, millisOf(occurredAt))],
    ends: [],
  };
}

function tell(telling: Telling, event: CaseEvent): void {
  const { held } = telling;
  telling.steps.push({ event, held });
  switch (event.type) {
    case "case.moved":
    case "case.resolved":
    case "case.closed":
    case "case.reopened":
      return move(telling, event);
    case "case.assigned": {
      const { agentId: _, ...others } = held;
      telling.held = { ...others, ...present({ agentId: event.agentId, assignedTo: event.to }) };
      return;
    }
    case "case.escalated":
      if (event.level !== undefined) telling.held = { ...held, escalatedLevel: event.level };
      return;
    case "case.classified":
    case "case.migrated": {
      const { policy, priority, severity, category, kind, aboutWhat, status, occurredAt } = event;
      telling.policy = policy;
      telling.held = { ...held, policy: policy.id, priority };
      const own = present({ severity, category, kind });
      telling.labels = { ...telling.labels, ...own, ...aboutLabels(aboutWhat) };
      if (status !== undefined) telling.statuses.push(statusFrom(policy, status, millisOf(occurredAt)));
      return;
    }
    case "case.detailed": {
      const { remedySought, resolution, rootCause } = event;
      const known = present({ remedySought, resolution: resolution?.kind, rootCause });
      telling.labels = { ...telling.labels, ...known };
      return;
    }
    case "case.merged":
      telling.mergedAt = millisOf(event.occurredAt);
      telling.isOver = true;
      return;
    default:
  }
}

function move(telling: Telling, event: CaseMove): void {
  const { type, to, occurredAt, resolution, rootCause } = event;
  const { policy, held, ends } = telling;
  const at = millisOf(occurredAt);
  telling.statuses.push(statusFrom(policy, to, at));
  if (type === "case.reopened") reopen(telling, at);
  telling.labels = { ...telling.labels, ...present({ resolution: resolution?.kind, rootCause }) };
  if (telling.isOver || (type !== "case.resolved" && type !== "case.closed")) return;
  telling.isOver = true;
  ends.push({ at, held });
}

/** What was done did not hold: the resolution is no longer one. */
function reopen(telling: Telling, at: number): void {
  const last = telling.ends.pop();
  if (last !== undefined) telling.ends.push(last.reopenedAt === undefined ? { ...last, reopenedAt: at } : last);
  const { resolution: _, ...rest } = telling.labels;
  telling.labels = rest;
  telling.isOver = false;
}

function statusFrom({ workflow }: PinnedPolicy, status: string, from: number): StoryStatus {
  const { clock = "stopped", to = [] } = workflow.statuses[status] ?? {};
  return { status, clock, from, isFinal: to.length === 0 };
}

function aboutLabels(about: CaseAbout = {}): CaseLabels {
  const { orderId, lineId, sku, shopId, agentId, businessLine } = about;
  return present({
    "about.orderId": orderId,
    "about.lineId": lineId,
    "about.sku": sku,
    "about.shopId": shopId,
    "about.agentId": agentId,
    "about.businessLine": businessLine,
  });
}

function present(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function notOneCase(history: CaseHistory): ClienteleError {
  const types = history.slice(0, 3).map(({ type }) => type);
  const received = types.length === 0 ? "no event" : types.join(", ");
  return new ClienteleError(
    "command_invalid",
    `A history of ${received}${history.length > 3 ? ", …" : ""} is not that of one case; pass all its events from "case.opened" on, each case by itself.`,
  );
}
