import { acknowledgeCase } from "../cases/acknowledge.js";
import { allowedMoves } from "../cases/allowed-moves.js";
import { endAppointment, setAppointment } from "../cases/appointments.js";
import { assignCase } from "../cases/assign.js";
import { checkOffItems } from "../cases/check-off.js";
import { classifyCase } from "../cases/classify.js";
import type { CaseEvent } from "../cases/event-model.js";
import { followUpCase } from "../cases/follow-up.js";
import { markCase } from "../cases/mark.js";
import type { CasesContext, ServiceCase } from "../cases/model.js";
import { moveCase } from "../cases/move.js";
import { receiveMessage } from "../cases/receive-message.js";
import { recordResolution } from "../cases/record-resolution.js";
import { reopenCase } from "../cases/reopen.js";
import { resolveCase } from "../cases/resolve.js";
import { respondToCase } from "../cases/respond.js";
import type { Decision, Rejection } from "../shared/decision.js";
import type { Chance } from "./seeded.js";

/** One thing that is made up to happen to a case: what, how long after the one before, and said to be how long ago. */
export interface CaseStep {
  readonly kind: CaseDeed;
  readonly id: string;
  /** Milliseconds since the step before. */
  readonly wait: number;
  readonly ago: number;
  readonly pick: number;
}

/** What can be made up to happen. */
export type CaseDeed =
  | ("move" | "respond" | "message" | "resolve" | "reopen" | "acknowledge" | "assign")
  | ("classify" | "check" | "detail" | "mark" | "appoint" | "appointed" | "follow_up");

const deeds: readonly CaseDeed[] = [
  ...(["move", "move", "move", "move", "respond", "respond", "message", "message", "resolve", "reopen"] as const),
  ...(["acknowledge", "assign", "classify", "check", "detail", "mark", "appoint", "appointed", "follow_up"] as const),
];

/** What became of a made-up command. */
export type CaseAnswer = Decision<ServiceCase, CaseEvent, Rejection>;

/** So many steps, from moments to weeks apart; some land on the very instant of the one before. */
export function caseSteps(chance: Chance, count: number): readonly CaseStep[] {
  const waits = [0, 1, 60_000, 3_600_000, 14_400_000, 86_400_000, 604_800_000];
  return Array.from({ length: count }, (_, i) => ({
    kind: chance.pick(deeds),
    id: `cmd_${i}`,
    wait: chance.below(chance.pick(waits) + 1),
    ago: chance.below(5) === 0 ? chance.below(7_200_000) : 0,
    pick: chance.below(1_000_000),
  }));
}

/** What a case answers to a made-up command. Some of them make no sense, and are refused. */
export function decideCase(serviceCase: ServiceCase, step: CaseStep, context: CasesContext): CaseAnswer {
  const { id, ago, pick } = step;
  const now = context.now.getTime();
  const command = { id, ...(ago > 0 && { occurredAt: new Date(now - ago).toISOString() }) };
  const resolution = { kind: pick % 2 === 0 ? "refund" : "repair", ...(pick % 3 > 0 && { accepted: true }) };
  switch (step.kind) {
    case "respond":
      return respondToCase(serviceCase, command, context);
    case "message":
      return receiveMessage(serviceCase, command, context);
    case "acknowledge":
      return acknowledgeCase(serviceCase, command, context);
    case "resolve":
      return resolveCase(serviceCase, { ...command, resolution, rootCause: "supplier" }, context);
    case "reopen":
      return reopenCase(serviceCase, command, context);
    case "assign":
      return assignCase(serviceCase, { ...command, ...roleFor(serviceCase, pick) }, context);
    case "classify":
      return classifyCase(serviceCase, { ...command, severity: pick % 2 === 0 ? "high" : "low" }, context);
    case "check":
      return checkOffItems(serviceCase, { ...command, items: checklistOf(serviceCase) }, context);
    case "detail":
      return recordResolution(
        serviceCase,
        { ...command, resolution, remedySought: "refund", rootCause: "carrier" },
        context,
      );
    case "mark":
      return markCase(serviceCase, { ...command, mark: markFor(serviceCase, pick) }, context);
    case "appoint": {
      const from = now + (pick % 200) * 1_800_000;
      return setAppointment(serviceCase, { id, from: at(from), to: at(from + 7_200_000) }, context);
    }
    case "appointed": {
      const outcome = (["kept", "missed", "cancelled"] as const)[pick % 3] ?? "kept";
      return endAppointment(serviceCase, { id, outcome }, context);
    }
    case "follow_up": {
      const outcome = (["satisfied", "unsatisfied", "not_reached"] as const)[pick % 3] ?? "satisfied";
      return followUpCase(serviceCase, { ...command, outcome }, context);
    }
    default: {
      const moves = allowedMoves(serviceCase, context);
      const to = moves[pick % Math.max(1, moves.length)]?.to ?? "nowhere";
      const known = pick % 5 === 0 ? {} : { resolution, rootCause: "supplier" };
      return moveCase(serviceCase, { ...command, to, ...known }, context);
    }
  }
}

function at(millis: number): string {
  return new Date(millis).toISOString();
}

function checklistOf({ policy, status }: ServiceCase): readonly string[] {
  return policy.workflow.statuses[status]?.checklist ?? ["anything"];
}

/** A role that some target waits for, or one of the shop's. */
function roleFor({ policy, assignedTo }: ServiceCase, pick: number): { readonly to?: string } {
  const awaited = policy.targets.flatMap(({ start = [], stop = [] }) =>
    [...start, ...stop].flatMap((moment) => (moment.kind === "assigned" && moment.to !== undefined ? [moment.to] : [])),
  );
  const roles = [...awaited, ...(assignedTo === undefined ? [] : [assignedTo]), "desk"];
  return { to: roles[pick % roles.length] ?? "desk" };
}

function markFor({ policy }: ServiceCase, pick: number): string {
  const marks = policy.targets.flatMap(({ start = [], stop = [], reset = [] }) =>
    [...start, ...stop, ...reset].flatMap((moment) => (moment.kind === "marked" ? [moment.mark] : [])),
  );
  return marks[pick % Math.max(1, marks.length)] ?? "nothing";
}
