import { refuse, type Decision } from "../shared/decision.js";
import type { CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { moved, noWay, type MoveRejection } from "./moved.js";
import { reopenWindowClosed, type ReopenWindowClosed } from "./reopen-window.js";
import { requireCaseCommand, requireCodes } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin } from "./turn.js";

/** Takes a case on again. */
export interface ReopenCase extends CaseCommand {
  readonly type?: "case.reopened";
  /** The status that it comes into; the first that lets the clock run, where none is given. */
  readonly to?: string;
}

/** Why a case is not reopened, in the order in which it is checked. */
export type ReopenCaseRejection =
  | InstantRejection
  | { readonly code: "case_not_ended"; readonly message: string; readonly status: string }
  | ReopenWindowClosed
  | MoveRejection;

/**
 * Reopens a case that was resolved: the customer was not content, or the remedy did not hold. The resolution clock goes
 * on with the time it had left, as a second cycle (or begins anew, or not at all, where the target says so); the verdict
 * on the first stays what it was. A new resolution is needed, and the follow-up that was owed is not any more. A case that was closed for good is not reopened; open
 * another about it.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `case_not_ended`, `reopen_window_closed`,
 * `move_not_allowed`, `out_of_order`, `guard_closed`, `requirement_missing`, `too_many_moves`, `too_many_texts`.
 */
export function reopenCase(
  serviceCase: ServiceCase,
  command: ReopenCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, ReopenCaseRejection> {
  requireCaseCommand(command, serviceCase);
  requireCodes({ to: command.to });
  const early = impossibleInstant(command, serviceCase, context.now);
  if (early !== undefined) return refuse(early);
  const { status, endedAt, policy } = serviceCase;
  if (endedAt === undefined) {
    const message = `The case is open, in "${status}"; there is nothing to reopen.`;
    return refuse({ code: "case_not_ended", message, status });
  }
  const late = reopenWindowClosed(serviceCase, context);
  if (late !== undefined) return refuse(late);
  const { statuses } = policy.workflow;
  const first = (statuses[status]?.to ?? []).find((next) => statuses[next]?.clock === "running");
  const { to = first ?? "" } = command;
  const isWork = statuses[to]?.clock !== "stopped";
  if (!isWork) return refuse(noWay(serviceCase, to, (next) => statuses[next]?.clock !== "stopped"));
  return moved(begin(serviceCase, context), command, to, context);
}
