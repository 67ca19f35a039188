import { canonicalJson, draftOf, type Draft } from "../shared/json.js";
import { measuredClocks } from "./clock-history.js";
import { clocksAfter } from "./clock-machine.js";
import type {
  CaseAppointmentEvent,
  CaseClassification,
  CaseEvent,
  CaseFollowUp,
  CaseMerge,
  CaseMove,
  CaseOpening,
} from "./event-model.js";
import type { EndedClock, FiredStep, MeasuredClock, Moment, ServiceCase } from "./model.js";
import { momentOf } from "./moments.js";
import type { PinnedPolicy } from "./sections.js";
import { targetOf } from "./target-of.js";
import { isOfPolicy } from "./told-step.js";
import { respond, wait } from "./waiting.js";
import { clocksFromMoments, happeningOf, isSameClock, mostMoments, situationOf } from "./replay-clocks.js";

/**
 * The case after an event. This is the only place where a case changes, so folding the events of a case gives the case.
 */
export function applyCaseEvent(serviceCase: ServiceCase | undefined, event: CaseEvent): ServiceCase {
  return applyCaseEvents(serviceCase, [event]);
}

/** The case after these events, in their order. It is copied once, but for its policy, which is only ever replaced. */
export function applyCaseEvents(serviceCase: ServiceCase | undefined, events: readonly CaseEvent[]): ServiceCase {
  const { policy, ...rest } = serviceCase ?? nothing;
  const draft: Draft<ServiceCase> = { ...draftOf(rest), policy: policy as Draft<PinnedPolicy> };
  for (const event of events) evolve(draft, event);
  return draft;
}

/** The most ended clocks and fired steps that a case remembers; its events have them all. */
const kept = 200;

const nothing: ServiceCase = {
  format: 2,
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
  repinned: 0,
  priority: "",
  about: {},
  openedAt: "",
  status: "",
  intervals: [],
  cycle: 1,
  cycleFrom: "",
  waits: 0,
  responses: 0,
  checked: [],
  appointments: 0,
  attempts: 0,
  followUps: 0,
  clocks: [],
  moments: [],
  ended: [],
  fired: [],
  links: {},
  texts: 0,
  settled: 0,
};

function evolve(draft: Draft<ServiceCase>, event: CaseEvent): void {
  const moment = momentOf(draft, event);
  const before = situationOf(draft);
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  if ("text" in event) draft.texts += 1;
  if ("ended" in event) draft.ended = [...draft.ended, ...event.ended.map(draftOf<EndedClock>)].slice(-kept);
  if (event.nextDueOn === undefined) delete draft.nextDueOn;
  else draft.nextDueOn = event.nextDueOn;
  change(draft, event);
  if (moment === undefined) return;
  draft.clocks = draftOf([...clocksAfter(draft.clocks, draft, happeningOf(before, moment, draft.moments))]);
  remember(draft, moment);
}

function change(draft: Draft<ServiceCase>, event: CaseEvent): void {
  switch (event.type) {
    case "case.opened":
      return open(draft, event);
    case "case.moved":
    case "case.resolved":
    case "case.closed":
    case "case.reopened":
      return move(draft, event);
    case "case.acknowledged":
      draft.acknowledgedAt ??= event.occurredAt;
      return;
    case "case.responded":
      return respond(draft, event.occurredAt);
    case "case.message_received":
      return wait(draft, event.occurredAt);
    case "case.followed_up":
      return followUp(draft, event);
    case "case.assigned":
      return assign(draft, event);
    case "case.classified":
    case "case.migrated":
      return classify(draft, event);
    case "case.checked":
      draft.checked = [...new Set([...draft.checked, ...event.items])];
      return;
    case "case.detailed": {
      const { remedySought, resolution, rootCause } = event;
      Object.assign(draft, draftOf({ remedySought, resolution, rootCause }));
      return;
    }
    case "case.marked":
      return;
    case "case.appointment_set":
    case "case.appointment_confirmed":
    case "case.appointment_moved":
    case "case.appointment_kept":
    case "case.appointment_missed":
    case "case.appointment_cancelled":
      return agree(draft, event);
    case "case.merged":
      return merge(draft, event);
    case "case.absorbed":
      draft.links.merged = [...(draft.links.merged ?? []), event.from];
      if (event.waitingSince !== undefined) wait(draft, event.occurredAt, true);
      return;
    case "case.split":
      draft.links.split = [...(draft.links.split ?? []), ...event.into];
      return;
    case "case.breached":
    case "case.escalated":
      return tell(draft, event);
    default:
      event satisfies never;
  }
}

