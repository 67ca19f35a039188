// Refunds and reversals, done to the points of the model.
import type { PointsCommand } from "../../../src/testing/points-commands.js";
import { hundredths, rounded } from "./model-earn.js";
import {
  comeBack,
  inOrder,
  isOpen,
  isPending,
  openPoints,
  totalsOf,
  type Earned,
  type Model,
  type ModelOrder,
  type Point,
} from "./model-points.js";

type CommandOf<Write> = Extract<PointsCommand, { readonly write: Write }>["command"];
type Refunds = { amount: bigint; lines: Record<string, bigint> };

export function refund(model: Model, event: CommandOf<"refund">, at: number): string | undefined {
  const { orderId } = event;
  const lots = [...(model.earned.get(orderId) ?? [])];
  const spent = model.spentOn.get(orderId) ?? [];
  const order = model.orders.get(orderId) ?? model.spentOrders.get(orderId);
  if (order === undefined || (lots.length === 0 && spent.length === 0)) return "order_unknown";
  const open = lots.filter(([type]) => !isClosed(model, orderId, type, at));
  const isSpent = spent.some((id) => (model.redemptions.get(id)?.left.length ?? 0) > 0);
  if (lots.length > 0 && open.length === 0 && !isSpent) return "reversal_window_closed";
  const refunds = added(model, order, event);
  const whole = refundedOf(order, refunds) >= order.total;
  for (const id of spent) {
    const { points = 0, left = [] } = model.redemptions.get(id) ?? {};
    const due = whole ? points : order.total === 0n ? 0 : shareOf(points, refundedOf(order, refunds), order.total);
    giveBack(model, id, Math.min(left.length, due - (points - left.length)), at);
  }
  for (const [type, earned] of open) {
    const kept = whole ? 0 : earned.awards.reduce((sum, award) => sum + keptOf(award, order, refunds), 0);
    takeBack(model, { about: orderId, type, earned }, Math.max(0, earned.points - kept - earned.askedBack), at);
  }
  return undefined;
}

export function reverse(model: Model, { about, points }: CommandOf<"reverse">, at: number): string | undefined {
  const lots = [...(model.earned.get(about) ?? [])];
  const left = lots.reduce((sum, [, earned]) => sum + earned.points - earned.askedBack, 0);
  if (left <= 0) return "nothing_to_reverse";
  const open = lots.filter(([type]) => !isClosed(model, about, type, at));
  if (open.length === 0) return "reversal_window_closed";
  for (const [type, earned] of open) takeBack(model, { about, type, earned }, points ?? earned.points, at);
  return undefined;
}

/** So many points of a redemption come back, last taken first. */
export function giveBack(model: Model, redemption: string, count: number, at: number): void {
  const found = model.redemptions.get(redemption);
  if (found === undefined || count <= 0) return;
  const back = found.left.splice(found.left.length - count, count);
  totalsOf(model, found.type).redeemed -= count;
  comeBack(model, back, at);
}

/** All that an order earned lies where nobody looks any more. */
function isClosed(model: Model, about: string, type: string, at: number): boolean {
  const own = lotOf(model, about, type).filter(({ reversedByOwn }) => reversedByOwn !== true);
  return own.length > 0 && own.every(({ keptUntil }) => keptUntil <= at);
}

function lotOf(model: Model, about: string, type: string): Point[] {
  return [...model.past, ...model.points].filter((point) => point.about === about && point.type === type);
}

interface Lot {
  readonly about: string;
  readonly type: string;
  readonly earned: Earned;
}

function takeBack(model: Model, { about, type, earned }: Lot, asked: number, at: number): void {
  const own = inOrder(model, lotOf(model, about, type));
  const gone = own.filter(({ lapsed, reversedByOwn, keptUntil }) => {
    return reversedByOwn !== true && (lapsed === true || keptUntil <= at);
  });
  const { from, then, limit = Number.POSITIVE_INFINITY } = model.rules.refund ?? standard;
  let left = Math.min(asked, Math.max(0, earned.points - earned.askedBack - gone.length));
  const totals = totalsOf(model, type);
  for (const place of from) {
    const places = {
      pending: () => own.filter((point) => isPending(point, at)),
      own: () => own.filter((point) => isOpen(model, point, at)),
      others: () => openPoints(model, type, at),
    };
    const taken = places[place]().slice(0, left);
    for (const point of taken) {
      point.state = "gone";
      if (point.about === about) point.reversedByOwn = true;
    }
    left -= taken.length;
    totals.reversed += taken.length;
    earned.askedBack += taken.length;
  }
  const owed = then === "shortfall" ? Math.min(left, Math.max(0, limit - totals.shortfall)) : 0;
  totals.reversed += owed;
  totals.shortfall += owed;
  earned.askedBack += left;
}

const standard = { from: ["pending", "own", "others"], then: "shortfall", limit: undefined } as const;

function added(model: Model, order: ModelOrder, { orderId, amount, lines }: CommandOf<"refund">): Refunds {
  const refunds = model.refunds.get(orderId) ?? { amount: 0n, lines: {} };
  model.refunds.set(orderId, refunds);
  if (amount !== undefined) refunds.amount += hundredths(amount);
  else if (lines === undefined) refunds.amount += order.total;
  else {
    for (const line of lines) {
      const all = line.amount === undefined ? (order.lines[line.id] ?? 0n) : hundredths(line.amount);
      refunds.lines[line.id] = (refunds.lines[line.id] ?? 0n) + all;
    }
  }
  return refunds;
}

function refundedOf(order: ModelOrder, { amount, lines }: Refunds): bigint {
  return Object.entries(lines).reduce((sum, [line, refunded]) => sum + atMost(refunded, order.lines[line]), amount);
}

function atMost(refunded: bigint, paid: bigint | undefined): bigint {
  return paid !== undefined && refunded > paid ? paid : refunded;
}

/** points x (1 - refunded weight / all weight), rounded once. */
function keptOf({ points, rule, weights }: Earned["awards"][number], order: ModelOrder, refunds: Refunds): number {
  if (rule.per === undefined) return points;
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return points;
  let [top, bottom] = [refunds.amount * all, order.total];
  for (const [line, refunded] of Object.entries(refunds.lines)) {
    const [weight = 0n, paid = 0n] = [weights[line], order.lines[line]];
    if (paid === 0n) continue;
    top = top * paid + weight * atMost(refunded, paid) * bottom;
    bottom *= paid;
  }
  const rest = bottom * all - top;
  return rest <= 0n ? 0 : rounded(BigInt(points) * rest, bottom * all, rule.rounding);
}

function shareOf(points: number, refunded: bigint, total: bigint): number {
  return rounded(BigInt(points) * refunded, total, "down");
}
