import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, type Envelope } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import { automaticMove } from "./automatic-moves.js";
import type { CaseEvent, CaseMove } from "./event-model.js";
import type { CaseCommand, CaseResolution, CasesContext, ServiceCase } from "./model.js";
import { isTakenOn, reopenWindowClosed } from "./reopen-window.js";
import { outOfOrder, type OutOfOrder } from "./require-time.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { finish, followed, type Turn } from "./turn.js";
import type { Requirement, StatusClock } from "./sections.js";
import { withVerdicts } from "./verdicts.js";
import { isGuardOpen, missingFor } from "./ways-out.js";

/** What commands that bring a case into another status may bring with them. */
export interface MovingCommand extends CaseCommand {
  readonly resolution?: CaseResolution;
  /** A code of the shop's own. */
  readonly rootCause?: string;
}

/** The workflow has no such way. */
export interface MoveNotAllowed {
  readonly code: "move_not_allowed";
  readonly message: string;
  readonly from: string;
  readonly to: string;
  readonly allowed: readonly string[];
}

/** Why a case does not come into another status, in the order in which it is checked. */
export type MoveRejection =
  | MoveNotAllowed
  | OutOfOrder
  | {
      readonly code: "guard_closed";
      readonly message: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly code: "requirement_missing"; readonly message: string; readonly missing: readonly Requirement[] }
  | { readonly code: "too_many_moves"; readonly message: string; readonly moves: number; readonly allowed: number }
  | TooManyTexts;

/** The most statuses that a case goes through. */
export const mostIntervals = 500;

/** Brings a case into another status, if its workflow allows that and everything needed is known. */
export function moved(
  turn: Turn,
  command: MovingCommand,
  to: string,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, MoveRejection> {
  const refused = moveRefused(turn.serviceCase, command, to, context);
  return refused === undefined ? finish(movedTurn(turn, command, to, context), context) : refuse(refused);
}

/** The turn after a move that nothing speaks against. */
export function movedTurn(turn: Turn, command: MovingCommand, to: string, context: CasesContext, n = 1): Turn {
  return followed(turn, withVerdicts(turn.serviceCase, moveEvent(turn, command, to, context, n), context), context);
}

/** The turn after the move that follows by itself from what happened, where the workflow has one. */
export function movedByItself(
  turn: Turn,
  trigger: Parameters<typeof automaticMove>[1],
  command: CaseCommand,
  context: CasesContext,
): Turn {
  const to = automaticMove(turn.serviceCase, trigger, context);
  const { id, by, about, occurredAt } = command;
  if (to === undefined || moveRefused(turn.serviceCase, { id }, to, context) !== undefined) return turn;
  if (isTakenOn(turn.serviceCase, to) && reopenWindowClosed(turn.serviceCase, context) !== undefined) return turn;
  const own = { id, ...(by !== undefined && { by }), ...(about !== undefined && { about }) };
  const told = occurredAt === undefined ? own : { ...own, occurredAt };
  return movedTurn(turn, told, to, context, 2);
}

/** The rejection for a status that a case does not come into from where it is, with those among its ways that fit. */
export function noWay(
  { status: from, policy, links }: ServiceCase,
  to: string,
  fits: (status: string) => boolean,
): MoveNotAllowed {
  const ways = links.mergedInto === undefined ? (policy.workflow.statuses[from]?.to ?? []) : [];
  const allowed = ways.filter(fits);
  const where = to === "" ? "there is no one status for it to go to" : `cannot go to "${to}"`;
  const message = `The case is in "${from}" and ${where}; it can go to: ${allowed.join(", ") || "nowhere"}.`;
  return { code: "move_not_allowed", message, from, to, allowed };
}

function moveRefused(
  serviceCase: ServiceCase,
  command: MovingCommand,
  to: string,
  { facts }: CasesContext,
): MoveRejection | undefined {
  const { status: from, policy, intervals, links } = serviceCase;
  const isWay = links.mergedInto === undefined && policy.workflow.statuses[from]?.to.includes(to) === true;
  if (!isWay) return noWay(serviceCase, to, () => true);
  const disorder = policy.workflow.statuses[to]?.clock === "paused" ? undefined : outOfOrder(command, serviceCase);
  if (disorder !== undefined) return disorder;
  if (!isGuardOpen(serviceCase, to, facts)) {
    const message = `The way from "${from}" to "${to}" is open for other cases only.`;
    return { code: "guard_closed", message, from, to };
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

function moveEvent(turn: Turn, command: MovingCommand, to: string, context: CasesContext, n: number): CaseMove {
  const { serviceCase } = turn;
  const { resolution, rootCause, text } = command;
  const clock = serviceCase.policy.workflow.statuses[to]?.clock ?? "stopped";
  const envelope = moveEnvelope(turn, command, clock, context, n);
  const type = typeOfMove(serviceCase, to);
  const ends = endsWork(serviceCase, type);
  const resolved = resolution ?? serviceCase.resolution;
  return {
    type,
    ...envelope,
    to,
    clock,
    ...(resolution !== undefined && { resolution }),
    ...(rootCause !== undefined && { rootCause }),
    ended: [],
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
  n: number,
): Envelope & { readonly happenedAt?: Instant } {
  const counts = clock === "paused" ? "when_recorded" : "when_it_happened";
  const envelope = envelopeOf(command, recordedAt, cases.of, counts, n);
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
