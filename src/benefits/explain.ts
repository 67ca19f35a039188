import { labelIn, type Locale } from "../shared/locale.js";
import type { EntitledBenefit } from "./benefits.js";
import { benefitWords } from "./messages.js";

/**
 * Benefits in words, a line for each: through what the customer has it, how often, and the published terms.
 *
 * @example
 * ```ts
 * import { benefitsOf, defineBenefits, explainBenefits } from "clientele";
 *
 * const benefits = defineBenefits([{ id: "gift", label: { en: "Birthday gift", "zh-CN": "生日礼物" }, kind: "gift",
 *   to: { kind: "tier", tierSet: "club", tier: "silver" }, limit: { max: 1, per: "birthday_year" } }]);
 * const entitled = benefitsOf({ benefits, facts: { "tier.club": "silver" }, zone: "Europe/Paris", now: new Date("2026-03-02") });
 * explainBenefits(entitled, "en"); // => "Birthday gift: comes with the tier silver; once between two birthdays."
 * explainBenefits(entitled, "zh-CN"); // => "生日礼物:silver权益,每个生日年度1次。"
 * ```
 */
export function explainBenefits(benefits: readonly EntitledBenefit[], locale: Locale): string {
  const words = benefitWords[locale];
  if (benefits.length === 0) return words.nothing;
  return benefits.map((each) => lineOf(each, locale)).join("\n");
}

function lineOf({ benefit, source }: EntitledBenefit, locale: Locale): string {
  const { limit, terms } = benefit;
  const words = benefitWords[locale];
  return words.line(labelIn(benefit.label, locale, benefit.id), [
    words.through[source.kind](labelIn(source.label, locale, nameOf(source))),
    ...(limit === undefined ? [] : [words.limit(limit.max, limit.per)]),
    ...(terms === undefined ? [] : [labelIn(terms.text, locale, terms.published)]),
  ]);
}

function nameOf(source: EntitledBenefit["source"]): string {
  switch (source.kind) {
    case "tier":
      return source.tier;
    case "class":
      return source.class ?? source.segment;
    case "condition":
      return "";
    default:
      return source satisfies never;
  }
}
