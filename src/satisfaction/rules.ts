import { checkShape } from "../shared/config.js";
import { below, defined, repeatedNames, type Checked, type ConfigIssue } from "../shared/issues.js";
import { freezeDeep } from "../shared/json.js";
import { questionnaireIssues } from "./check-questions.js";
import { surveyIssues } from "./check-surveys.js";
import type { QuestionInput, QuestionnaireInput, SurveyInput } from "./inputs.js";
import { scalePresets } from "./presets.js";
import type { SatisfactionScope } from "./satisfaction-scope.js";
import { scaleOf, type ScaleInput } from "./scales.js";
import { questionnairesSchema, surveysSchema } from "./schema.js";
import type { Question, Questionnaires, Scale, Surveys } from "./sections.js";

export type { QuestionInput, QuestionnaireInput, RatingQuestionInput, SurveyInput } from "./inputs.js";
export type { ScaleInput } from "./scales.js";
export type { SatisfactionScope } from "./satisfaction-scope.js";

/**
 * Questionnaires that are known to be right, or an error `config_invalid` with every mistake and its path. Named scales
 * are put in their place.
 *
 * @example
 * ```ts
 * import { defineQuestionnaires } from "clientele";
 *
 * const question = { id: "quality", text: "Quality", kind: "rating", scale: "preset:satisfaction_5" } as const;
 * const visit = { id: "visit", label: "Your visit", maxQuestions: 3, questions: [question] };
 * defineQuestionnaires([visit])[0]?.questions.length; // => 1
 * defineQuestionnaires([{ ...visit, questions: [question, question] }]); // throws config_invalid
 * ```
 */
export function defineQuestionnaires(
  literal: readonly QuestionnaireInput[],
  scope: SatisfactionScope = {},
): Questionnaires {
  return defined(checkQuestionnaires(literal, scope), "The questionnaires section");
}

/**
 * Questionnaires from anywhere, or every mistake in them: `unknown_name` (a scale, a fact), `repeated_name`,
 * `too_many_questions` (more than it promises), `missing` (a weight, where other ratings have one), `out_of_range` (a
 * scale, its levels and degrees, weights), `not_known_yet` (a condition on an answer that comes later), those of
 * conditions and those of the shape.
 */
export function checkQuestionnaires(value: unknown, scope: SatisfactionScope = {}): Checked<Questionnaires> {
  const shape = checkShape(questionnairesSchema, value);
  if (!shape.ok) return shape;
  const issues = listIssues(shape.value, (each) => questionnaireIssues(each, scope.conditions ?? {}));
  if (issues.length > 0) return { ok: false, issues };
  const checked = shape.value.map((written) => {
    const of = scope.of ?? written.of ?? { id: "questionnaires", version: 1 };
    return { ...written, of, questions: written.questions.map(questionOf) };
  });
  return { ok: true, value: freezeDeep(checked) };
}

/**
 * Surveys that are known to be right, or an error `config_invalid` with every mistake and its path.
 *
 * @example
 * ```ts
 * import { defineSurveys } from "clientele";
 *
 * const survey = { id: "quarterly", questionnaire: "visit", when: { kind: "wave", every: "P3M" } } as const;
 * defineSurveys([survey], { questionnaires: ["visit"] })[0]?.when.kind; // => "wave"
 * defineSurveys([survey], { questionnaires: ["visits"] }); // throws config_invalid
 * ```
 */
export function defineSurveys(literal: readonly SurveyInput[], scope: SatisfactionScope = {}): Surveys {
  return defined(checkSurveys(literal, scope), "The surveys section");
}

/**
 * Surveys from anywhere, or every mistake in them: `unknown_name` (a questionnaire, a case policy, an event),
 * `repeated_name`, `out_of_range` (a sample), those of conditions and those of the shape.
 */
export function checkSurveys(value: unknown, scope: SatisfactionScope = {}): Checked<Surveys> {
  const shape = checkShape(surveysSchema, value);
  if (!shape.ok) return shape;
  const issues = listIssues(shape.value, (each) => surveyIssues(each, scope));
  if (issues.length > 0) return { ok: false, issues };
  const checked = shape.value.map((written) => {
    return { ...written, of: scope.of ?? written.of ?? { id: "surveys", version: 1 } };
  });
  return { ok: true, value: freezeDeep(checked) };
}

function listIssues<Item extends { readonly id: string }>(
  items: readonly Item[],
  issuesOf: (item: Item) => readonly ConfigIssue[],
): readonly ConfigIssue[] {
  const ids = items.map(({ id }) => id);
  const each = items.flatMap((item, i) =>
    issuesOf(item).map((issue) => ({ ...issue, path: below(`[${i}]`, issue.path) })),
  );
  return [...repeatedNames("", "id", ids), ...each];
}

function questionOf(question: QuestionInput): Question {
  return question.kind === "rating" ? { ...question, scale: scaleNamed(question.scale) } : question;
}

/** A name that stands for no scale has been reported before. */
function scaleNamed(scale: ScaleInput | string): Scale {
  if (typeof scale !== "string") return scaleOf(scale);
  return scaleOf(scalePresets[scale.replace("preset:", "")] ?? { min: 1, max: 2, better: "higher", satisfied: [2] });
}
