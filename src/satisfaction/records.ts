import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { SurveyResponse } from "./model.js";
import type { ResponseTexts } from "./response-texts.js";

/** How a response is stored. */
export const surveyResponseKind: RecordKind<SurveyResponse> = recordKind<SurveyResponse>({
  kind: "survey_response",
  format: 1,
  project: ({ customerId, questionnaire, survey, answeredAt, answers }) => ({
    ...(customerId !== undefined && { customerId }),
    questionnaire,
    ...(survey !== undefined && { survey }),
    answeredAt,
    answers: answers.length,
  }),
  checks: [{ name: "one_questionnaire", holds: ({ answers = 0 }) => Number(answers) >= 1 && Number(answers) <= 100 }],
});

/** How the texts of a response are stored: without a column of what they say. */
export const responseTextsKind: RecordKind<ResponseTexts> = recordKind<ResponseTexts>({
  kind: "response_texts",
  format: 1,
  project: ({ texts }) => ({ texts: Object.keys(texts).length }),
  checks: [{ name: "one_text_a_question", holds: ({ texts = 0 }) => Number(texts) <= 100 }],
});
