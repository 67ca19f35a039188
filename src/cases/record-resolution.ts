import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseDetails, CaseEvent } from "./event-model.js";
import type { CaseCommand, CaseResolution, CasesContext, ServiceCase } from "./model.js";
import { withoutAbsent } from "./present.js";
import { invalid, requireCaseCommand, requireCodes, requireResolution } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed } from "./turn.js";

/** Writes down what is known of a case beside its status. What is left out stays as it was. */
export interface RecordResolution extends CaseCommand {
  readonly type?: "case.detailed";
  /** What the customer asks for. */
  readonly remedySought?: string;
  /** What is proposed or was given, and whether the customer accepts it. */
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
}

/** Why nothing is written down, in the order in which it is checked. */
export type RecordResolutionRejection = InstantRejection | TooManyTexts;

/**
 * Writes down what the customer asks for, what is proposed or given, whether it was accepted, and what caused it all:
 * at any time, without moving the case. What a status requires before it is left can so be known beforehand.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `too_many_texts`.
 *
 * Source: ISO 10002:2018, 7.2 (the remedy sought) and 7.8 (communicating the decision).
 */
export function recordResolution(
  serviceCase: ServiceCase,
  command: RecordResolution,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, RecordResolutionRejection> {
  requireCaseCommand(command, serviceCase);
  const { remedySought, resolution, rootCause, text } = command;
  requireCodes({ remedySought, rootCause });
  requireResolution(resolution);
  const details = withoutAbsent({ remedySought, resolution, rootCause });
  if (Object.keys(details).length === 0) throw invalid("resolution", "nothing is said; give a remedy or a cause");
  const refused = impossibleInstant(command, serviceCase, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const event: CaseDetails = {
    type: "case.detailed",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    ...details,
    ...(text !== undefined && { text: true }),
  };
  return finish(followed(turn, event, context), context);
}
