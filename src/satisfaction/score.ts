import type { DecimalText } from "../shared/decimal.js";
import type { SurveyResponse, WhyUnanswered } from "./model.js";
import { picked, type Picked, type ScoreContext } from "./pick.js";
import { boundText } from "./ratio.js";

/**
 * A score, never without the number of responses behind it. Where nobody answered there is no value, which is not the
 * value 0.
 */
export interface Score {
  readonly metric: ScoreMetric;
  /** How many responses it rests on. */
  readonly n: number;
  /** How many people gave them. Who is not known is one person a response. */
  readonly people: number;
  /**
   * `satisfaction.topBox` and `satisfactionRate` are shares of one, `satisfactionDegree` lies between 0 and 100, `nps`
   * between -100 and 100. Divided once; rounded to 6 digits after the point, 4 for the last two, halves away from zero.
   */
  readonly value?: DecimalText;
  /** Absent where it cannot be told. */
  readonly interval?: ScoreInterval;
  /** How many answers lie in each group; together they are all answers. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Why questions have no answer, and how many. None of them counts as a bad one. */
  readonly unanswered: Readonly<Partial<Record<WhyUnanswered, number>>>;
  /** Responses that answer too little to be counted. */
  readonly tooLittle?: number;
  /** Set when fewer people answered than the context's `minimum`: a small group would be recognised. */
  readonly suppressed?: true;
}

/** What a score is called. 满意率 is `satisfactionRate`, 满意度 is `satisfactionDegree`, and they are two numbers. */
export type ScoreMetric = "satisfaction.topBox" | "satisfactionRate" | "satisfactionDegree" | "nps";

/**
 * Between which values the score of all customers lies, in 95 of 100 such surveys, when those who answered are like
 * those who did not.
 */
export interface ScoreInterval {
  readonly low: DecimalText;
  readonly high: DecimalText;
  readonly level: "0.95";
  readonly method: "wilson" | "adjusted_wald" | "student_t";
}

/** A low and a high bound. */
export type Bounds = readonly [low: number, high: number];

/** What each metric works out for itself, from the responses that count. */
export interface Finding {
  readonly counted: readonly Picked[];
  /** Asked only where there is something to count. */
  readonly result: () => Pick<Score, "value" | "interval" | "counts">;
  readonly tooLittle?: number;
}

/** The score of the responses that are meant; without its value where nobody answered, or too few to show it. */
export function scoreOf(
  metric: ScoreMetric,
  responses: readonly SurveyResponse[],
  context: ScoreContext,
  find: (picked: readonly Picked[]) => Finding,
): Score {
  const kind = metric === "nps" ? "nps" : "rating";
  const meant = picked(responses, kind, context);
  const { counted, result, tooLittle } = find(meant);
  const people = new Set(counted.map(({ owner }) => owner)).size;
  const head = { metric, n: counted.length, people };
  if (people > 0 && people < (context.minimum ?? 0)) return { ...head, unanswered: {}, suppressed: true };
  return {
    ...head,
    ...(counted.length > 0 && result()),
    unanswered: reasons(meant),
    ...(tooLittle !== undefined && { tooLittle }),
  };
}

/** An interval as it is written down, within what the score can be. */
export function intervalOf(
  [low, high]: Bounds,
  method: ScoreInterval["method"],
  [least, most]: Bounds,
  digits: number,
): ScoreInterval {
  const text = (bound: number): DecimalText => boundText(Math.min(most, Math.max(least, bound)), digits);
  return { low: text(low), high: text(high), level: "0.95", method };
}

function reasons(meant: readonly Picked[]): Score["unanswered"] {
  const counts: Partial<Record<WhyUnanswered, number>> = {};
  for (const { why } of meant.flatMap(({ without }) => without)) counts[why] = (counts[why] ?? 0) + 1;
  return counts;
}
