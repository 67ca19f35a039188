import { refuse, type Refused } from "../shared/decision.js";
import {
  add,
  compare,
  decimalText,
  exactOf,
  exactText,
  multiply,
  subtract,
  sum,
  type Exact,
} from "../shared/decimal.js";
import { shippingLine } from "./details.js";
import type { RefundLine } from "./events.js";
import type { OrderRecord, RefundedLine } from "./model.js";
import { quotient, zero } from "./money.js";
import { leftOf } from "./order-net.js";
import type { RefundOrder } from "./refund-order.js";
import { amountOf, invalid, requireLines, requireText, requireUnits } from "./require.js";

/** Why a refund cannot be what it asks for. */
export type RefundProblem =
  | { readonly code: "nothing_left"; readonly message: string; readonly orderId: string }
  | {
      readonly code: "unknown_line";
      readonly message: string;
      readonly line: string;
      readonly known: readonly string[];
    }
  | MoreUnitsThanLeft
  | MoreThanPaid;

/** More units were asked back than are left of the line. */
export interface MoreUnitsThanLeft {
  readonly code: "more_units_than_left";
  readonly message: string;
  readonly line: string;
  readonly requested: number;
  readonly left: number;
}

/** More was asked back than is left of what was paid, for the line that is named or for the order. */
export interface MoreThanPaid {
  readonly code: "more_than_paid";
  readonly message: string;
  readonly line?: string;
  readonly requested: string;
  readonly left: string;
}

/** A refund in amounts. */
export interface ResolvedRefund {
  readonly ok: true;
  readonly lines: readonly RefundedLine[];
  /** For no line in particular. */
  readonly amount: Exact;
  readonly total: Exact;
}

/** What a refund comes to: an amount, amounts by line, or all that is left. */
export function resolveRefund(order: OrderRecord, command: RefundOrder): ResolvedRefund | Refused<RefundProblem> {
  const left = leftOf(order);
  if (command.amount !== undefined) {
    return within(order, left, {
      ok: true,
      lines: [],
      ...whole(writable(amountOf(command.amount, "amount"), order, "amount")),
    });
  }
  if (command.lines !== undefined) return byLine(order, left, command.lines);
  if (left.units > 0n) return { ok: true, lines: [], ...whole(left) };
  return refuse({ code: "nothing_left", message: `Nothing is left of the order "${order.id}".`, orderId: order.id });
}

/** Line after line, each with what the ones before it have left: a line that is named twice is refunded twice. */
function byLine(
  order: OrderRecord,
  left: Exact,
  asked: readonly RefundLine[],
): ResolvedRefund | Refused<RefundProblem> {
  requireLines(asked);
  const parts = new Map([...order.lines, shippingOf(order)].map((line) => [line.id, { ...line }]));
  const lines: RefundedLine[] = [];
  for (const [i, each] of asked.entries()) {
    requireText(each.id, `lines[${i}].id`);
    if (each.quantity !== undefined) requireUnits(each.quantity, `lines[${i}].quantity`);
    const part = parts.get(each.id);
    if (part === undefined) return refuse(unknownLine(each.id, order));
    const resolved = ofLine(part, each, order, `lines[${i}].amount`);
    if ("code" in resolved) return refuse(resolved);
    lines.push(resolved);
    part.refunded = decimalText(add(exactOf(part.refunded), exactOf(resolved.amount)), order.digits, "down");
    part.returned += resolved.units;
    if (resolved.atPrice === true) part.returnedAtPrice += resolved.units;
  }
  const total = sum(lines.map(({ amount }) => exactOf(amount)));
  return within(order, left, { ok: true, lines, amount: zero, total });
}

/** A line, or shipping, as far as a refund goes. */
interface Part {
  readonly id: string;
  readonly quantity: number;
  readonly paid: string;
  refunded: string;
  returned: number;
  returnedAtPrice: number;
}

function shippingOf({ shipping, refundedShipping }: OrderRecord): Part {
  const none = { quantity: 0, returned: 0, returnedAtPrice: 0 };
  return { id: shippingLine, paid: shipping, refunded: refundedShipping, ...none };
}

function ofLine(part: Part, asked: RefundLine, order: OrderRecord, path: string): RefundedLine | RefundProblem {
  const { id, quantity } = asked;
  const unitsLeft = part.quantity - part.returned;
  const units = quantity ?? (asked.amount === undefined ? unitsLeft : 0);
  if (units > unitsLeft) {
    const message = `Line "${id}": ${units} units asked for, ${unitsLeft} left.`;
    return { code: "more_units_than_left", message, line: id, requested: units, left: unitsLeft };
  }
  const left = subtract(exactOf(part.paid), exactOf(part.refunded));
  const atPrice = quantity !== undefined && asked.amount === undefined;
  const given = asked.amount === undefined ? left : writable(amountOf(asked.amount, path), order, path);
  const amount = atPrice ? priceOfMore(part, units, order.digits) : given;
  if (compare(amount, left) > 0) return moreThanPaid(amount, left, order.digits, id);
  return { id, amount: decimalText(amount, order.digits, "down"), units, ...(atPrice && { atPrice }) };
}

/** The price of all units that came back at their price, less what was given back for the earlier ones. */
function priceOfMore({ paid, quantity, returnedAtPrice }: Part, units: number, digits: number): Exact {
  const priceOf = (count: number): Exact =>
    quotient(multiply(exactOf(paid), exactOf(count)), exactOf(quantity), digits);
  return subtract(priceOf(returnedAtPrice + units), priceOf(returnedAtPrice));
}

function within(order: OrderRecord, left: Exact, refund: ResolvedRefund): ResolvedRefund | Refused<RefundProblem> {
  return compare(refund.total, left) > 0 ? refuse(moreThanPaid(refund.total, left, order.digits)) : refund;
}

function moreThanPaid(amount: Exact, still: Exact, digits: number, line?: string): MoreThanPaid {
  const requested = decimalText(amount, digits, "down");
  const left = decimalText(still, digits, "down");
  const message = `${line === undefined ? "Order" : `Line "${line}"`}: ${requested} asked for, ${left} left.`;
  return { code: "more_than_paid", message, ...(line !== undefined && { line }), requested, left };
}

function unknownLine(line: string, { id, lines }: OrderRecord): RefundProblem {
  const known = [...lines.slice(0, 20).map((each) => each.id), shippingLine];
  return { code: "unknown_line", message: `The order "${id}" has no line "${line}".`, line, known };
}

function whole(amount: Exact): Pick<ResolvedRefund, "amount" | "total"> {
  return { amount, total: amount };
}

function writable(amount: Exact, { digits }: OrderRecord, path: string): Exact {
  if (compare(exactOf(decimalText(amount, digits, "down")), amount) === 0) return amount;
  throw invalid(path, exactText(amount), `money with at most ${digits} digits after the point, as the order has`);
}
