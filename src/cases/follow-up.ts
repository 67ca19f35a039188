import { millisOf, instantOf, type Instant } from "../shared/instants.js";
import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseEvent, CaseFollowUp, FollowUpOutcome } from "./event-model.js";
import { measureOf } from "./measure.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { movedTurn } from "./moved.js";
import { invalid, requireCaseCommand } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed, type Turn } from "./turn.js";
import { withVerdicts } from "./verdicts.js";
import { isGuardOpen, missingFor } from "./ways-out.js";

/** The shop asks whether all is well. */
export interface FollowUpCase extends CaseCommand {
  readonly type?: "case.followed_up";
  readonly outcome: FollowUpOutcome;
}

/** Why a follow-up is not taken, in the order in which it is checked. */
export type FollowUpRejection =
  | InstantRejection
  | { readonly code: "no_follow_up_due"; readonly message: string; readonly status: string }
  | TooManyTexts;

/**
 * Records a follow-up after a resolution. When the customer was reached it ends the follow-up clock, content or not;
 * otherwise the clock goes on, and the policy's plan says when to try again. After the last attempt of the plan nothing
 * is owed any more: the shop has done what it promised.
 *
 * An unhappy customer's case is reopened, or owed another follow-up, where the plan says so; without a plan the shop
 * decides, by `reopenCase`. `reopenWithin` does not hold here: it is for customers who come back, and a shop that asks
 * late takes the answer.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `no_follow_up_due`, `too_many_texts`.
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
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const { status, followUpFrom } = serviceCase;
  if (followUpFrom === undefined) {
    return refuse({ code: "no_follow_up_due", message: `No follow-up is owed for a case in "${status}".`, status });
  }
  const excess = tooManyTexts(serviceCase, command);
  if (excess !== undefined) return refuse(excess);
  const turn = begin(serviceCase, context);
  const envelope = envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened");
  const occurredAt = envelope.occurredAt < followUpFrom ? followUpFrom : envelope.occurredAt;
  const event: CaseFollowUp = {
    type: "case.followed_up",
    ...envelope,
    occurredAt,
    outcome,
    ended: [],
    ...nextAttempt(turn.serviceCase, outcome, occurredAt, context),
    ...(text !== undefined && { text: true }),
  };
  const asked = followed(turn, withVerdicts(turn.serviceCase, event, context), context);
  return finish(outcome === "unsatisfied" ? takenOn(asked, command, context) : asked, context);
}

const outcomes: readonly string[] = ["satisfied", "unsatisfied", "not_reached"];

function nextAttempt(
  { policy, attempts }: ServiceCase,
  outcome: FollowUpOutcome,
  at: Instant,
  context: CasesContext,
): Pick<CaseFollowUp, "againAt" | "givenUp" | "followUp"> {
  const { followUp: plan } = policy;
  if (plan === undefined) return {};
  if (outcome === "unsatisfied" && plan.unsatisfied === "follow_up") return { followUp: true };
  if (outcome !== "not_reached") return {};
  if (attempts + 1 >= plan.attempts) return { givenUp: true };
  const { spacing, ...rest } = plan;
  const { add, total } = measureOf({ within: spacing, ...rest }, millisOf(at), context);
  return { againAt: instantOf(add(millisOf(at), total)) };
}

/**
 * An unhappy customer's case is worked on again where the plan says so and the workflow has a way, however long ago it
 * ended: the shop asked.
 */
function takenOn(turn: Turn, { id, by, occurredAt }: FollowUpCase, context: CasesContext): Turn {
  const { serviceCase } = turn;
  const { policy, status } = serviceCase;
  if (policy.followUp?.unsatisfied !== "reopen") return turn;
  const { statuses } = policy.workflow;
  const to = (statuses[status]?.to ?? []).find(
    (next) =>
      statuses[next]?.clock === "running" &&
      isGuardOpen(serviceCase, next, context.facts) &&
      missingFor(serviceCase, next).length === 0,
  );
  if (to === undefined) return turn;
  const command = { id, ...(by !== undefined && { by }), ...(occurredAt !== undefined && { occurredAt }) };
  return movedTurn(turn, command, to, context, 2);
}
