import type { Locale } from "../shared/locale.js";
import type { EntitlementGap } from "./entitlement.js";
import type { BenefitGrant, LimitPeriod } from "./model.js";

/** The words of a list of benefits in one language. */
export interface BenefitWords {
  readonly line: (benefit: string, parts: readonly string[]) => string;
  readonly through: Readonly<Record<BenefitGrant["kind"], (name: string) => string>>;
  readonly limit: (max: number, per: LimitPeriod) => string;
  readonly nothing: string;
}

const chinesePeriods: Readonly<Record<LimitPeriod, string>> = {
  day: "每天",
  week: "每周",
  month: "每月",
  quarter: "每季度",
  year: "每年",
  birthday_year: "每个生日年度",
  lifetime: "总共",
};

const englishPeriods: Readonly<Record<LimitPeriod, string>> = {
  day: "a day",
  week: "a week",
  month: "a month",
  quarter: "a quarter",
  year: "a year",
  birthday_year: "between two birthdays",
  lifetime: "in all",
};

/** The words of `explainBenefits`. */
export const benefitWords: Readonly<Record<Locale, BenefitWords>> = {
  en: {
    line: (benefit, parts) => `${benefit}: ${parts.join("; ")}.`,
    through: {
      tier: (name) => `comes with the tier ${name}`,
      class: (name) => `for the class ${name}`,
      condition: () => "its conditions are met",
    },
    limit: (max, per) => `${max === 1 ? "once" : `${max} times`} ${englishPeriods[per]}`,
    nothing: "No benefits.",
  },
  "zh-CN": {
    line: (benefit, parts) => `${benefit}:${parts.join(",")}。`,
    through: {
      tier: (name) => `${name}权益`,
      class: (name) => `${name}专享`,
      condition: () => "已符合条件",
    },
    limit: (max, per) => `${chinesePeriods[per]}${max}次`,
    nothing: "暂无权益。",
  },
};

/** What is missing for a benefit, as part of an English sentence. */
export function gapText(gap: EntitlementGap): string {
  switch (gap.kind) {
    case "tier":
      return `it takes the tier "${gap.tier}" of "${gap.tierSet}"${actualText(gap.actual)}`;
    case "class":
      return `it takes ${gap.class === undefined ? "" : `the class "${gap.class}" of `}the segment "${gap.segment}"${actualText(gap.actual)}`;
    case "condition":
      return `its condition does not hold${gap.missing.length === 0 ? "" : ` (not known: ${gap.missing.join(", ")})`}`;
    case "purpose":
      return `there is no consent to "${gap.purpose}"`;
    case "fact":
      return `"${gap.fact}" is not known, and its limit is counted from it`;
    case "nobody":
      return "nothing grants it";
    default:
      return gap satisfies never;
  }
}

function actualText(actual: unknown): string {
  if (actual === undefined) return ", and it is not known which the customer has";
  return typeof actual === "string" ? `, and the customer has "${actual}"` : "";
}
