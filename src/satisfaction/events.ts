import type { RecordResponse } from "./model.js";

/** A customer answered a questionnaire. The event is the command, so `recordResponse` takes it as it is. */
export interface SurveyAnswered extends RecordResponse {
  readonly type: "survey.answered";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Host events about how it went. */
export type SatisfactionHostEvent = SurveyAnswered;