function open(draft: Draft<ServiceCase>, event: CaseOpening): void {
  const { caseId, caseType, customerId, policy, priority, occurredAt, about: orderId, assignedTo, status } = event;
  const { severity, channel, category, kind, sku, aboutWhat, remedySought, splitFrom } = event;
  draft.id = caseId;
  draft.owner = customerId ?? caseId;
  draft.type = caseType;
  draft.policy = draftOf(policy);
  if (event.isPolicyNamed === true) draft.isPolicyNamed = true;
  draft.priority = priority;
  draft.about = draftOf({ ...(orderId !== undefined && { orderId }), ...(sku !== undefined && { sku }), ...aboutWhat });
  const optional = { customerId, severity, channel, category, kind, assignedTo, remedySought };
  Object.assign(draft, draftOf(optional));
  if (splitFrom !== undefined) draft.links.splitFrom = splitFrom;
  draft.openedAt = draft.cycleFrom = occurredAt;
  enter(draft, status ?? policy.workflow.initial, occurredAt);
}

function enter(draft: Draft<ServiceCase>, status: string, from: string): void {
  const { clock = "stopped", acknowledges } = draft.policy.workflow.statuses[status] ?? {};
  draft.status = status;
  draft.checked = [];
  draft.intervals.push({ status, clock, from });
  if (acknowledges === true) draft.acknowledgedAt ??= from;
}

function move(draft: Draft<ServiceCase>, event: CaseMove): void {
  const { type, to, occurredAt, resolution, rootCause } = event;
  enter(draft, to, occurredAt);
  if (type === "case.reopened") reopen(draft, occurredAt);
  if (resolution !== undefined) draft.resolution = draftOf(resolution);
  if (rootCause !== undefined) draft.rootCause = rootCause;
  if (event.followUp === true) oweFollowUp(draft, occurredAt);
  if ((type !== "case.resolved" && type !== "case.closed") || draft.endedAt !== undefined) return;
  draft.endedAt = occurredAt;
  draft.acknowledgedAt ??= occurredAt;
  draft.answeredAt ??= occurredAt;
  delete draft.waitingSince;
}

/** What was done did not hold, so a new resolution is needed; what caused it is known as before. */
function reopen(draft: Draft<ServiceCase>, from: string): void {
  draft.cycle += 1;
  draft.cycleFrom = from;
  delete draft.endedAt;
  delete draft.followUpFrom;
  delete draft.followUpAgainAt;
  delete draft.resolution;
}

function oweFollowUp(draft: Draft<ServiceCase>, from: string): void {
  draft.followUpFrom = from;
  draft.attempts = 0;
  delete draft.followUpAgainAt;
}

function followUp(draft: Draft<ServiceCase>, event: CaseFollowUp): void {
  draft.followUps += 1;
  draft.attempts += 1;
  delete draft.followUpAgainAt;
  if (event.againAt !== undefined) draft.followUpAgainAt = event.againAt;
  if (event.outcome !== "not_reached" || event.givenUp === true) delete draft.followUpFrom;
  if (event.followUp === true) oweFollowUp(draft, event.occurredAt);
}

