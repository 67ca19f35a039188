import { draftOf, type Draft } from "../shared/json.js";
import type { CaseEvent, CaseMove, CaseOpening, EndedClock, FiredStep, ServiceCase } from "./model.js";

/**
 * The case after an event. This is the only place where a case changes, so folding the events of a case gives the case.
 */
export function applyCaseEvent(serviceCase: ServiceCase | undefined, event: CaseEvent): ServiceCase {
  return applyCaseEvents(serviceCase, [event]);
}

/** The case after these events, in their order. It is copied once. */
export function applyCaseEvents(serviceCase: ServiceCase | undefined, events: readonly CaseEvent[]): ServiceCase {
  const draft = draftOf(serviceCase ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

/** The most ended clocks and fired steps that a case remembers; its events have them all. */
const kept = 200;

const nothing: ServiceCase = {
  format: 1,
  id: "",
  owner: "",
  at: "",
  of: { id: "", version: 0 },
  type: "complaint",
  policy: {
    id: "",
    version: 0,
    workflow: { initial: "", statuses: {} },
    targets: [],
    escalate: [],
    causeRequired: false,
  },
  priority: "",
  openedAt: "",
  status: "",
  intervals: [],
  cycle: 1,
  cycleFrom: "",
  waits: 0,
  responses: 0,
  followUps: 0,
  ended: [],
  fired: [],
  texts: 0,
  settled: 0,
};

function evolve(draft: Draft<ServiceCase>, event: CaseEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  if ("text" in event) draft.texts += 1;
  if ("ended" in event) draft.ended = [...draft.ended, ...event.ended.map(draftOf<EndedClock>)].slice(-kept);
  switch (event.type) {
    case "case.opened":
      return open(draft, event);
    case "case.moved":
    case "case.resolved":
    case "case.closed":
    case "case.reopened":
      return move(draft, event);
    case "case.responded":
      return respond(draft, event.occurredAt);
    case "case.message_received":
      return wait(draft, event.occurredAt);
    case "case.followed_up":
      draft.followUps += 1;
      if (event.outcome !== "not_reached") delete draft.followUpFrom;
      return;
    case "case.breached":
      draft.settled = event.settled;
      return fire(draft, { metric: event.metric, cycle: event.cycle, at: event.occurredAt });
    case "case.escalated":
      draft.settled = event.settled;
      draft.escalatedTo = event.to;
      return fire(draft, { metric: event.metric, cycle: event.cycle, step: event.step, at: event.occurredAt });
    default:
      event satisfies never;
  }
}

function open(draft: Draft<ServiceCase>, event: CaseOpening): void {
  const { caseId, caseType, customerId, policy, priority, occurredAt, about, assignedTo } = event;
  const { severity, channel, category, kind, sku } = event;
  draft.id = caseId;
  draft.owner = customerId ?? caseId;
  draft.type = caseType;
  draft.policy = draftOf(policy);
  draft.priority = priority;
  const optional = { customerId, severity, channel, category, kind, sku, about, assignedTo };
  Object.assign(draft, draftOf(optional));
  draft.openedAt = draft.cycleFrom = occurredAt;
  enter(draft, policy.workflow.initial, occurredAt);
}

function enter(draft: Draft<ServiceCase>, status: string, from: string): void {
  draft.status = status;
  draft.intervals.push({ status, clock: draft.policy.workflow.statuses[status]?.clock ?? "stopped", from });
}

function move(draft: Draft<ServiceCase>, event: CaseMove): void {
  const { type, to, occurredAt, resolution, rootCause } = event;
  enter(draft, to, occurredAt);
  if (type === "case.reopened") reopen(draft, occurredAt);
  if (resolution !== undefined) draft.resolution = draftOf(resolution);
  if (rootCause !== undefined) draft.rootCause = rootCause;
  if (event.followUp === true) draft.followUpFrom = occurredAt;
  if ((type !== "case.resolved" && type !== "case.closed") || draft.endedAt !== undefined) return;
  draft.endedAt = occurredAt;
  draft.answeredAt ??= occurredAt;
  delete draft.waitingSince;
}

/** What was done did not hold, so a new resolution is needed; what caused it is known as before. */
function reopen(draft: Draft<ServiceCase>, from: string): void {
  draft.cycle += 1;
  draft.cycleFrom = from;
  delete draft.endedAt;
  delete draft.followUpFrom;
  delete draft.resolution;
}

function respond(draft: Draft<ServiceCase>, at: string): void {
  draft.responses += 1;
  draft.answeredAt ??= at;
  if (at > (draft.respondedAt ?? "")) draft.respondedAt = at;
  if (at >= (draft.waitingSince ?? at)) delete draft.waitingSince;
}

/** Before the first answer and after the end nobody waits for a further one, nor for one that was given already. */
function wait(draft: Draft<ServiceCase>, at: string): void {
  const { answeredAt, endedAt, waitingSince, respondedAt = "" } = draft;
  if (answeredAt === undefined || endedAt !== undefined || waitingSince !== undefined || at < respondedAt) return;
  draft.waitingSince = at;
  draft.waits += 1;
}

function fire(draft: Draft<ServiceCase>, step: FiredStep): void {
  draft.fired = [...draft.fired, draftOf(step)].slice(-kept);
}
