import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseAcknowledgement, CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { requireCaseCommand } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** The shop tells the customer that the case was received. */
export interface AcknowledgeCase extends CaseCommand {
  readonly type?: "case.acknowledged";
}

/** Why an acknowledgement is not taken, in the order in which it is checked. */
export type AcknowledgeCaseRejection = InstantRejection | TooManyTexts;

/**
 * Records that the customer was told that the case was received: a receipt with its number, not yet an answer. It ends
 * the clock of the `acknowledge` target and no other. An answer, the end of the case, and a status that says so
 * acknowledge as well.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `too_many_texts`.
 *
 * Source: ISO 10002:2018, 7.4 (acknowledgement).
 */
export function acknowledgeCase(
  serviceCase: ServiceCase,
  command: AcknowledgeCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, AcknowledgeCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const refused = impossibleInstant(command, serviceCase, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const event: CaseAcknowledgement = {
    type: "case.acknowledged",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    ended: [],
    ...(command.text !== undefined && { text: true }),
  };
  return finish(followed(turn, withVerdicts(turn.serviceCase, event, context), context), context);
}