function assign(draft: Draft<ServiceCase>, { agentId, to }: { readonly agentId?: string; readonly to?: string }): void {
  if (agentId === undefined) delete draft.agentId;
  else draft.agentId = agentId;
  if (to !== undefined) draft.assignedTo = to;
}

function classify(draft: Draft<ServiceCase>, event: CaseClassification): void {
  const { policy, priority, severity, category, kind, aboutWhat, status } = event;
  keepMeasured(draft, { policy, priority });
  if (policy.id !== draft.policy.id || policy.version !== draft.policy.version) draft.repinned += 1;
  draft.policy = draftOf(policy);
  if (event.isPolicyNamed === true) draft.isPolicyNamed = true;
  else delete draft.isPolicyNamed;
  if (event.isPrioritySet === true) draft.isPrioritySet = true;
  else delete draft.isPrioritySet;
  draft.priority = priority;
  Object.assign(draft, draftOf({ severity, category, kind }));
  draft.about = draftOf({ ...draft.about, ...aboutWhat });
  draft.clocks = draftOf([...clocksFromMoments(draft)]);
  if (status !== undefined) enter(draft, status, event.occurredAt);
}

/** A clock that has ended stays as it was measured, where the targets of now would measure it otherwise. */
function keepMeasured(draft: Draft<ServiceCase>, next: Pick<ServiceCase, "policy" | "priority">): void {
  const isOther = ({ metric, name, target }: MeasuredClock): boolean =>
    draft.policy.reopen !== next.policy.reopen ||
    canonicalJson(target) !== canonicalJson(targetOf(next, { metric, ...(name !== undefined && { name }) }) ?? null);
  const others = measuredClocks(draft).filter(isOther);
  if (others.length > 0) draft.measured = draftOf([...(draft.measured ?? []), ...others].slice(-kept));
}

function agree(draft: Draft<ServiceCase>, { type, appointment }: CaseAppointmentEvent): void {
  if (type === "case.appointment_set") draft.appointments += 1;
  draft.appointment = draftOf(appointment);
}

/** The customer waits in the other case from now on, and nothing is owed in this one. */
function merge(draft: Draft<ServiceCase>, { into, occurredAt }: CaseMerge): void {
  draft.links.mergedInto = into;
  draft.endedAt ??= occurredAt;
  delete draft.waitingSince;
  delete draft.followUpFrom;
  delete draft.followUpAgainAt;
}

function tell(draft: Draft<ServiceCase>, event: Extract<CaseEvent, { readonly settled: number }>): void {
  const { metric, name, cycle, occurredAt: at } = event;
  const { id, version } = draft.policy;
  const step: FiredStep = { metric, ...(name !== undefined && { name }), cycle, at };
  draft.settled = event.settled;
  if (event.type === "case.escalated") {
    draft.escalatedTo = event.to;
    if (event.level !== undefined) draft.escalatedLevel = event.level;
  }
  const fired = event.type === "case.escalated" ? { ...step, step: event.step, policy: { id, version } } : step;
  draft.fired.push(draftOf(fired));
  if (draft.fired.length > kept) draft.fired.splice(forgettable(draft), 1);
}

/**
 * The oldest step that can be forgotten: what a cycle that is on has told is never told again, not even when the case
 * comes back under a policy that it had before.
 */
function forgettable({ fired, clocks, policy }: ServiceCase): number {
  const isOn = (told: FiredStep): boolean =>
    clocks.some((clock) => isSameClock(clock, told) && clock.cycle === told.cycle && clock.from !== undefined);
  const isNeeded = (told: FiredStep): boolean => told.step === undefined || isOfPolicy(told, policy);
  const past = fired.findIndex((told) => !isOn(told));
  return Math.max(0, past >= 0 ? past : fired.findIndex((told) => !isNeeded(told)));
}

function remember(draft: Draft<ServiceCase>, moment: Moment): void {
  draft.moments.push(draftOf(moment));
  if (draft.moments.length > mostMoments + 1) draft.moments.splice(1, 1);
}
