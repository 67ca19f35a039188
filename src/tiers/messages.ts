import type { Locale } from "../shared/locale.js";

/** The words of a customer's progress in one language. Tiers and what is counted come as they are called. */
export interface TierWords {
  readonly now: Readonly<Record<"points" | "money" | "count", (value: string, metric: string) => string>>;
  readonly more: Readonly<Record<"points" | "money" | "count", (missing: string, metric: string) => string>>;
  readonly next: (tier: string, now: string, more: string, next: string, isOne: boolean) => string;
  readonly begins: (tier: string, now: string, next: string, day: string) => string;
  readonly keep: (tier: string, now: string, more: string, day: string, isOne: boolean) => string;
  readonly highest: (tier: string, now: string) => string;
  readonly number: (value: string) => string;
  readonly money: (value: string, currency: string | undefined) => string;
}

/** The words of `explainTierProgress`. */
export const tierWords: Readonly<Record<Locale, TierWords>> = {
  en: {
    now: {
      points: (value, metric) => `${value} ${metric} now`,
      money: (value) => `${value} spent so far`,
      count: (value, metric) => `${metric} is ${value}`,
    },
    more: {
      points: (missing) => `${missing} more`,
      money: (missing) => `${missing} more`,
      count: (missing) => `${missing} more`,
    },
    next: (tier, now, more, next, isOne) => `${tier}: ${now}; ${more} ${isOne ? "makes" : "make"} it ${next}.`,
    begins: (tier, now, next, day) => `${tier}: ${now}; ${next} begins on ${day}.`,
    keep: (tier, now, more, day, isOne) =>
      `${tier}: ${now}; ${more} by the end of ${day} ${isOne ? "keeps" : "keep"} it.`,
    highest: (tier, now) => `${tier}: ${now}; this is the highest tier.`,
    number: (value) => value.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ","),
    money: (value, currency) => (currency === undefined ? value : `${currency} ${value}`),
  },
  "zh-CN": {
    now: {
      points: (value, metric) => `现有${value}${metric}`,
      money: (value) => `已消费${value}`,
      count: (value, metric) => `${metric}现为${value}`,
    },
    more: {
      points: (missing, metric) => `再得${missing}${metric}`,
      money: (missing) => `再消费${missing}`,
      count: (missing) => `再增加${missing}`,
    },
    next: (tier, now, more, next) => `${tier}:${now},${more}即升为${next}。`,
    begins: (tier, now, next, day) => `${tier}:${now},${day}起升为${next}。`,
    keep: (tier, now, more, day) => `${tier}:${now},最迟${day}当日${more}即可保级。`,
    highest: (tier, now) => `${tier}:${now},已是最高等级。`,
    number: (value) => value,
    money: (value, currency) => (currency === undefined || currency === "CNY" ? `${value}元` : `${value} ${currency}`),
  },
};
