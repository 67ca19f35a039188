import type { NoAnswer, NpsAnswer, RatingAnswer, SurveyResponse } from "./model.js";

/** Which responses and questions a score is of. All that are given, when nothing is said. */
export interface ScoreContext {
  /** The responses to this questionnaire. */
  readonly questionnaire?: string;
  readonly question?: string;
  readonly dimension?: string;
  /** With fewer people than this no value is shown. */
  readonly minimum?: number;
  /** Every context has it. It is not read here: the responses are those that you give. */
  readonly now?: Date;
}

/** What one response has of what is meant. */
export interface Picked {
  /** Whose it is: answers of one customer are not independent opinions. */
  readonly owner: string;
  readonly ratings: readonly RatingAnswer[];
  readonly recommendations: readonly NpsAnswer[];
  /** The questions of this kind that have no answer. */
  readonly without: readonly NoAnswer[];
}

/** The answers that are meant, response by response. */
export function picked(
  responses: readonly SurveyResponse[],
  kind: "rating" | "nps",
  { questionnaire, question, dimension }: ScoreContext,
): readonly Picked[] {
  const meant = responses.filter((each) => questionnaire === undefined || each.questionnaire === questionnaire);
  return meant.map(({ owner, answers }) => {
    const own = answers.filter(
      (answer) =>
        (question === undefined || answer.question === question) &&
        (dimension === undefined || answer.dimension === dimension),
    );
    return {
      owner,
      ratings: own.filter((answer) => answer.kind === "rating"),
      recommendations: own.filter((answer) => answer.kind === "nps"),
      without: own.filter((answer) => answer.kind === "none").filter(({ asked }) => asked === kind),
    };
  });
}
