import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, type Envelope } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import type { CaseCommand, CaseEvent, CaseMove, CaseResolution, CasesContext, ServiceCase } from "./model.js";
import { finish, type Turn } from "./turn.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import type { Requirement, StatusClock } from "./sections.js";
import { verdictsAt } from "./verdicts.js";

/** What commands that bring a case into another status may bring with them. */
export interface MovingCommand extends CaseCommand {
  readonly resolution?: CaseResolution;
  /** A code of the shop's own. */
  readonly rootCause?: string;
}

/** Why a case does not come into another status, in the order in which it is checked. */
export type MoveRejection =
  | {
      readonly code: "move_not_allowed";
      readonly message: string;
      readonly from: string;
      readonly to: string;
      readonly allowed: readonly string[];
    }
  | { readonly code: "requirement_missing"; readonly message: string; readonly missing: readonly Requirement[] }
  | { readonly code: "too_many_moves"; readonly message: string; readonly moves: number; readonly allowed: number }
  | TooManyTexts;

/** The most statuses that a case goes through. */
const mostIntervals = 500;

/** Brings a case into another status, if its workflow allows that and everything needed is known. */
export function moved(
  turn: Turn,
  command: MovingCommand,
  to: string,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, MoveRejection> {
  const refused = moveRefused(turn.serviceCase, command, to);
  return refused === undefined ? finish(turn, moveEvent(turn, command, to, context), context) : refuse(refused);
}

/** What has to be known before a case comes into a status, and is not known yet. */
export function missingFor(
  serviceCase: ServiceCase,
  to: string,
  command: MovingCommand = { id: "" },
): readonly Requirement[] {
  const { policy, status, resolution = command.resolution, rootCause = command.rootCause } = serviceCase;
  const { statuses } = policy.workflow;
  const isFinal = statuses[to]?.to.length === 0;
  const needed = new Set<Requirement>(statuses[status]?.requires);
  if (policy.causeRequired && isFinal && resolution !== undefined) needed.add("rootCause");
  const known = { resolution, rootCause };
  return [...needed].filter((requirement) => known[requirement] === undefined);
}

function moveRefused(serviceCase: ServiceCase, command: MovingCommand, to: string): MoveRejection | undefined {
  const { status: from, policy, intervals } = serviceCase;
  const allowed = policy.workflow.statuses[from]?.to ?? [];
  if (!allowed.includes(to)) {
    const message = `The case is in "${from}" and cannot go to "${to}"; it can go to: ${allowed.join(", ") || "nowhere"}.`;
    return { code: "move_not_allowed", message, from, to, allowed };
  }
  const missing = missingFor(serviceCase, to, command);
  if (missing.length > 0) {
    const message = `Before the case goes from "${from}" to "${to}" it needs: ${missing.join(", ")}.`;
    return { code: "requirement_missing", message, missing };
  }
  if (intervals.length >= mostIntervals) {
    const message = `The case has been in ${intervals.length} statuses; the most is ${mostIntervals}.`;
    return { code: "too_many_moves", message, moves: intervals.length, allowed: mostIntervals };
  }
  return tooManyTexts(serviceCase, command);
}

function moveEvent(turn: Turn, command: MovingCommand, to: string, context: CasesContext): CaseMove {
  const { serviceCase } = turn;
  const { resolution, rootCause, text } = command;
  const clock = serviceCase.policy.workflow.statuses[to]?.clock ?? "stopped";
  const envelope = moveEnvelope(turn, command, clock, context);
  const type = typeOfMove(serviceCase, to);
  const ends = endsWork(serviceCase, type);
  const metrics = ["first_response", "next_response", "resolution"] as const;
  const resolved = resolution ?? serviceCase.resolution;
  return {
    type,
    ...envelope,
    to,
    clock,
    ...(resolution !== undefined && { resolution }),
    ...(rootCause !== undefined && { rootCause }),
    ended: ends ? verdictsAt(serviceCase, envelope.occurredAt, metrics, context) : [],
    ...(ends && (type === "case.resolved" || resolved !== undefined) && { followUp: true }),
    ...(text !== undefined && { text: true }),
  };
}

/**
 * A move may be back-dated, to the move before it at the earliest. A pause counts when it is recorded: it takes time
 * from what the customer was promised.
 */
function moveEnvelope(
  { serviceCase, recordedAt }: Turn,
  command: MovingCommand,
  clock: StatusClock,
  { cases }: CasesContext,
): Envelope & { readonly happenedAt?: Instant } {
  const envelope = envelopeOf(command, recordedAt, cases.of, clock === "paused" ? "when_recorded" : "when_it_happened");
  const earliest = serviceCase.intervals.at(-1)?.from ?? "";
  const occurredAt = envelope.occurredAt < earliest ? earliest : envelope.occurredAt;
  const said = command.occurredAt === undefined ? occurredAt : readInstant(command.occurredAt, "occurredAt");
  return { ...envelope, occurredAt, ...(said < occurredAt && { happenedAt: said }) };
}

function typeOfMove({ policy, endedAt, intervals }: ServiceCase, to: string): CaseMove["type"] {
  const status = policy.workflow.statuses[to];
  if (status?.clock !== "stopped") return endedAt === undefined ? "case.moved" : "case.reopened";
  if (status.to.length === 0) return "case.closed";
  const hasRun = intervals.some(({ clock }) => clock !== "stopped");
  return hasRun && endedAt === undefined ? "case.resolved" : "case.moved";
}

function endsWork({ endedAt }: ServiceCase, type: CaseMove["type"]): boolean {
  return endedAt === undefined && (type === "case.resolved" || type === "case.closed");
}
