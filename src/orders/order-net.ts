import { decimalText, exactOf, multiply, subtract, sum, type DecimalText, type Exact } from "../shared/decimal.js";
import { compareText } from "../shared/text.js";
import type { OrderedLine, OrderRecord } from "./model.js";
import { quotient, sharedOut, zero } from "./money.js";

/** What an order comes to, as it stands. */
export interface OrderNet {
  /** Lines and shipping. */
  readonly paid: DecimalText;
  readonly refunded: DecimalText;
  /** Paid less refunded. */
  readonly net: DecimalText;
  /** What counts as spending, by the rules that the order was paid under. */
  readonly spend: DecimalText;
  /** Units that the customer kept. */
  readonly units: number;
  /** Spending and units by category, in the order of their code points; what has none comes first. */
  readonly categories: readonly CategoryNet[];
}

/** A category's part of an order, or of a day. */
export interface CategoryNet {
  readonly category?: string;
  readonly spend: DecimalText;
  readonly units: number;
}

/**
 * What an order comes to: what was paid, what went back, and what counts as spending, in all and by category. An order
 * that is not paid, or that was cancelled, comes to nothing.
 *
 * What was refunded by amount is shared among lines and shipping by what is left of them. Where tax does not count, it
 * is lowered with its line, rounded half up; where what points paid does not count, every line is lowered by the share
 * of the order that points paid. Amounts are cut at the running total, so they add up to the last digit, and they
 * depend on what was refunded in all, not on the steps.
 *
 * With `counts: "paid"` nothing that goes back lowers spending or units; a cancellation does.
 */
export function orderNet(order: OrderRecord): OrderNet {
  const written = (amount: Exact): DecimalText => decimalText(amount, order.digits, "down");
  const paid = order.status === "placed" ? zero : paidFor(order);
  const net = order.status === "paid" ? leftOf(order) : zero;
  const parts = order.status === "paid" ? partsOf(order) : [];
  const names = new Set(
    parts.filter(({ units, spend }) => units > 0 || spend.units !== 0n).map((part) => part.category),
  );
  const categories = [...names].map((category): CategoryNet => {
    const own = parts.filter((part) => part.category === category);
    const units = own.reduce((count, part) => count + part.units, 0);
    return { ...(category !== undefined && { category }), spend: written(sum(own.map(({ spend }) => spend))), units };
  });
  return {
    paid: written(paid),
    refunded: written(subtract(paid, net)),
    net: written(net),
    spend: written(sum(parts.map(({ spend }) => spend))),
    units: parts.reduce((count, { units }) => count + units, 0),
    categories: categories.sort(byCategory),
  };
}

/** The order of categories: by code points, and what has none before them. */
export function byCategory(left: CategoryNet, right: CategoryNet): number {
  return compareText(left.category ?? "", right.category ?? "");
}

/** What is left of all that was paid. */
export function leftOf(order: OrderRecord): Exact {
  const refunds = [order.refundedAmount, order.refundedShipping, ...order.lines.map(({ refunded }) => refunded)];
  return subtract(paidFor(order), sum(refunds.map(exactOf)));
}

function paidFor({ lines, shipping }: OrderRecord): Exact {
  return sum([exactOf(shipping), ...lines.map(({ paid }) => exactOf(paid))]);
}

interface Part {
  readonly category: string | undefined;
  readonly spend: Exact;
  readonly units: number;
}

/** Lines, and shipping as the last part, with what counts of each. */
function partsOf(order: OrderRecord): readonly Part[] {
  const refundsCount = order.spend?.counts !== "paid";
  const left = refundsCount
    ? leftByPart(order)
    : [...order.lines.map(({ paid }) => exactOf(paid)), exactOf(order.shipping)];
  const whole = sum(left);
  const bases = order.lines.map((line, i) => taxed(order, line, left[i] ?? zero));
  bases.push(order.spend?.shipping === "included" ? (left.at(-1) ?? zero) : zero);
  const spends = inProportion(order, bases);
  const emptied = refundsCount && whole.units === 0n && paidFor(order).units !== 0n;
  return spends.map((spend, i) => {
    const line = order.lines[i];
    const units = line === undefined || emptied ? 0 : refundsCount ? keptUnits(line) : line.quantity;
    return { category: line?.category, spend, units };
  });
}

/** What is left of each line and of shipping, after their share of what was refunded by amount. */
function leftByPart({ lines, shipping, refundedShipping, refundedAmount, digits }: OrderRecord): readonly Exact[] {
  const own = lines.map(({ paid, refunded }) => subtract(exactOf(paid), exactOf(refunded)));
  own.push(subtract(exactOf(shipping), exactOf(refundedShipping)));
  const amount = exactOf(refundedAmount);
  if (amount.units === 0n) return own;
  const shares = sharedOut(own, amount, sum(own), digits);
  return own.map((left, i) => subtract(left, shares[i] ?? zero));
}

/** The part of a line that counts: without its tax, where tax does not count. */
function taxed({ spend, digits }: OrderRecord, { paid, tax }: OrderedLine, left: Exact): Exact {
  if (spend?.tax !== "excluded" || tax === undefined || left.units === 0n) return left;
  return subtract(left, quotient(multiply(exactOf(tax), left), exactOf(paid), digits));
}

/** The part of each that was not paid with points. */
function inProportion(order: OrderRecord, bases: readonly Exact[]): readonly Exact[] {
  const points = (order.tenders ?? []).filter(({ kind }) => kind === "points").map(({ amount }) => exactOf(amount));
  const total = paidFor(order);
  if (order.spend?.partPaidWithPoints === "included" || points.length === 0 || total.units === 0n) return bases;
  return sharedOut(bases, subtract(total, sum(points)), total, order.digits);
}

function keptUnits({ quantity, returned, paid, refunded }: OrderedLine): number {
  const gone = exactOf(paid).units !== 0n && subtract(exactOf(paid), exactOf(refunded)).units === 0n;
  return gone ? 0 : quantity - returned;
}
