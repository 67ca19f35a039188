import type { Condition } from "../conditions/model.js";
import type { DecimalText } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Label } from "../shared/locale.js";

/** The `questionnaires` section of a program, checked: what customers are asked. */
export type Questionnaires = readonly Questionnaire[];

/** Questions that are put together, in their order. */
export interface Questionnaire {
  readonly of: ProgramRef;
  readonly id: string;
  readonly label: Label;
  /** How it may be answered: online, by phone, face to face. Any way, when left out. */
  readonly modes?: readonly string[];
  /** A promise to keep it short: more questions than this are a mistake. */
  readonly maxQuestions?: number;
  readonly questions: readonly Question[];
}

/** One question. All of them may be left unanswered. */
export type Question = RatingQuestion | NpsQuestion | ChoiceQuestion | TextQuestion;

/** What every question has. */
export interface QuestionBase {
  readonly id: string;
  readonly text: Label;
  /** What it is about: product quality, service attitude, price. Scores can be asked for one dimension. */
  readonly dimension?: string;
  /** Asked only of those for whom this holds. It may read the answers before it: `answer.quality`. */
  readonly showIf?: Condition;
}

/** Asks for one level of a scale. */
export interface RatingQuestion extends QuestionBase {
  readonly kind: "rating";
  readonly scale: Scale;
  /** How much it counts in the satisfaction degree; every question counts the same, when left out. */
  readonly weight?: DecimalText;
}

/** Asks how likely somebody is to recommend the shop: 0 to 10. */
export interface NpsQuestion extends QuestionBase {
  readonly kind: "nps";
}

/** Asks to choose one thing, or with `many` any number of them. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: "choice";
  readonly choices: readonly Choice[];
  readonly many?: boolean;
}

/** Something to choose. It is known by its id, so that answers in several languages are counted together. */
export interface Choice {
  readonly id: string;
  readonly label: Label;
}

/** Asks for words. What people write never enters a record of answers or an event. */
export interface TextQuestion extends QuestionBase {
  readonly kind: "text";
}

/** The levels of a rating, which are whole numbers, and what each of them means. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Which end is the good one. */
  readonly better: "higher" | "lower";
  /** The levels that count as satisfied. */
  readonly satisfied: readonly number[];
  /** The levels that count as dissatisfied; those between are neutral. */
  readonly dissatisfied: readonly number[];
  /** What each level is worth in the satisfaction degree, 0 to 100, from `min` to `max`. */
  readonly degrees: readonly DecimalText[];
}

/** The `surveys` section of a program, checked: when a questionnaire goes out, and to whom. */
export type Surveys = readonly Survey[];

/** A questionnaire that goes out for a reason, or again and again. */
export interface Survey {
  readonly of: ProgramRef;
  readonly id: string;
  readonly label?: Label;
  readonly questionnaire: string;
  /** Who is asked: customers, when left out. */
  readonly audience?: "customers" | "staff";
  /** Only those for whom this holds. */
  readonly eligible?: Condition;
  /** The share of them that is asked. */
  readonly sample?: DecimalText;
  /** How long a customer who has answered, whatever survey it was, is left in peace by this one. */
  readonly quietAfterAnswer?: Duration;
  /** The case policy by which somebody who is dissatisfied with something is looked after. */
  readonly lowScoreOpens?: string;
  readonly when: SurveyTrigger;
}

/** When a survey goes out: so long after an event, once in every period, or when the host sends it. */
export type SurveyTrigger =
  | { readonly kind: "event"; readonly event: string; readonly after?: Duration }
  | { readonly kind: "wave"; readonly every: Duration }
  | { readonly kind: "manual" };
