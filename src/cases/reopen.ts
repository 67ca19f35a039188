import { refuse, type Decision } from "../shared/decision.js";
import { occurredInFuture, type OccurredInFuture } from "../shared/envelope.js";
import type { CaseCommand, CaseEvent, CasesContext, ServiceCase } from "./model.js";
import { moved, type MoveRejection } from "./moved.js";
import { requireCaseCommand, requireCodes } from "./require.js";
import { begin } from "./turn.js";

/** Takes a case on again. */
export interface ReopenCase extends CaseCommand {
  readonly type?: "case.reopened";
  /** The status that it comes into; the first that lets the clock run, where none is given. */
  readonly to?: string;
}

/** Why a case is not reopened, in the order in which it is checked. */
export type ReopenCaseRejection =
  | OccurredInFuture
  | { readonly code: "case_not_ended"; readonly message: string; readonly status: string }
  | MoveRejection;

/**
 * Reopens a case that was resolved: the customer was not content, or the remedy did not hold. The resolution clock goes
 * on with the time it had left, as a second cycle; the verdict on the first stays what it was. A new resolution is
 * needed, and the follow-up that was owed is not any more. A case that was closed for good is not reopened; open
 * another about it.
 *
 * Refused, in this order: `occurred_in_future`, `case_not_ended`, `move_not_allowed`, `requirement_missing`,
 * `too_many_moves`, `too_many_texts`.
 */
export function reopenCase(
  serviceCase: ServiceCase,
  command: ReopenCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, ReopenCaseRejection> {
  requireCaseCommand(command, serviceCase);
  requireCodes({ to: command.to });
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { status, endedAt, policy } = serviceCase;
  if (endedAt === undefined) {
    const message = `The case is open, in "${status}"; there is nothing to reopen.`;
    return refuse({ code: "case_not_ended", message, status });
  }
  const { statuses } = policy.workflow;
  const first = (statuses[status]?.to ?? []).find((to) => statuses[to]?.clock === "running");
  return moved(begin(serviceCase, context), command, command.to ?? first ?? "", context);
}
