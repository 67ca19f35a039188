import { draftOf, type Draft } from "../shared/json.js";
import type { ResponseEvent, SurveyResponse } from "./model.js";

/**
 * The response after an event. This is the only place where a response changes, so folding its events gives the
 * response.
 */
export function applyResponseEvent(response: SurveyResponse | undefined, event: ResponseEvent): SurveyResponse {
  return applyResponseEvents(response, [event]);
}

/** The response after these events, in their order. It is copied once. */
export function applyResponseEvents(
  response: SurveyResponse | undefined,
  events: readonly ResponseEvent[],
): SurveyResponse {
  const draft = draftOf(response ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

const nothing: SurveyResponse = {
  format: 1,
  id: "",
  owner: "",
  at: "",
  of: { id: "", version: 0 },
  questionnaire: "",
  answeredAt: "",
  answers: [],
};

function evolve(draft: Draft<SurveyResponse>, event: ResponseEvent): void {
  const { responseId, customerId, survey, about, mode, channel, shopId, agentId, opens } = event;
  draft.id = responseId;
  draft.owner = customerId ?? responseId;
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  draft.questionnaire = event.questionnaire;
  draft.answeredAt = event.occurredAt;
  const { answers } = draftOf(event);
  Object.assign(draft, draftOf({ customerId, survey, about, mode, channel, shopId, agentId, opens }), { answers });
}
