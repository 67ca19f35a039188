import type { FactValue } from "../conditions/fact-spec.js";
import { factSpecOf } from "../conditions/facts.js";
import { labelIn, type Locale } from "../shared/locale.js";
import { shadowWords } from "./messages.js";
import type { ShadowDifference, Shadowed } from "./shadow.js";
import type { ShadowSummary } from "./shadow-summary.js";

/**
 * In one sentence, whether an event came to the same here and in the other system.
 *
 * @example
 * ```ts
 * import { explainShadow } from "clientele/program";
 *
 * const shadowed = {
 *   id: "ord_1", type: "order.paid", customerId: "cus_7", occurredAt: "2026-03-02T10:00:00Z",
 *   replayed: false, decisions: [], ours: { orders: 1 }, compared: ["orders"], differences: [{ fact: "orders", ours: 1, theirs: 2 }],
 * };
 * explainShadow(shadowed, "en"); // => "ord_1 (order.paid, cus_7): number of orders is 1 here and 2 there."
 * explainShadow(shadowed, "zh-CN"); // => "ord_1(order.paid,cus_7):订单数本系统为1,原系统为2。"
 * ```
 */
export function explainShadow(shadowed: Shadowed, locale: Locale): string {
  const words = shadowWords[locale];
  const { id, type, customerId, compared, differences } = shadowed;
  const event = words.event(id, type, customerId);
  if (differences.length === 0) return words.same(event, compared.length);
  return words.differs(event, differences.map((each) => differenceIn(each, locale)).join(words.between));
}

/**
 * What differs over many events, a line each: how many agree, every fact that differs, and with which events it begins.
 *
 * @example
 * ```ts
 * import { explainShadowSummary } from "clientele/program";
 *
 * const first = { id: "ord_1", customerId: "cus_7", ours: 1, theirs: 2 };
 * const summary = {
 *   events: 3, agreeing: 2, facts: [{ fact: "orders", compared: 3, differing: 1, customers: 1 }],
 *   causes: [{ fact: "orders", type: "order.paid", customers: 1, first }],
 * };
 * explainShadowSummary(summary, "en").split("\n")[1]; // => "number of orders: differs 1 of 3 times, for 1 customer."
 * explainShadowSummary(summary, "zh-CN").split("\n")[0]; // => "共3个事件,其中2个一致。"
 * ```
 */
export function explainShadowSummary(summary: ShadowSummary, locale: Locale): string {
  const words = shadowWords[locale];
  const differing = summary.facts.filter((fact) => fact.differing > 0);
  const facts = differing.map(({ fact, compared, differing: times, customers }) =>
    words.fact(nameIn(fact, locale), compared, times, customers),
  );
  const causes = summary.causes.map(({ fact, type, customers, first }) => {
    const { id, customerId, ...values } = first;
    const difference = differenceIn({ fact, ...values }, locale);
    return words.cause(nameIn(fact, locale), type, customers, words.event(id, type, customerId), difference);
  });
  return [words.summary(summary.events, summary.agreeing), ...facts, ...causes].join("\n");
}

function differenceIn({ fact, ours, theirs }: ShadowDifference, locale: Locale): string {
  return shadowWords[locale].difference(nameIn(fact, locale), valueIn(ours, locale), valueIn(theirs, locale));
}

/** A fact over a time keeps its key, which says the time. */
function nameIn(fact: string, locale: Locale): string {
  return labelIn(factSpecOf(fact)?.label, locale, fact);
}

function valueIn(value: FactValue | undefined, locale: Locale): string {
  const words = shadowWords[locale];
  if (value === undefined) return words.unknown;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "object") return value.length === 0 ? words.none : value.join(words.list);
  return String(value);
}
