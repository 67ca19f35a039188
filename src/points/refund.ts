import { refuse, type Decision } from "../shared/decision.js";
import { add, exactOf, exactText, type DecimalText } from "../shared/decimal.js";
import { envelopeOf, occurredInFuture, requireId, type OccurredInFuture } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { instantOf, readInstant } from "../shared/instants.js";
import { applyPointsEvent } from "./apply.js";
import { pointsIn } from "./buckets.js";
import { givingBack, redemptionsOf, type Redemption } from "./cancel-redemption.js";
import { isClosed, lotsOf, relatedOf, reversalOf, type Lot } from "./lot.js";
import { keptOf, refundedShare, refundsOf, spentBack, type RefundedShare } from "./share.js";
import { windowClosed, type ReversalWindowClosed } from "./reverse.js";
import { begin, finish } from "./turn.js";
import type { OrderBasis, PointsAccount, PointsContext, PointsEvent, Refunded } from "./model.js";

/** An order refunded: whole, by amount, or by line. */
export interface RefundEvent {
  readonly id: string;
  readonly type?: string;
  readonly by?: string;
  readonly occurredAt?: string;
  readonly note?: string;
  readonly orderId: string;
  /** The order once more where `execute` is to find the events about it. */
  readonly about?: string;
  /** An amount of the whole order; with neither amount nor lines, all of it. */
  readonly amount?: DecimalText;
  /** Lines by id or place, with the amount refunded for each, or all that was paid for it. */
  readonly lines?: readonly { readonly id: string; readonly amount?: DecimalText }[];
  /** What the order came to, for callers whose account may hold no earning of it. */
  readonly order?: OrderBasis;
}

/** Why a refund changes no points, in the order in which it is checked. */
export type RefundRejection =
  | OccurredInFuture
  | { readonly code: "order_unknown"; readonly message: string; readonly orderId: string }
  | ReversalWindowClosed;

/**
 * What a refund does to points. Of what was spent on the order, the refunded share comes back first, rounded down,
 * all of it with the last part. Of what the order earned, the customer keeps what the rest of the order is worth,
 * rounded once by the mode of the rule; the difference is taken back. Both are counted from all refunds of the order
 * together, so that two halves give what the whole gives. Points given for the event itself, not for money, are taken
 * back when nothing of the order is left.
 *
 * Needs the account's events about the order in `context.related`; `execute` supplies them by `about`.
 *
 * Refused, in this order: `occurred_in_future`, `order_unknown`, `reversal_window_closed`.
 */
export function refundPoints(
  account: PointsAccount,
  event: RefundEvent,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, RefundRejection> {
  requireId(event.id, "id");
  requireId(event.orderId, "orderId");
  const early = occurredInFuture(event, context.now);
  if (early !== undefined) return refuse(early);
  const related = relatedOf(context);
  const lots = lotsOf(related);
  const redemptions = redemptionsOf(related);
  const order = event.order ?? orderOf(related);
  if (order === undefined || (lots.length === 0 && redemptions.length === 0)) {
    const message = `No points were earned or spent on order "${event.orderId}".`;
    return refuse({ code: "order_unknown", message, orderId: event.orderId });
  }
  const turn = begin(account, context);
  const open = lots.filter((lot) => !isClosed(turn.account, lot, turn.recordedAt));
  const isSpent = redemptions.some(({ left }) => pointsIn(left) > 0);
  if (lots.length > 0 && open.length === 0 && !isSpent) return refuse(windowClosed(context));
  const refunded = refundedBy(event, order);
  const share = refundedShare(order, [...refundsOf(related), refunded]);
  const refunding = { related, lots: open, redemptions, share, refunded };
  const events = refundEvents(turn.account, event, refunding, context, turn.recordedAt);
  return finish(turn, events, context);
}

/** What the order came to: as it was earned on, or as it was paid with points. */
function orderOf(related: readonly PointsEvent[]): OrderBasis | undefined {
  const known = related.filter(({ order }) => order !== undefined);
  return (known.find(({ type }) => type === "points.earned") ?? known[0])?.order;
}

interface Refunding {
  readonly related: readonly PointsEvent[];
  readonly lots: readonly Lot[];
  readonly redemptions: readonly Redemption[];
  readonly share: RefundedShare;
  readonly refunded: Refunded;
}

function refundEvents(
  account: PointsAccount,
  event: RefundEvent,
  { related, lots, redemptions, share, refunded }: Refunding,
  context: PointsContext,
  recordedAt: string,
): readonly PointsEvent[] {
  const command = { ...event, about: event.orderId };
  const events: PointsEvent[] = [];
  let current = account;
  const record = (happened: PointsEvent): void => {
    const withRefund = { ...happened, refunded, ...happenedAt(event, recordedAt) };
    events.push(withRefund);
    current = applyPointsEvent(current, withRefund);
  };
  const envelope = (): ReturnType<typeof envelopeOf> =>
    envelopeOf(command, recordedAt, context.points.of, "when_recorded", events.length + 1);
  for (const redemption of redemptions) {
    const back = Math.min(pointsIn(redemption.left), spentBack(redemption, share));
    // A refund too small for a point is still written down, or many of them would never add up to one.
    if (back > 0 || lots.length === 0) record(givingBack(current, redemption, back, envelope()));
  }
  for (const lot of lots) {
    const awards = related.filter(({ type, pointsType }) => type === "points.earned" && pointsType === lot.pointsType);
    const kept = awards.flatMap(({ rules = [] }) => rules).reduce((sum, award) => sum + keptOf(award, share), 0);
    const asked = Math.max(0, lot.earned - kept - lot.askedBack);
    const { took, shortfall, forgone } = reversalOf(current, lot, asked, context, recordedAt);
    record({
      type: "points.reversed",
      ...envelope(),
      pointsType: lot.pointsType,
      points: pointsIn(took) + shortfall,
      took,
      ...(shortfall > 0 && { shortfall }),
      ...(forgone > 0 && { forgone }),
    });
  }
  return events;
}

function refundedBy({ amount, lines }: RefundEvent, order: OrderBasis): Refunded {
  if (amount !== undefined) return { amount };
  if (lines === undefined) return { amount: order.total };
  const refunded: Record<string, DecimalText> = {};
  for (const [i, { id, amount: part = order.lines[id] }] of lines.entries()) {
    if (part === undefined) throw unknownLine(`lines[${i}].id`, id, order);
    refunded[id] = exactText(add(exactOf(refunded[id] ?? 0), exactOf(part)));
  }
  return { lines: refunded };
}

function unknownLine(path: string, id: string, order: OrderBasis): ClienteleError {
  const known = Object.keys(order.lines).join(", ") || "none";
  const message = `${path}: ${JSON.stringify(id)} is no line of the order (known: ${known}); name a line, or give its amount.`;
  return new ClienteleError("command_invalid", message, { path });
}

/** A debit counts when it is recorded; when the refund happened is kept as information. */
function happenedAt({ occurredAt }: RefundEvent, recordedAt: string): { readonly happenedAt?: string } {
  if (occurredAt === undefined) return {};
  const happened = readInstant(occurredAt, "occurredAt");
  return happened < recordedAt ? { happenedAt: instantOf(Date.parse(happened)) } : {};
}
