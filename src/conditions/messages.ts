import type { Locale } from "../shared/locale.js";
import type { CalendarWindow, FactCondition, Outcome } from "./model.js";

/** The operators that hold a fact against one value. */
type ValueOp = Exclude<FactCondition["op"], "between" | "in" | "exists" | "anniversary">;

/** The words of explanations in one language. Values come quoted and with their unit. */
export interface ConditionWords {
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly line: (outcome: string, text: string) => string;
  readonly all: string;
  readonly any: string;
  readonly not: string;
  readonly atLeast: (n: number, of: number) => string;
  readonly leaf: (fact: string, window: string, predicate: string) => string;
  readonly numbers: Readonly<Record<ValueOp, (value: string) => string>>;
  readonly times: Readonly<Record<ValueOp, (value: string) => string>>;
  readonly between: (low: string, high: string) => string;
  readonly oneOf: (values: readonly string[]) => string;
  readonly exists: string;
  readonly anniversary: (days: number) => string;
  readonly segment: (segment: string, itsClass: string | undefined) => string;
  readonly otherwise: string;
  readonly actual: (value: string) => string;
  readonly notKnown: string;
  readonly yesNo: (yes: boolean) => string;
  readonly quoted: (text: string) => string;
  readonly listed: (texts: readonly string[]) => string;
  readonly measured: (value: string, unit: string) => string;
  readonly rolling: (months: number, days: number) => string;
  readonly period: (unit: CalendarWindow["unit"], back: number) => string;
  readonly change: (fact: string, from: string, to: string, by: string | undefined, up: boolean) => string;
  readonly changes: (met: boolean, changes: readonly string[]) => string;
}

const english: ConditionWords["numbers"] = {
  eq: (value) => `is ${value}`,
  ne: (value) => `is not ${value}`,
  lt: (value) => `is below ${value}`,
  lte: (value) => `is at most ${value}`,
  gt: (value) => `is above ${value}`,
  gte: (value) => `is at least ${value}`,
  contains: (value) => `has ${value} in it`,
  starts_with: (value) => `starts with ${value}`,
  ends_with: (value) => `ends with ${value}`,
};

const chinese: ConditionWords["numbers"] = {
  eq: (value) => `为${value}`,
  ne: (value) => `不为${value}`,
  lt: (value) => `低于${value}`,
  lte: (value) => `不超过${value}`,
  gt: (value) => `超过${value}`,
  gte: (value) => `不少于${value}`,
  contains: (value) => `包含${value}`,
  starts_with: (value) => `以${value}开头`,
  ends_with: (value) => `以${value}结尾`,
};

const chinesePeriods = {
  day: ["今天", "昨天", "天"],
  week: ["本周", "上周", "周"],
  month: ["本月", "上月", "个月"],
  quarter: ["本季度", "上季度", "个季度"],
  year: ["今年", "去年", "年"],
} as const;

/** The words of `explainCondition` and `explainChange`. */
export const conditionWords: Readonly<Record<Locale, ConditionWords>> = {
  en: {
    outcome: { matched: "Met", unmatched: "Not met", unknown: "Not decided" },
    line: (outcome, text) => `${outcome}: ${text}`,
    all: "all of these",
    any: "one or more of these",
    not: "not this",
    atLeast: (n, of) => `at least ${n} of these ${of}`,
    leaf: (fact, window, predicate) => `${fact}${window === "" ? "" : ` ${window}`} ${predicate}`,
    numbers: english,
    times: {
      ...english,
      lt: (value) => `is before ${value}`,
      lte: (value) => `is ${value} or before`,
      gt: (value) => `is after ${value}`,
      gte: (value) => `is ${value} or after`,
    },
    between: (low, high) => `is from ${low} to ${high}`,
    oneOf: (values) => `is one of ${values.join(", ")}`,
    exists: "is known",
    anniversary: (days) =>
      days === 0 ? "has its anniversary today" : `has its anniversary today or in ${counted(days, "day")}`,
    segment: (segment, itsClass) =>
      itsClass === undefined ? `is in segment ${segment}` : `is in class ${itsClass} of segment ${segment}`,
    otherwise: "everybody else",
    actual: (value) => ` (it is ${value})`,
    notKnown: " (not known)",
    yesNo: (yes) => (yes ? "yes" : "no"),
    quoted: (text) => `"${text}"`,
    listed: (texts) => (texts.length === 0 ? "none" : texts.join(", ")),
    measured: (value, unit) => `${value} ${unit}`,
    rolling: (months, days) => {
      const parts = [months > 0 ? counted(months, "month") : "", days > 0 ? counted(days, "day") : ""];
      return `over the last ${parts.filter((part) => part !== "").join(" and ")}`;
    },
    period: (unit, back) => {
      if (unit === "day" && back <= 1) return back === 0 ? "today" : "yesterday";
      if (back <= 1) return `${back === 0 ? "this" : "last"} ${unit}`;
      return `in the ${unit} ${counted(back, unit)} ago`;
    },
    change: (fact, from, to, by, up) =>
      `${fact} at ${to} instead of ${from}${by === undefined ? "" : ` (${by} ${up ? "more" : "less"})`}`,
    changes: (met, changes) => `This would ${met ? "be met" : "no longer be met"} with ${changes.join(", and ")}.`,
  },
  "zh-CN": {
    outcome: { matched: "已满足", unmatched: "未满足", unknown: "无法判断" },
    line: (outcome, text) => `${outcome}:${text}`,
    all: "须同时满足以下各项",
    any: "满足以下任意一项即可",
    not: "须不符合下列条件",
    atLeast: (n, of) => `须满足以下${of}项中的至少${n}项`,
    leaf: (fact, window, predicate) => `${window}${fact}${predicate}`,
    numbers: chinese,
    times: {
      ...chinese,
      lt: (value) => `早于${value}`,
      lte: (value) => `不晚于${value}`,
      gt: (value) => `晚于${value}`,
      gte: (value) => `不早于${value}`,
    },
    between: (low, high) => `在${low}至${high}之间`,
    oneOf: (values) => `为${values.join("、")}之一`,
    exists: "已有记录",
    anniversary: (days) => (days === 0 ? "的周年日为今天" : `的周年日在今天或今后${days}天内`),
    segment: (segment, itsClass) =>
      itsClass === undefined ? `属于客户分群${segment}` : `属于客户分类${segment}中的${itsClass}`,
    otherwise: "其余客户",
    actual: (value) => `(现为${value})`,
    notKnown: "(缺少数据)",
    yesNo: (yes) => (yes ? "是" : "否"),
    quoted: (text) => `“${text}”`,
    listed: (texts) => (texts.length === 0 ? "无" : texts.join("、")),
    measured: (value, unit) => `${value}${unit}`,
    rolling: (months, days) => {
      const parts = [months > 0 ? `${months}个月` : "", days > 0 ? `${days}天` : ""];
      return `近${parts.filter((part) => part !== "").join("零")}`;
    },
    period: (unit, back) => {
      const [current, last, word] = chinesePeriods[unit];
      return back === 0
        ? current
        : back === 1
          ? last
          : `${back}${word}前的当${unit === "day" ? "天" : word.replace("个", "")}`;
    },
    change: (fact, from, to, by, up) =>
      `${fact}由${from}变为${to}${by === undefined ? "" : `(${up ? "再增加" : "减少"}${by})`}`,
    changes: (met, changes) => `${changes.join(",且")},${met ? "即可满足" : "则不再满足"}。`,
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
