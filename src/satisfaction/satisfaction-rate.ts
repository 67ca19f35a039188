import type { SurveyResponse } from "./model.js";
import type { ScoreContext } from "./pick.js";
import { satisfiedShare } from "./satisfied-share.js";
import type { Score } from "./score.js";

/**
 * 满意率, the satisfaction rate: how many of all ratings that are meant are satisfied ones, as a share of one. Over
 * several questions the answers are put together; what one customer answers to four questions, or in three months, is
 * not as many independent opinions, so the interval is as wide as the number of opinions that they are worth.
 *
 * Not the same as 满意度: see `satisfactionDegree`.
 *
 * Source: Wilson (1927) for the effective sample size, as Franco et al. (2019) advise, Journal of Survey Statistics and
 * Methodology 7.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, must, recordResponse, satisfactionRate } from "clientele";
 *
 * const rating = { text: "…", kind: "rating", scale: "preset:satisfaction_5" } as const;
 * const questions = [{ id: "attitude", ...rating }, { id: "price", ...rating }];
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "到店调查", questions }]);
 * const context = { questionnaires, now: new Date("2026-03-02T02:00:00Z") };
 * const responses = [{ attitude: 5, price: 4 }, { attitude: 4, price: 2 }, { attitude: 3 }].map((answers, i) => {
 *   return must(recordResponse({ id: `rsp_${i}`, questionnaire: "visit", answers }, context)).state;
 * });
 * const { value, n, counts, unanswered } = satisfactionRate(responses, { questionnaire: "visit" });
 * [value, n]; // => ["0.6", 3]
 * counts; // => { satisfied: 3, neutral: 1, dissatisfied: 1 }
 * unanswered; // => { skipped: 1 }
 * ```
 */
export function satisfactionRate(responses: readonly SurveyResponse[], context: ScoreContext): Score {
  return satisfiedShare("satisfactionRate", responses, context, ({ box }) => box === "satisfied");
}
