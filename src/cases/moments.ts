import type { CaseEvent, CaseMove } from "./event-model.js";
import type { Moment, ServiceCase } from "./model.js";

/** What an event means for the clocks of a case as it was before; undefined when it means nothing. */
export function momentOf(serviceCase: ServiceCase, event: CaseEvent): Moment | undefined {
  const at = event.occurredAt;
  switch (event.type) {
    case "case.opened": {
      const { workflow } = event.policy;
      const entered = event.status ?? workflow.initial;
      const { clock = "stopped", acknowledges } = workflow.statuses[entered] ?? {};
      return { kind: "opened", at, entered, clock, ...(acknowledges === true && { acknowledges }) };
    }
    case "case.moved":
    case "case.resolved":
    case "case.closed":
    case "case.reopened":
      return moveMoment(serviceCase, event);
    case "case.acknowledged":
      return { kind: "acknowledged", at };
    case "case.responded":
      return { kind: "responded", at };
    case "case.message_received":
      return { kind: "message_received", at };
    case "case.absorbed":
      return event.waitingSince === undefined ? undefined : { kind: "message_received", at, isUnanswered: true };
    case "case.followed_up": {
      const followUp = event.followUp === true ? ({ followUp: true } as const) : {};
      const isDone = event.outcome !== "not_reached" || event.givenUp === true;
      return isDone ? { kind: "followed_up", at, ...followUp } : undefined;
    }
    case "case.assigned":
      return { kind: "assigned", at, ...(event.to !== undefined && { to: event.to }) };
    case "case.marked":
      return { kind: "marked", at, mark: event.mark };
    case "case.appointment_set":
    case "case.appointment_confirmed":
    case "case.appointment_moved":
    case "case.appointment_kept":
    case "case.appointment_missed":
    case "case.appointment_cancelled": {
      const { state, from } = event.appointment;
      const isWaitedFor = state === "set" || state === "confirmed";
      return { kind: "appointment", at, appointment: state, ...(isWaitedFor && { until: from }) };
    }
    case "case.merged":
      return { kind: "merged", at };
    case "case.classified":
    case "case.migrated":
      return event.status === undefined ? undefined : renamed(serviceCase, event.status, event.policy, at);
    case "case.checked":
    case "case.detailed":
    case "case.split":
    case "case.breached":
    case "case.escalated":
      return undefined;
    default:
      return event satisfies never;
  }
}

/** Whether a move ends the work, takes it on again, or neither. */
export function workOf(
  { endedAt }: Pick<ServiceCase, "endedAt">,
  type: CaseMove["type"],
): "ended" | "reopened" | undefined {
  if (type === "case.reopened") return "reopened";
  const isEnd = type === "case.resolved" || type === "case.closed";
  return isEnd && endedAt === undefined ? "ended" : undefined;
}

function moveMoment(serviceCase: ServiceCase, event: CaseMove): Moment {
  const { to, clock, occurredAt: at, type, followUp } = event;
  const work = workOf(serviceCase, type);
  const acknowledges = serviceCase.policy.workflow.statuses[to]?.acknowledges;
  return {
    kind: "moved",
    at,
    left: serviceCase.status,
    entered: to,
    clock,
    ...(work !== undefined && { work }),
    ...(acknowledges === true && { acknowledges }),
    ...(followUp === true && { followUp }),
  };
}

function renamed({ status }: ServiceCase, entered: string, { workflow }: ServiceCase["policy"], at: string): Moment {
  return { kind: "moved", at, left: status, entered, clock: workflow.statuses[entered]?.clock ?? "stopped" };
}
