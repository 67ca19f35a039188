import type { RecordResponse, SatisfactionContext } from "./model.js";
import type { Questionnaire, Survey } from "./sections.js";

/** The program does not ask this; the reasons in the order in which they are checked. */
export type PlaceRejection =
  | {
      readonly code: "survey_unknown" | "questionnaire_unknown";
      readonly message: string;
      readonly id: string;
      readonly known: readonly string[];
    }
  | {
      readonly code: "wrong_questionnaire";
      readonly message: string;
      readonly questionnaire: string;
      readonly expected: string;
    }
  | {
      readonly code: "mode_not_taken";
      readonly message: string;
      readonly mode: string;
      readonly allowed: readonly string[];
    };

/** The questionnaire and the survey that a response belongs to, or why it does not. */
export function placeOf(
  { questionnaire: asked, survey: surveyId, mode }: RecordResponse,
  { questionnaires, surveys = [] }: SatisfactionContext,
): { readonly questionnaire: Questionnaire; readonly survey?: Survey } | { readonly rejection: PlaceRejection } {
  const survey = surveys.find(({ id }) => id === surveyId);
  if (surveyId !== undefined && survey === undefined) {
    return { rejection: unknown("survey_unknown", "survey", surveyId, surveys) };
  }
  const id = asked ?? survey?.questionnaire ?? "";
  const questionnaire = questionnaires.find((each) => each.id === id);
  if (questionnaire === undefined) {
    return { rejection: unknown("questionnaire_unknown", "questionnaire", id, questionnaires) };
  }
  if (survey !== undefined && survey.questionnaire !== id) {
    const expected = survey.questionnaire;
    const message = `The survey "${survey.id}" asks "${expected}", not "${id}".`;
    return { rejection: { code: "wrong_questionnaire", message, questionnaire: id, expected } };
  }
  const { modes: allowed } = questionnaire;
  if (mode === undefined || allowed === undefined || allowed.includes(mode)) {
    return { questionnaire, ...(survey !== undefined && { survey }) };
  }
  const message = `"${id}" is not answered by "${mode}"; it is by: ${allowed.join(", ")}.`;
  return { rejection: { code: "mode_not_taken", message, mode, allowed } };
}

function unknown(
  code: "survey_unknown" | "questionnaire_unknown",
  what: string,
  id: string,
  list: readonly { readonly id: string }[],
): PlaceRejection {
  const known = list.map((each) => each.id);
  return { code, message: `There is no ${what} "${id}"; there are: ${known.join(", ") || "none"}.`, id, known };
}
