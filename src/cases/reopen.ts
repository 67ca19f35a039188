import { refuse, type Decision } from "../shared/decision.js";
import { addDuration } from "../calendar/periods.js";
import type { Instant } from "../shared/instants.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { moved, type MoveRejection } from "./moved.js";
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
  | {
      readonly code: "reopen_window_closed";
      readonly message: string;
      readonly endedAt: Instant;
      readonly until: Instant;
    }
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
  const until = policy.reopenWithin === undefined ? undefined : addDuration(endedAt, policy.reopenWithin, context.zone);
  if (until !== undefined && recordedAtOf(context.now, serviceCase) > until) {
    const message = `The case ended at ${endedAt} and could be reopened until ${until}; open another about it.`;
    return refuse({ code: "reopen_window_closed", message, endedAt, until });
  }
  const { statuses } = policy.workflow;
  const first = (statuses[status]?.to ?? []).find((to) => statuses[to]?.clock === "running");
  return moved(begin(serviceCase, context), command, command.to ?? first ?? "", context);
}
