export { recordResponse, type AlreadyAnswered, type RecordResponseRejection } from "./record-response.js";
export type { PlaceRejection } from "./place.js";
export type { AnswerRejection } from "./read-answers.js";
export type { ValueRejection } from "./read-answer.js";
export { applyResponseEvent, applyResponseEvents } from "./apply.js";
export { responseTextRefs, responseTextsOf, withoutTexts, type ResponseTexts } from "./response-texts.js";
export { csatTopBox, type CsatContext } from "./csat-top-box.js";
export { satisfactionRate } from "./satisfaction-rate.js";
export { satisfactionDegree } from "./satisfaction-degree.js";
export { nps } from "./nps.js";
export { explainScore } from "./explain-score.js";
export type { Score, ScoreInterval, ScoreMetric } from "./score.js";
export type { ScoreContext } from "./pick.js";
export { satisfactionFacts } from "./facts.js";
export { quietUntil, type QuietContext } from "./quiet-until.js";
export type {
  Answer,
  ChoiceAnswer,
  NoAnswer,
  NotGiven,
  NpsAnswer,
  RatingAnswer,
  RecordResponse,
  ResponseEvent,
  SatisfactionContext,
  SurveyResponse,
  TextAnswer,
  WhyUnanswered,
} from "./model.js";
export type { SatisfactionHostEvent, SurveyAnswered } from "./events.js";
export type { Box } from "./scales.js";
export type {
  Choice,
  ChoiceQuestion,
  NpsQuestion,
  Question,
  Questionnaire,
  Questionnaires,
  RatingQuestion,
  Scale,
  Survey,
  Surveys,
  SurveyTrigger,
  TextQuestion,
} from "./sections.js";
export { responseTextsKind, surveyResponseKind } from "./records.js";
