import { refuse, type Decision } from "../shared/decision.js";
import type { CaseEvent } from "./event-model.js";
import type { CasesContext, ServiceCase } from "./model.js";
import { moved, type MoveRejection, type MovingCommand } from "./moved.js";
import { isTakenOn, reopenWindowClosed, type ReopenWindowClosed } from "./reopen-window.js";
import { requireCaseCommand, requireCodes, requireResolution } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin } from "./turn.js";

/** Brings a case into another status. */
export interface MoveCase extends MovingCommand {
  readonly type?: "case.moved";
  readonly to: string;
}

/** Why a case is not moved, in the order in which it is checked. */
export type MoveCaseRejection = InstantRejection | ReopenWindowClosed | MoveRejection;

/**
 * Moves a case along its workflow. What the status that is left requires has to be known, or comes with the command.
 * The event says what the move meant: `case.resolved` when it stops the clock after the work, `case.closed` in a
 * status without a way out, `case.reopened` when work begins again, `case.moved` otherwise. Whoever ends a case has
 * answered the customer, so the response clocks end with it.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `reopen_window_closed`, `move_not_allowed`,
 * `out_of_order`, `guard_closed`, `requirement_missing`, `too_many_moves`, `too_many_texts`.
 *
 * @example
 * ```ts
 * import { allowedMoves, defineCaseRules, moveCase, must, openCase } from "clientele";
 *
 * const policy = { id: "complaint", label: "投诉", type: "complaint", workflow: "preset:shop_flow", targets: [] } as const;
 * const context = { cases: defineCaseRules({ policies: [policy] }), zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const complaint = must(openCase({ id: "cas_1", type: "complaint" }, context)).state;
 * allowedMoves(complaint, context).map(({ to }) => to); // => ["investigating", "rejected"]
 * must(moveCase(complaint, { id: "mov_1", to: "investigating" }, context)).state.status; // => "investigating"
 * moveCase(complaint, { id: "mov_2", to: "closed" }, context).ok; // => false
 * ```
 */
export function moveCase(
  serviceCase: ServiceCase,
  command: MoveCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, MoveCaseRejection> {
  requireCaseCommand(command, serviceCase);
  requireCodes({ to: command.to ?? "", rootCause: command.rootCause });
  requireResolution(command.resolution);
  const { to } = command;
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const late = isTakenOn(serviceCase, to) ? reopenWindowClosed(serviceCase, context) : undefined;
  return late === undefined ? moved(begin(serviceCase, context), command, to, context) : refuse(late);
}
