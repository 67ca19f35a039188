import { decimalText, exactOf, multiply, type DecimalText } from "../shared/decimal.js";
import { filled, type Locale } from "../shared/locale.js";
import { fewResponses, responseCounts, scoreMessages, scoreNames, scoreUnits, type ScoreSentence } from "./messages.js";
import type { Score } from "./score.js";

/** With fewer responses than this a score is a hint: one more answer can move it a long way. */
const few = 30;

/**
 * A score in words, with the responses and the interval behind it. Shares are in percent; everything has one digit after
 * the point, halves away from zero.
 *
 * @example
 * ```ts
 * import { explainScore } from "clientele";
 *
 * const interval = { low: "0.682614", high: "0.800877", level: "0.95", method: "wilson" } as const;
 * const score = { metric: "satisfactionRate", n: 210, people: 210, value: "0.747619", interval, unanswered: {} } as const;
 * explainScore(score, "en"); // => "Satisfaction rate: 74.8%, from 210 responses (95% interval 68.3% to 80.1%)."
 * explainScore(score, "zh-CN"); // => "满意率:74.8%(210份答卷,95%置信区间68.3%至80.1%)。"
 * ```
 */
export function explainScore(score: Score, locale: Locale): string {
  const { metric, n, value, interval } = score;
  const values: Readonly<Record<string, string>> = {
    name: scoreNames[locale][metric],
    n: responseCounts[locale](n),
    value: shown(value, score, locale),
    low: shown(interval?.low, score, locale),
    high: shown(interval?.high, score, locale),
    few: n < few ? fewResponses[locale] : "",
  };
  return filled(scoreMessages[locale][sentenceOf(score)], values);
}

function sentenceOf({ suppressed, value, interval }: Score): ScoreSentence {
  if (suppressed === true) return "suppressed";
  if (value === undefined) return "nobody";
  return interval === undefined ? "without_interval" : "known";
}

function shown(value: DecimalText | undefined, { metric }: Score, locale: Locale): string {
  if (value === undefined) return "";
  if (metric === "nps") return decimalText(exactOf(value), 1, "half_up");
  const isDegree = metric === "satisfactionDegree";
  const number = isDegree ? exactOf(value) : multiply(exactOf(value), { units: 100n, scale: 0 });
  const { share, degree } = scoreUnits[locale];
  return filled(isDegree ? degree : share, { value: decimalText(number, 1, "half_up") });
}
