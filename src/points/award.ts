import { evaluateCondition } from "../conditions/evaluate.js";
import type { Condition } from "../conditions/model.js";
import { periodAround } from "../calendar/periods.js";
import { localDay } from "../calendar/zones.js";
import {
  divide,
  exactOf,
  exactText,
  multiply,
  subtract,
  sum,
  type DecimalText,
  type Exact,
} from "../shared/decimal.js";
import type { Instant } from "../shared/instants.js";
import type { OrderBasis, PointsAccount, PointsContext, RuleAward } from "./model.js";
import type { EarnRule } from "./rules-model.js";

/** What earns points: a host event, read for the fields that matter here. */
export interface EarningEvent {
  readonly id: string;
  readonly type: string;
  readonly about?: string;
  readonly by?: string;
  readonly occurredAt?: string;
  readonly note?: string;
  readonly customerId?: string;
  /** The order, where the event has an id of its own. */
  readonly orderId?: string;
  readonly currency?: string;
  readonly shipping?: DecimalText;
  readonly tenders?: readonly { readonly kind: string; readonly amount: DecimalText }[];
  readonly lines?: readonly EarningLine[];
}

/** One line of an order: what was paid for it, tax included. */
export interface EarningLine {
  readonly id?: string;
  readonly sku: string;
  readonly category?: string;
  readonly quantity: number;
  readonly tax?: DecimalText;
  readonly paid: DecimalText;
}

/** What a line is called in events: its id, or its place in the order. */
export function lineName(line: { readonly id?: string }, index: number): string {
  return line.id ?? String(index + 1);
}

/** The name under which shipping stands beside the lines. */
const shippingLine = "shipping";

/** What an earn rule gives for an event, and how it came about. */
export interface Award {
  readonly gives: string;
  readonly award: RuleAward;
}

/**
 * What each earn rule gives for an event, with its derivation. The money that counts is multiplied by the rates of
 * its line, and divided once, last, by the rounding of the rule, for the order as a whole or for each line.
 */
export function awardsOf(
  account: PointsAccount,
  event: EarningEvent,
  occurredAt: Instant,
  context: PointsContext,
): readonly Award[] {
  return context.points.earn
    .filter((rule) => rule.on === event.type && holds(rule.when, context))
    .map((rule) => ({
      gives: rule.gives,
      award: capped(account, rule, awardOf(rule, event, context), occurredAt, context),
    }))
    .filter(({ award }) => award.points > 0 || award.uncapped !== undefined);
}

/** What the order came to, line by line; undefined for events that are no order. */
export function orderBasis(event: EarningEvent): OrderBasis | undefined {
  if (event.lines === undefined) return undefined;
  const lines = Object.fromEntries(partsOf(event.lines, event.shipping).map(({ name, paid }) => [name, paid]));
  return { total: exactText(totalOf(event)), lines };
}

/** A part of an order by its name: a line, or the shipping. */
interface Part extends Pick<EarningLine, "category" | "paid" | "tax"> {
  readonly name: string;
}

function partsOf(lines: readonly EarningLine[] = [], shipping?: DecimalText): readonly Part[] {
  const parts: Part[] = lines.map((line, i) => ({ ...line, name: lineName(line, i) }));
  return shipping === undefined ? parts : [...parts, { name: shippingLine, paid: shipping }];
}

function totalOf({ lines, shipping }: EarningEvent): Exact {
  return sum(partsOf(lines, shipping).map(({ paid }) => exactOf(paid)));
}

function awardOf(rule: EarnRule, event: EarningEvent, context: PointsContext): RuleAward {
  if (rule.per === undefined) return { rule: rule.id, points: rule.points };
  const weights = weightsOf(rule, event, context);
  const { rounding = "down" } = rule;
  const paid = paidWithMoney(event, context);
  const { money = "1", total = "1" } = paid ?? {};
  const factor = multiply(exactOf(rule.points), exactOf(money));
  const divisor = multiply(exactOf(rule.per), exactOf(total));
  const lines = Object.values(weights).map(exactOf);
  const parts = rule.stage === "line" ? lines : [sum(lines)];
  const points = parts.reduce((all, weight) => all + divide(multiply(weight, factor), divisor, rounding), 0n);
  return { rule: rule.id, points: Number(points), weights, rounding, ...(paid !== undefined && { paid }) };
}

function weightsOf(rule: EarnRule, event: EarningEvent, context: PointsContext): Record<string, DecimalText> {
  const { tax: taxCounts = "included", shipping = "excluded" } = context.points.spend ?? {};
  const active = (rule.multipliers ?? []).filter(({ when }) => holds(when, context));
  const counted = partsOf(event.lines, shipping === "included" ? event.shipping : undefined);
  const parts = counted.filter(({ category }) => covers(rule.categories, category));
  return Object.fromEntries(
    parts.map(({ name, category, paid, tax }) => {
      const untaxed = subtract(exactOf(paid), exactOf((taxCounts === "excluded" ? tax : undefined) ?? 0));
      const rates = active.filter(({ categories }) => covers(categories, category)).map(({ by }) => exactOf(by));
      return [name, exactText(rates.reduce(multiply, untaxed))];
    }),
  );
}

/** What of the order was paid with money; undefined where points paid nothing of it, or count like money. */
function paidWithMoney(event: EarningEvent, { points }: PointsContext): RuleAward["paid"] {
  const withPoints = (event.tenders ?? []).filter(({ kind }) => kind === "points").map(({ amount }) => exactOf(amount));
  if (withPoints.length === 0 || points.spend?.partPaidWithPoints === "included") return undefined;
  const total = totalOf(event);
  if (total.units === 0n) return undefined;
  return { money: exactText(subtract(total, sum(withPoints))), total: exactText(total) };
}

function capped(
  account: PointsAccount,
  rule: EarnRule,
  award: RuleAward,
  occurredAt: Instant,
  { zone }: PointsContext,
): RuleAward {
  if (rule.cap === undefined) return award;
  const period = periodAround(localDay(occurredAt, zone), rule.cap.per).from;
  const room = Math.max(0, rule.cap.max - (account.capped[rule.id]?.[period] ?? 0));
  const points = Math.min(award.points, room);
  return { ...award, points, period, ...(points < award.points && { uncapped: award.points }) };
}

function covers(categories: readonly string[] | undefined, category: string | undefined): boolean {
  return categories === undefined || (category !== undefined && categories.includes(category));
}

/** A rule decides something, so an answer that is not known counts as no. */
function holds(when: Condition | undefined, context: PointsContext): boolean {
  if (when === undefined) return true;
  return evaluateCondition(when, { ...context, facts: context.facts ?? {} }) === "matched";
}
