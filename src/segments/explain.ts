import { explainCondition } from "../conditions/explain.js";
import { labelIn, type Locale } from "../shared/locale.js";
import type { ClassReason, TriedClass } from "./class-reason.js";
import { segmentWords, type SegmentWords } from "./messages.js";

/**
 * Why a customer is in a class, in words: the class, the scores where there are some, then every class that was tried
 * with its conditions, indented by two spaces. What is not known is named.
 *
 * @example
 * ```ts
 * import { classReason, defineSegments, explainClass } from "clientele";
 *
 * const segments = defineSegments([{ id: "value", label: { en: "Value", "zh-CN": "客户分类" }, of: [
 *   { id: "high", label: { en: "High value", "zh-CN": "高价值客户" }, when: { op: "gte", fact: "orders", value: 6 } },
 *   { id: "prospect", label: { en: "Prospect", "zh-CN": "潜在客户" }, when: { op: "otherwise" } },
 * ] }]);
 * const context = { segments, segment: "value", facts: { orders: 4 }, now: new Date("2026-03-02T10:00:00Z") };
 * const reason = classReason({ scores: {} }, context);
 * explainClass(reason, "en").split("\n")[0]; // => "Value: Prospect."
 * explainClass(reason, "zh-CN").split("\n")[2]; // => "  未满足:订单数不少于6(现为4)"
 * ```
 */
export function explainClass(reason: ClassReason, locale: Locale): string {
  const words = segmentWords[locale];
  const tried = reason.tried.flatMap((each) => triedLines(each, locale, words));
  return [headline(reason, locale, words), ...scoreLines(reason, words), ...tried].join("\n");
}

function headline(reason: ClassReason, locale: Locale, words: SegmentWords): string {
  const segment = labelIn(reason.label, locale, reason.segment);
  if (!reason.in) return words.notIn(segment);
  if (reason.class === undefined) return words.inSegment(segment);
  const label = reason.tried.find((each) => each.class === reason.class)?.label;
  return words.inClass(segment, labelIn(label, locale, reason.class));
}

function scoreLines({ scores, tried }: ClassReason, words: SegmentWords): readonly string[] {
  if (scores === undefined) return tried.length === 0 ? [words.notScored] : [];
  const { r, f, m, base } = scores;
  return [words.scores(r, f, m, base.on, base.customers)];
}

function triedLines(tried: TriedClass, locale: Locale, words: SegmentWords): readonly string[] {
  const lines = explainCondition(tried.reason, locale).split("\n");
  if (tried.class === undefined) return lines;
  return [words.tried(labelIn(tried.label, locale, tried.class)), ...lines.map((line) => `  ${line}`)];
}
