import type { ProgramRef } from "../shared/envelope.js";
import type { ScaleInput } from "./scales.js";
import type { ChoiceQuestion, NpsQuestion, Questionnaire, RatingQuestion, Survey, TextQuestion } from "./sections.js";

/** A questionnaire as it is written down: scales may be named, and what a program stamps on it is not there yet. */
export type QuestionnaireInput = Omit<Questionnaire, "of" | "questions"> & {
  readonly of?: ProgramRef;
  readonly questions: readonly QuestionInput[];
};

/** A question as it is written down. */
export type QuestionInput = RatingQuestionInput | NpsQuestion | ChoiceQuestion | TextQuestion;

/** A rating as it is written down: its scale may be named, `"preset:satisfaction_5"`. */
export type RatingQuestionInput = Omit<RatingQuestion, "scale"> & { readonly scale: ScaleInput | string };

/** A survey as it is written down. */
export type SurveyInput = Omit<Survey, "of"> & { readonly of?: ProgramRef };
