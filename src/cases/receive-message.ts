import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseEvent, CaseMessage } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { movedByItself } from "./moved.js";
import { requireCaseCommand } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** The customer writes or calls again. */
export interface ReceiveMessage extends CaseCommand {
  readonly type?: "case.message_received";
}

/** Why a message is not taken, in the order in which it is checked. */
export type ReceiveMessageRejection = InstantRejection | TooManyTexts;

/**
 * Records a message of the customer. After the first answer the oldest message without one starts the next-response
 * clock; further messages do not move it. A message to a case that has ended starts none: reopen the case.
 * Where the workflow says so, the case goes on by itself, so that a clock that waited for the customer runs again.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `too_many_texts`.
 */
export function receiveMessage(
  serviceCase: ServiceCase,
  command: ReceiveMessage,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, ReceiveMessageRejection> {
  requireCaseCommand(command, serviceCase);
  const refused = impossibleInstant(command, serviceCase, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const event: CaseMessage = {
    type: "case.message_received",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    ...(command.text !== undefined && { text: true }),
  };
  const received = followed(turn, withVerdicts(turn.serviceCase, event, context), context);
  return finish(movedByItself(received, "message_received", command, context), context);
}
