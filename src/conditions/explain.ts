import { readDuration } from "../shared/durations.js";
import { labelIn, type Label, type Locale } from "../shared/locale.js";
import type { FactValue } from "./fact-spec.js";
import { conditionWords, type ConditionWords } from "./messages.js";
import type { FactCondition, FactWindow } from "./model.js";
import type { ConditionReason, GroupReason, LeafReason } from "./reason.js";
import type { FactChange, SmallestChange } from "./smallest-change.js";

/**
 * A reason in words: one line for every condition, a group's own above those of its members, indented by two spaces.
 * What is missing is named.
 *
 * @example
 * ```ts
 * import { conditionReason, explainCondition } from "clientele";
 *
 * const reason = conditionReason({ op: "gte", fact: "orders", value: 6 }, { facts: { orders: 4 } });
 * explainCondition(reason, "en"); // => "Not met: number of orders is at least 6 (it is 4)"
 * explainCondition(reason, "zh-CN"); // => "未满足:订单数不少于6(现为4)"
 * ```
 */
export function explainCondition(reason: ConditionReason, locale: Locale): string {
  return linesOf(reason, locale, conditionWords[locale]).join("\n");
}

/**
 * The smallest change in one sentence.
 *
 * @example
 * ```ts
 * import { explainChange, smallestChange } from "clientele";
 *
 * const change = smallestChange({ op: "gte", fact: "spend", value: "5000.00" }, { facts: { spend: "4200.00" } });
 * change && explainChange(change, "zh-CN"); // => "消费金额由4200.00变为5000.00(再增加800.00),即可满足。"
 * ```
 */
export function explainChange(change: SmallestChange, locale: Locale): string {
  const words = conditionWords[locale];
  return words.changes(
    change.met,
    change.changes.map((each) => changeText(each, locale, words)),
  );
}

function linesOf(reason: ConditionReason, locale: Locale, words: ConditionWords): readonly string[] {
  const outcome = words.outcome[reason.outcome];
  if (reason.kind === "leaf") return [words.line(outcome, leafText(reason, locale, words))];
  const members = reason.of.flatMap((each) => linesOf(each, locale, words));
  return [words.line(outcome, groupText(reason, words)), ...members.map((line) => `  ${line}`)];
}

function groupText({ op, n = 0, of }: GroupReason, words: ConditionWords): string {
  return op === "at_least" ? words.atLeast(n, of.length) : words[op];
}

function leafText(reason: LeafReason, locale: Locale, words: ConditionWords): string {
  const { expected, actual, label, unit } = reason;
  if (expected.op === "otherwise") return words.otherwise;
  const found = actual === undefined ? words.notKnown : words.actual(valueText(actual, unit, locale, words));
  if (expected.op === "segment") {
    const itsClass = expected.class === undefined ? undefined : words.quoted(expected.class);
    return `${words.segment(words.quoted(expected.segment), itsClass)}${typeof actual === "boolean" ? "" : found}`;
  }
  const predicate = predicateText(expected, words, (value) => valueText(value, unit, locale, words));
  return `${factText(expected, label, locale, words, predicate)}${expected.op === "exists" ? "" : found}`;
}

function factText(
  { fact, window }: { readonly fact: string; readonly window?: FactWindow },
  label: Label | undefined,
  locale: Locale,
  words: ConditionWords,
  predicate: string,
): string {
  return words.leaf(labelIn(label, locale, fact), window === undefined ? "" : windowText(window, words), predicate);
}

function predicateText(leaf: FactCondition, words: ConditionWords, shown: (value: FactValue) => string): string {
  switch (leaf.op) {
    case "between":
      return words.between(shown(leaf.low), shown(leaf.high));
    case "in":
      return words.oneOf(leaf.values.map(shown));
    case "exists":
      return words.exists;
    case "anniversary":
      return words.anniversary(readDuration(leaf.within ?? "")?.days ?? 0);
    default:
      return (isTime(leaf.value) ? words.times : words.numbers)[leaf.op](shown(leaf.value));
  }
}

function windowText(window: FactWindow, words: ConditionWords): string {
  switch (window.kind) {
    case "rolling": {
      const { months = 0, days = 0 } = readDuration(window.length) ?? {};
      return words.rolling(months, days);
    }
    case "calendar":
      return words.period(window.unit, -(window.offset ?? 0));
    case "lifetime":
      return "";
    default:
      return window satisfies never;
  }
}

/** Numbers and times stand as they are, with their unit; other texts are quoted. */
function valueText(value: FactValue, unit: Label | undefined, locale: Locale, words: ConditionWords): string {
  if (typeof value === "boolean") return words.yesNo(value);
  if (typeof value === "object") return words.listed(value.map(words.quoted));
  const text = isTime(value) || /^-?\d+(\.\d+)?$/.test(`${value}`) ? `${value}` : words.quoted(`${value}`);
  return unit === undefined || unit === "currency" ? text : words.measured(text, labelIn(unit, locale, ""));
}

/** A day or an instant: only these begin with a year and a hyphen. */
function isTime(value: FactValue): boolean {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value);
}

function changeText(change: FactChange, locale: Locale, words: ConditionWords): string {
  const { from, to, by, label, unit } = change;
  const shown = (value: FactValue): string => valueText(value, unit, locale, words);
  const distance = by === undefined ? undefined : `${by}`;
  const fact = factText(change, label, locale, words, "").trimEnd();
  const less = distance?.startsWith("-") === true;
  return words.change(fact, shown(from), shown(to), less ? distance.slice(1) : distance, !less);
}
