import { exactOf, exactText, sum, type DecimalText, type RoundingMode } from "../shared/decimal.js";
import { labelIn, type Label, type Locale } from "../shared/locale.js";
import { earningWords } from "./messages.js";
import type { PointsContext, PointsEvent, RuleAward } from "./model.js";

/** How the points of an earning came about, with the names of the rules. Plain JSON. */
export interface EarningReason {
  readonly points: number;
  readonly label: Label;
  readonly rules: readonly RuleReason[];
}

/** What one rule gave. */
export interface RuleReason {
  readonly rule: string;
  readonly label: Label;
  readonly points: number;
  readonly uncapped?: number;
  /** Of a rule that counts money: what counted, rates included, and what it gives for how much. */
  readonly money?: { readonly basis: DecimalText; readonly points: number; readonly per: DecimalText };
  readonly rounding?: RoundingMode;
  /** Where points paid a part that does not count: what was paid with money, of the whole. */
  readonly paid?: { readonly money: DecimalText; readonly total: DecimalText };
}

/** The derivation of an earning: what each rule counted and gave, by the rules of the context. */
export function earningReason({ points, pointsType, rules = [] }: PointsEvent, context: PointsContext): EarningReason {
  const type = context.points.types.find(({ id }) => id === pointsType);
  return { points, label: type?.label ?? pointsType, rules: rules.map((award) => ruleReason(award, context)) };
}

/**
 * The derivation of an earning in words: the points, then a line for each rule.
 *
 * @example
 * ```ts
 * import { definePointsRules, earningReason, earnPoints, explainEarning, must, openPointsAccount } from "clientele";
 *
 * const points = definePointsRules({
 *   types: [{ id: "points", label: { en: "points", "zh-CN": "积分" }, use: "redeemable", expire: { kind: "never" } }],
 *   earn: [{ id: "spend", label: { en: "Spending", "zh-CN": "消费" }, on: "order.paid", gives: "points", points: 2, per: "1.00" }],
 * });
 * const context = { points, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") };
 * const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, context));
 * const order = { id: "ord_1", type: "order.paid", lines: [{ sku: "tea", quantity: 1, paid: "79.75" }] };
 * const [earned] = must(earnPoints(opened.state, order, context)).events;
 * const reason = earned && earningReason(earned, context);
 *
 * reason && explainEarning(reason, "en").split("\n");
 * // => ["159 points", "  Spending: 159 for 79.75 that counts, 2 for every 1.00, rounded down"]
 * reason && explainEarning(reason, "zh-CN").split("\n")[0]; // => "获得159积分"
 * ```
 */
export function explainEarning({ points, label, rules }: EarningReason, locale: Locale): string {
  const words = earningWords[locale];
  const lines = rules.map(({ rule, label: of, points: given, uncapped, money, paid, rounding = "down" }) => {
    const name = labelIn(of, locale, rule);
    const told =
      money === undefined
        ? words.fixed(name, given)
        : words.spent(name, given, money.basis, String(money.points), money.per, words.rounding[rounding]);
    const share = paid === undefined ? "" : words.paid(paid.money, paid.total);
    return `  ${told}${share}${uncapped === undefined ? "" : words.capped(uncapped)}`;
  });
  return [words.total(points, labelIn(label, locale, "")), ...lines].join("\n");
}

function ruleReason(
  { rule, points, uncapped, weights, rounding, paid }: RuleAward,
  context: PointsContext,
): RuleReason {
  const known = context.points.earn.find(({ id }) => id === rule);
  const basis = weights === undefined ? undefined : exactText(sum(Object.values(weights).map(exactOf)));
  return {
    rule,
    label: known?.label ?? rule,
    points,
    ...(uncapped !== undefined && { uncapped }),
    ...(basis !== undefined && known?.per !== undefined && { money: { basis, points: known.points, per: known.per } }),
    ...(rounding !== undefined && { rounding }),
    ...(paid !== undefined && { paid }),
  };
}
