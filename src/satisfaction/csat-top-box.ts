import type { SurveyResponse } from "./model.js";
import type { ScoreContext } from "./pick.js";
import { satisfiedShare } from "./satisfied-share.js";
import type { Score } from "./score.js";

/** The question that is meant, and which levels are its top boxes. */
export interface CsatContext extends ScoreContext {
  readonly question: string;
  /** So many levels from the best one down. The satisfied levels of the scale, when left out: 4 and 5 of 5. */
  readonly boxes?: number;
}

/**
 * CSAT: how many of those who answered one question chose one of its top boxes, as a share of one with Wilson's
 * interval. Who skipped the question is not counted. `{ boxes: 1 }` counts the best level alone.
 *
 * Source: the usual top box on five levels, (4 + 5) / answered; Wilson (1927), JASA 22, without a continuity correction.
 *
 * @example
 * ```ts
 * import { csatTopBox, defineQuestionnaires, must, recordResponse } from "clientele";
 *
 * const question = { id: "price", text: "价格", kind: "rating", scale: "preset:satisfaction_5" } as const;
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "到店调查", questions: [question] }]);
 * const context = { questionnaires, now: new Date("2026-03-02T02:00:00Z") };
 * const responses = [5, 4, 4, 2].map((price, i) => {
 *   return must(recordResponse({ id: `rsp_${i}`, questionnaire: "visit", answers: { price } }, context)).state;
 * });
 * const { value, n, interval } = csatTopBox(responses, { question: "price" });
 * [value, n]; // => ["0.75", 4]
 * interval; // => { low: "0.300642", high: "0.954413", level: "0.95", method: "wilson" }
 * csatTopBox(responses, { question: "price", boxes: 1 }).value; // => "0.25"
 * ```
 */
export function csatTopBox(responses: readonly SurveyResponse[], context: CsatContext): Score {
  const { boxes } = context;
  return satisfiedShare("satisfaction.topBox", responses, context, ({ box, rank }) =>
    boxes === undefined ? box === "satisfied" : rank <= boxes,
  );
}
