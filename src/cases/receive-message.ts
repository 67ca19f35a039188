import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, type OccurredInFuture } from "../shared/envelope.js";
import type { CaseCommand, CaseEvent, CasesContext, ServiceCase } from "./model.js";
import { requireCaseCommand } from "./require.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish } from "./turn.js";

/** The customer writes or calls again. */
export interface ReceiveMessage extends CaseCommand {
  readonly type?: "case.message_received";
}

/** Why a message is not taken, in the order in which it is checked. */
export type ReceiveMessageRejection = OccurredInFuture | TooManyTexts;

/**
 * Records a message of the customer. After the first answer the oldest message without one starts the next-response
 * clock; further messages do not move it. A message to a case that has ended starts none: reopen the case.
 *
 * Refused, in this order: `occurred_in_future`, `too_many_texts`.
 */
export function receiveMessage(
  serviceCase: ServiceCase,
  command: ReceiveMessage,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, ReceiveMessageRejection> {
  requireCaseCommand(command, serviceCase);
  const refused = occurredInFuture(command, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const envelope = envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened");
  const { openedAt } = turn.serviceCase;
  const event: CaseEvent = {
    type: "case.message_received",
    ...envelope,
    occurredAt: envelope.occurredAt < openedAt ? openedAt : envelope.occurredAt,
    ...(command.text !== undefined && { text: true }),
  };
  return finish(turn, event, context);
}
