import { labelIn, type Locale } from "../shared/locale.js";
import { tierWords } from "./messages.js";
import type { TierProgress } from "./progress.js";

/**
 * A customer's progress in one sentence: what is there, and what is most pressing. That is keeping the tier where it is
 * at risk, otherwise the next tier. Labels stand as they are written where they have no other language.
 *
 * @example
 * ```ts
 * import { explainTierProgress } from "clientele";
 *
 * const progress = {
 *   tierSet: "honour", tier: "silver", label: { en: "Silver", "zh-CN": "银卡客户" },
 *   metric: { name: "honour", label: { en: "honour points", "zh-CN": "荣誉值" }, kind: "points" }, value: 3380,
 *   next: { tier: "gold", label: { en: "Gold", "zh-CN": "金卡客户" }, reach: 8000, missing: 4620 },
 * } as const;
 * explainTierProgress(progress, "en"); // => "Silver: 3,380 honour points now; 4,620 more make it Gold."
 * explainTierProgress(progress, "zh-CN"); // => "银卡客户:现有3380荣誉值,再得4620荣誉值即升为金卡客户。"
 * ```
 */
export function explainTierProgress(progress: TierProgress, locale: Locale): string {
  const { metric, next, keep } = progress;
  const words = tierWords[locale];
  const tier = labelIn(progress.label, locale, progress.tier);
  const name = labelIn(metric.label, locale, metric.name);
  const shown = (value: number | string): string => {
    const number = words.number(`${value}`);
    return metric.kind === "money" ? words.money(number, metric.currency) : number;
  };
  const more = (missing: number | string): string => words.more[metric.kind](shown(missing), name);
  const now = words.now[metric.kind](shown(progress.value), name);
  if (keep !== undefined) return words.keep(tier, now, more(keep.missing), keep.lastDay, keep.missing === 1);
  if (next === undefined) return words.highest(tier, now);
  const nextTier = labelIn(next.label, locale, next.tier);
  if (next.beginsOn !== undefined) return words.begins(tier, now, nextTier, next.beginsOn);
  return words.next(tier, now, more(next.missing), nextTier, next.missing === 1);
}
