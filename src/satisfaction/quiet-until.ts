import { addDuration } from "../calendar/periods.js";
import { instantOf, type Instant } from "../shared/instants.js";
import { lastOf } from "./facts.js";
import type { SurveyResponse } from "./model.js";
import { invalid } from "./require.js";
import type { Surveys } from "./sections.js";

/** Which survey is about to go out. */
export interface QuietContext {
  readonly surveys: Surveys;
  readonly survey: string;
  /** The IANA zone of the program. */
  readonly zone: string;
  readonly now: Date;
}

/**
 * Until when a customer is left in peace by a survey, given their responses; undefined when they may be asked now. They
 * are, for as long as its `quietAfterAnswer` says, after they answered any survey, whichever it was. At the instant at
 * which that is over they may be asked again.
 *
 * Throws `command_invalid` when there is no such survey.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires, defineSurveys, must, quietUntil, recordResponse } from "clientele";
 *
 * const questions = [{ id: "recommend", text: "Would you recommend us?", kind: "nps" }] as const;
 * const questionnaires = defineQuestionnaires([{ id: "visit", label: "Your visit", questions }]);
 * const surveys = defineSurveys([{ id: "quarterly", questionnaire: "visit", quietAfterAnswer: "P90D", when: { kind: "wave", every: "P3M" } }]);
 * const on = (day: string) => ({ questionnaires, surveys, survey: "quarterly", zone: "Asia/Shanghai", now: new Date(`${day}T02:00:00Z`) });
 * const answered = { id: "rsp_1", survey: "quarterly", answers: { recommend: 9 } };
 * const { state } = must(recordResponse(answered, on("2026-03-02")));
 *
 * quietUntil([state], on("2026-05-30")); // => "2026-05-31T02:00:00.000Z"
 * quietUntil([state], on("2026-05-31")); // => undefined
 * ```
 */
export function quietUntil(
  responses: readonly SurveyResponse[],
  { surveys, survey: id, zone, now }: QuietContext,
): Instant | undefined {
  const survey = surveys.find((each) => each.id === id);
  if (survey === undefined) throw invalid("survey", `"${id}" is not a survey of the program`);
  const last = lastOf(responses);
  if (last === undefined || survey.quietAfterAnswer === undefined) return undefined;
  const until = addDuration(last.answeredAt, survey.quietAfterAnswer, zone);
  return instantOf(now) < until ? until : undefined;
}
