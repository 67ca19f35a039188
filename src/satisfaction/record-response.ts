import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, recordedAtOf, type OccurredInFuture } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyResponseEvent } from "./apply.js";
import type { Answer, RecordResponse, ResponseEvent, SatisfactionContext, SurveyResponse } from "./model.js";
import { placeOf, type PlaceRejection } from "./place.js";
import { readAnswers, type AnswerRejection } from "./read-answers.js";
import { requireResponse } from "./require.js";
import type { Survey } from "./sections.js";

/** Why a response is not recorded, in the order in which it is checked. */
export type RecordResponseRejection = OccurredInFuture | AlreadyAnswered | PlaceRejection | AnswerRejection;

/** There is a response of this id. */
export interface AlreadyAnswered {
  readonly code: "already_answered";
  readonly message: string;
  readonly responseId: string;
  readonly answeredAt: Instant;
}

/**
 * Records what somebody answered to a questionnaire. Nobody has to answer everything: a question without an answer is
 * kept as such, with the reason, and counts in no score. A question that was not shown may still be answered. It may be
 * back-dated. Numbers are kept as they are, with what they meant under this version of the questionnaire.
 *
 * A response is recorded once: give what must be answered once, an order, one `responseId`. Where the survey has `lowScoreOpens` and something
 * was dissatisfying, the event says by which policy the customer is to be looked after (`opens`).
 *
 * What people wrote belongs under `texts`: send the command through `withoutTexts`, and keep the words with
 * `responseTextsOf`.
 *
 * Refused, in this order: `occurred_in_future`, `already_answered`, `survey_unknown`, `questionnaire_unknown`,
 * `wrong_questionnaire`, `mode_not_taken`, `question_unknown`, `out_of_scale`, `choice_unknown`, `nothing_answered`.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, must, recordResponse } from "clientele";
 *
 * const question = { id: "quality", text: "Quality", kind: "rating", scale: "preset:satisfaction_5" } as const;
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "Your visit", questions: [question] }]);
 * const context = { questionnaires, now: new Date("2026-03-02T02:00:00Z") };
 *
 * const response = must(recordResponse({ id: "rsp_1", questionnaire: "visit", answers: { quality: 4 } }, context)).state;
 * response.answers[0]; // => { kind: "rating", question: "quality", value: 4, rank: 2, box: "satisfied", degree: "80" }
 * const refused = recordResponse({ id: "rsp_2", questionnaire: "visit", answers: { quality: 6 } }, context);
 * refused.ok ? "" : refused.rejection.message; // => "quality: 6 is not on the scale from 1 to 5."
 * ```
 */
export function recordResponse(
  command: RecordResponse,
  context: SatisfactionContext,
): Decision<SurveyResponse, ResponseEvent, RecordResponseRejection> {
  requireResponse(command);
  const responseId = responseIdOf(command);
  const refused = occurredInFuture(command, context.now) ?? alreadyAnswered(responseId, context);
  if (refused !== undefined) return refuse(refused);
  const place = placeOf(command, context);
  if ("rejection" in place) return refuse(place.rejection);
  const { questionnaire, survey } = place;
  const read = readAnswers(command, questionnaire, context.facts ?? {});
  if ("rejection" in read) return refuse(read.rejection);
  const opens = opensOf(survey, read.answers);
  const event: ResponseEvent = {
    type: "response.recorded",
    ...envelopeOf(command, recordedAtOf(context.now), questionnaire.of, "when_it_happened"),
    responseId,
    ...(command.customerId !== undefined && { customerId: command.customerId }),
    questionnaire: questionnaire.id,
    ...(command.survey !== undefined && { survey: command.survey }),
    ...(command.mode !== undefined && { mode: command.mode }),
    ...(command.channel !== undefined && { channel: command.channel }),
    ...(command.shopId !== undefined && { shopId: command.shopId }),
    ...(command.agentId !== undefined && { agentId: command.agentId }),
    answers: read.answers,
    ...(opens !== undefined && { opens }),
  };
  return { ok: true, state: applyResponseEvent(undefined, event), events: [event] };
}

function alreadyAnswered(responseId: string, { related = [] }: SatisfactionContext): AlreadyAnswered | undefined {
  const earlier = related.find(({ type }) => type === "response.recorded");
  if (earlier === undefined) return undefined;
  const { occurredAt: answeredAt } = earlier;
  const message = `The response "${responseId}" was given at ${answeredAt}; it is recorded once.`;
  return { code: "already_answered", message, responseId, answeredAt };
}

function opensOf(survey: Survey | undefined, answers: readonly Answer[]): string | undefined {
  const isLow = answers.some((answer) => answer.kind === "rating" && answer.box === "dissatisfied");
  return isLow ? survey?.lowScoreOpens : undefined;
}

/** The id of a response whose command named none: that of the command, without what the program added to it. */
function responseIdOf({ id, responseId }: RecordResponse): string {
  return responseId ?? id.split("#")[0] ?? id;
}
