import type { Facts } from "../conditions/fact-spec.js";
import { compareText } from "../shared/text.js";
import { compositeOf } from "./composite.js";
import type { SurveyResponse } from "./model.js";
import { picked } from "./pick.js";
import { ratioText } from "./ratio.js";

/**
 * What conditions may ask about a customer's opinion, from the response that was given last: `satisfaction.last`, its
 * satisfaction degree from 0 to 100, and `answer.<question>`, each rating and recommendation. Nothing where there is no
 * response; of two of the same instant the one whose id sorts last.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, must, recordResponse, satisfactionFacts } from "clientele";
 *
 * const question = { id: "quality", text: "Quality", kind: "rating", scale: "preset:satisfaction_5" } as const;
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "Your visit", questions: [question] }]);
 * const context = { questionnaires, now: new Date("2026-03-02T02:00:00Z") };
 * const response = must(recordResponse({ id: "rsp_1", questionnaire: "visit", answers: { quality: 2 } }, context)).state;
 * satisfactionFacts([response]); // => { "answer.quality": 2, "satisfaction.last": 40 }
 * ```
 */
export function satisfactionFacts(responses: readonly SurveyResponse[]): Facts {
  const last = lastOf(responses);
  if (last === undefined) return {};
  const answers = last.answers.flatMap((answer) =>
    answer.kind === "rating" || answer.kind === "nps" ? [[`answer.${answer.question}`, answer.value] as const] : [],
  );
  const [meant] = picked([last], "rating", {});
  const composite = meant === undefined ? undefined : compositeOf(meant);
  const degree = composite === undefined ? undefined : Number(ratioText(composite.worth, composite.weight, 4));
  return { ...Object.fromEntries(answers), ...(degree !== undefined && { "satisfaction.last": degree }) };
}

/** The response that was given last. */
export function lastOf(responses: readonly SurveyResponse[]): SurveyResponse | undefined {
  return responses.reduce<SurveyResponse | undefined>((last, each) => {
    return last === undefined || isLater(each, last) ? each : last;
  }, undefined);
}

function isLater(one: SurveyResponse, other: SurveyResponse): boolean {
  if (one.answeredAt !== other.answeredAt) return one.answeredAt > other.answeredAt;
  return compareText(one.id, other.id) > 0;
}
