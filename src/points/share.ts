import { add, compare, divide, exactOf, multiply, sum, type Exact } from "../shared/decimal.js";
import type { OrderBasis, PointsEvent, Refunded, RuleAward } from "./model.js";
import type { Redemption } from "./cancel-redemption.js";
import { pointsIn } from "./buckets.js";

/** A share as an exact fraction. */
interface Fraction {
  readonly top: Exact;
  readonly bottom: Exact;
}

/** How much of an order all of its refunds together have refunded. */
export interface RefundedShare {
  readonly order: OrderBasis;
  /** Of each line, what was refunded for it by name; never more than was paid for it. */
  readonly lines: Readonly<Record<string, Exact>>;
  /** What was refunded by amount, of the whole. */
  readonly amount: Exact;
  /** Whether nothing is left of the order. */
  readonly whole: boolean;
}

/** The refunds that the account's events about an order tell of, each once. */
export function refundsOf(related: readonly PointsEvent[]): readonly Refunded[] {
  const byCommand = new Map<string, Refunded>();
  for (const { id, refunded } of related) if (refunded !== undefined) byCommand.set(id.replace(/#\d+$/, ""), refunded);
  return [...byCommand.values()];
}

/** All refunds of an order, added up. */
export function refundedShare(order: OrderBasis, refunds: readonly Refunded[]): RefundedShare {
  const lines: Record<string, Exact> = {};
  for (const [line, amount] of refunds.flatMap((refund) => Object.entries(refund.lines ?? {}))) {
    const refunded = add(lines[line] ?? exactOf(0), exactOf(amount));
    const paid = exactOf(order.lines[line] ?? order.total);
    lines[line] = compare(refunded, paid) > 0 ? paid : refunded;
  }
  const amount = sum(refunds.map((refund) => exactOf(refund.amount ?? 0)));
  const whole = compare(add(amount, sum(Object.values(lines))), exactOf(order.total)) >= 0;
  return { order, lines, amount, whole };
}

/** How many points of a rule's award the customer keeps: what the rest of the order is worth, rounded once. */
export function keptOf(award: RuleAward, share: RefundedShare): number {
  if (share.whole) return 0;
  const { weights, rounding = "down" } = award;
  if (weights === undefined) return award.points;
  const total = sum(Object.values(weights).map(exactOf));
  if (total.units === 0n) return award.points;
  const { top, bottom } = refundedWeight(weights, total, share);
  // kept = points × (1 − top / (bottom × total)), as one fraction
  const whole = multiply(bottom, total);
  const rest = add(whole, multiply(top, exactOf(-1)));
  if (rest.units <= 0n) return 0;
  return Number(divide(multiply(exactOf(award.points), rest), whole, rounding));
}

/** How many points of a redemption come back for these refunds, besides those that came back before. */
export function spentBack(redemption: Redemption, share: RefundedShare): number {
  const left = pointsIn(redemption.left);
  if (share.whole) return left;
  const total = exactOf(share.order.total);
  if (total.units === 0n) return 0;
  const refunded = add(share.amount, sum(Object.values(share.lines)));
  const due = Number(divide(multiply(exactOf(redemption.points), refunded), total, "down"));
  return Math.max(0, due - (redemption.points - left));
}

/** The weight of what was refunded: of lines their part of what was paid for them, of amounts the part of the whole. */
function refundedWeight(weights: Readonly<Record<string, string>>, total: Exact, share: RefundedShare): Fraction {
  const byAmount: Fraction = { top: multiply(share.amount, total), bottom: exactOf(share.order.total) };
  return Object.entries(share.lines).reduce<Fraction>((all, [line, refunded]) => {
    const weight = weights[line];
    const paid = exactOf(share.order.lines[line] ?? 0);
    if (weight === undefined || paid.units === 0n) return all;
    if (compare(refunded, paid) === 0) return plus(all, { top: exactOf(weight), bottom: exactOf(1) });
    return plus(all, { top: multiply(exactOf(weight), refunded), bottom: paid });
  }, byAmount);
}

function plus(left: Fraction, right: Fraction): Fraction {
  return {
    top: add(multiply(left.top, right.bottom), multiply(right.top, left.bottom)),
    bottom: multiply(left.bottom, right.bottom),
  };
}
