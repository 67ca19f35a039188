import { add, divide, exactText, multiply, type DecimalText } from "../shared/decimal.js";
import { compositeOf, type Composite } from "./composite.js";
import { meanBounds } from "./mean-bounds.js";
import type { SurveyResponse } from "./model.js";
import type { ScoreContext } from "./pick.js";
import { ratioText } from "./ratio.js";
import { intervalOf, scoreOf, type Score } from "./score.js";

/**
 * 满意度, the satisfaction degree: what the chosen levels are worth (20, 40, 60, 80, 100 on five levels), put together
 * by the weights of the questions within each response, then the mean over the responses. Between 0 and 100.
 *
 * A question without an answer is left out, and the weights of the others stand in for it; a response that answers less
 * than half by weight of what it was shown is not counted (`tooLittle`). The mean is exact and rounded once.
 *
 * The interval is Student's t for the mean, with the responses of one customer taken together. There is none where only
 * one person answered, or all alike: from that nobody can tell how opinions differ.
 *
 * Source: GB/T 19038-2009 for weighing what is asked; levels worth 100/80/60/40/20, as is usual with 满意度.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, must, recordResponse, satisfactionDegree } from "clientele";
 *
 * const rating = { text: "…", kind: "rating", scale: "preset:satisfaction_5" } as const;
 * const questions = [{ id: "quality", weight: "0.6", ...rating }, { id: "price", weight: "0.4", ...rating }];
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "到店调查", questions }]);
 * const context = { questionnaires, now: new Date("2026-03-02T02:00:00Z") };
 * const responses = [{ quality: 5, price: 4 }, { quality: 3 }, { price: 5 }].map((answers, i) => {
 *   return must(recordResponse({ id: `rsp_${i}`, questionnaire: "visit", answers }, context)).state;
 * });
 * const { value, n, tooLittle } = satisfactionDegree(responses, { questionnaire: "visit" });
 * [value, n, tooLittle]; // => ["76", 2, 1]
 * ```
 */
export function satisfactionDegree(responses: readonly SurveyResponse[], context: ScoreContext): Score {
  return scoreOf("satisfactionDegree", responses, context, (meant) => {
    const all = meant.map((each) => ({ each, composite: compositeOf(each) }));
    const complete = all.flatMap(({ each, composite }) => (composite === undefined ? [] : [{ each, composite }]));
    const asked = meant.filter(({ ratings, without }) => ratings.length + without.length > 0);
    const result = (): Pick<Score, "value" | "interval"> => {
      const bounds = meanBounds(complete.map(({ each, composite }) => ({ owner: each.owner, value: near(composite) })));
      return {
        value: meanText(complete.map(({ composite }) => composite)),
        ...(bounds !== undefined && { interval: intervalOf(bounds, "student_t", [0, 100], digits) }),
      };
    };
    return { counted: complete.map(({ each }) => each), result, tooLittle: asked.length - complete.length };
  });
}

const digits = 4;

/** The mean of fractions with few different denominators, without a rounding before the last division. */
function meanText(composites: readonly Composite[]): DecimalText {
  const sums = new Map<string, Composite>();
  for (const { worth, weight } of composites) {
    const key = exactText(weight);
    sums.set(key, { worth: add(sums.get(key)?.worth ?? { units: 0n, scale: 0 }, worth), weight });
  }
  const total = [...sums.values()].reduce((left, right) => ({
    worth: add(multiply(left.worth, right.weight), multiply(right.worth, left.weight)),
    weight: multiply(left.weight, right.weight),
  }));
  return ratioText(total.worth, multiply(total.weight, { units: BigInt(composites.length), scale: 0 }), digits);
}

/** To twelve digits, which is plenty for an estimate of how opinions differ. */
function near({ worth, weight }: Composite): number {
  return Number(divide(multiply(worth, { units: 1_000_000_000_000n, scale: 0 }), weight, "half_even")) / 1e12;
}
