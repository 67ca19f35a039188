import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, type OccurredInFuture } from "../shared/envelope.js";
import type { CaseCommand, CaseEvent, CasesContext, FollowUpOutcome, ServiceCase } from "./model.js";
import { invalid, requireCaseCommand } from "./require.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish } from "./turn.js";
import { verdictsAt } from "./verdicts.js";

/** The shop asks whether all is well. */
export interface FollowUpCase extends CaseCommand {
  readonly type?: "case.followed_up";
  readonly outcome: FollowUpOutcome;
}

/** Why a follow-up is not taken, in the order in which it is checked. */
export type FollowUpRejection =
  | OccurredInFuture
  | { readonly code: "no_follow_up_due"; readonly message: string; readonly status: string }
  | TooManyTexts;

/**
 * Records a follow-up after a resolution. When the customer was reached it ends the follow-up clock, content or not;
 * otherwise the clock goes on. An unsatisfied customer's case is reopened by `reopenCase`, if the shop decides so.
 *
 * Refused, in this order: `occurred_in_future`, `no_follow_up_due`, `too_many_texts`.
 */
export function followUpCase(
  serviceCase: ServiceCase,
  command: FollowUpCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, FollowUpRejection> {
  requireCaseCommand(command, serviceCase);
  const { outcome, text } = command;
  if (!outcomes.includes(outcome))
    throw invalid("outcome", `${JSON.stringify(outcome)} is not one of ${outcomes.join(", ")}`);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { status, followUpFrom } = serviceCase;
  if (followUpFrom === undefined) {
    return refuse({ code: "no_follow_up_due", message: `No follow-up is owed for a case in "${status}".`, status });
  }
  const excess = tooManyTexts(serviceCase, command);
  if (excess !== undefined) return refuse(excess);
  const turn = begin(serviceCase, context);
  const envelope = envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened");
  const occurredAt = envelope.occurredAt < followUpFrom ? followUpFrom : envelope.occurredAt;
  const event: CaseEvent = {
    type: "case.followed_up",
    ...envelope,
    occurredAt,
    outcome,
    ended: outcome === "not_reached" ? [] : verdictsAt(turn.serviceCase, occurredAt, ["follow_up"], context),
    ...(text !== undefined && { text: true }),
  };
  return finish(turn, event, context);
}

const outcomes: readonly string[] = ["satisfied", "unsatisfied", "not_reached"];
