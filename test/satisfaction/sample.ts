import type { RecordResponse, SatisfactionContext, SurveyResponse } from "../../src/satisfaction/model.js";
import { recordResponse } from "../../src/satisfaction/record-response.js";
import { defineQuestionnaires, defineSurveys, type QuestionnaireInput } from "../../src/satisfaction/rules.js";
import { must } from "../../src/shared/decision.js";

const rating = { kind: "rating", scale: "preset:satisfaction_5" } as const;
const of = { id: "shop", version: 3 };

/** As in the store policy, with a choice and a recommendation beside it. */
export const visit: QuestionnaireInput = {
  id: "visit",
  label: "门店满意度调查",
  modes: ["online", "phone", "face_to_face"],
  maxQuestions: 8,
  questions: [
    { id: "attitude", dimension: "service_attitude", text: "服务态度", ...rating },
    { id: "quality", dimension: "product_quality", text: "产品质量", ...rating },
    { id: "price", dimension: "price", text: "价格", ...rating },
    { id: "recommend", text: "推荐意愿", kind: "nps" },
    {
      id: "bought",
      text: "购买了什么",
      kind: "choice",
      many: true,
      choices: [
        { id: "tea", label: "茶叶" },
        { id: "teapot", label: "茶壶" },
      ],
    },
    {
      id: "why",
      text: "请告诉我们原因",
      kind: "text",
      showIf: {
        op: "any",
        of: [
          { op: "lte", fact: "answer.attitude", value: 2 },
          { op: "lte", fact: "answer.quality", value: 2 },
        ],
      },
    },
  ],
};

/** As in the honour scheme: four ratings with weights. */
export const weighted: QuestionnaireInput = {
  id: "weighted",
  label: "客户满意度调查",
  questions: [
    { id: "quality", text: "产品质量", weight: "0.35", ...rating },
    { id: "attitude", text: "服务态度", weight: "0.25", ...rating },
    { id: "delivery", text: "交货时间", weight: "0.20", ...rating },
    { id: "afterSales", text: "售后服务", weight: "0.20", ...rating },
  ],
};

export const questionnaires = defineQuestionnaires([visit, weighted], { of });
export const surveys = defineSurveys(
  [
    {
      id: "after_visit",
      questionnaire: "visit",
      quietAfterAnswer: "P90D",
      lowScoreOpens: "complaint",
      when: { kind: "event", event: "order.paid", after: "P7D" },
    },
    { id: "quarterly", questionnaire: "weighted", when: { kind: "wave", every: "P3M" } },
  ],
  { of },
);

/** The context at a time of Shanghai: `at("2026-03-02T09:00")`. */
export function at(time = "2026-03-02T09:00", more: Partial<SatisfactionContext> = {}): SatisfactionContext {
  return { questionnaires, surveys, now: new Date(`${time}:00+08:00`), ...more };
}

/** A response to `visit`, given by a customer of its own unless one is named. */
export function response(
  id: string,
  answers: RecordResponse["answers"],
  more: Partial<RecordResponse> = {},
): SurveyResponse {
  const command = { id, customerId: `cus_${id}`, questionnaire: "visit", answers, ...more };
  return must(recordResponse(command, at())).state;
}

/** So many responses with each level of one question: `levels("quality", { 5: 9, 4: 9 })`. */
export function levels(question: string, counts: Readonly<Record<number, number>>): readonly SurveyResponse[] {
  const values = Object.entries(counts).flatMap(([level, count]) => Array.from({ length: count }, () => Number(level)));
  return values.map((value, i) => response(`rsp_${i}`, { [question]: value }));
}
