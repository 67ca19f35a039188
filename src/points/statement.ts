import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { compareText } from "../shared/text.js";
import { applyPointsEvents } from "./apply.js";
import { knownEvents, pointsAccountAsOf, type AsOfContext } from "./as-of.js";
import { balanceOf, type Balance } from "./balance.js";
import { pointsIn } from "./buckets.js";
import { settlePoints } from "./settle.js";
import type { PointsAccount, PointsEvent, PointsEventType } from "./model.js";

/** The context of a statement: from an instant up to, but not including, `now`. */
export interface StatementContext extends AsOfContext {
  readonly from: Date;
}

/** A customer's statement of one points type: opening balance, what moved it, closing balance. */
export interface PointsStatement {
  readonly pointsType: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly opening: Balance;
  readonly movements: readonly StatementMovement[];
  readonly closing: Balance;
}

/** One line of a statement. `points` is the change of all that the customer has, less what is owed. */
export interface StatementMovement {
  readonly type: PointsEventType;
  readonly id: string;
  readonly about?: string;
  readonly occurredAt: Instant;
  readonly points: number;
}

/**
 * What moved a customer's points between two instants, by points type: from the first up to, but not including, the
 * second. Balances are those just before either, so statements of adjacent periods chain, and opening plus movements
 * is closing, each counted as available + pending + held − shortfall. Lapses that nobody has recorded yet are listed
 * like all others. (Only where points are redeemed automatically can a back-dated credit move such a redemption from
 * one period to another.)
 */
export function pointsStatement(events: readonly PointsEvent[], context: StatementContext): readonly PointsStatement[] {
  const from = instantOf(context.from);
  const to = instantOf(context.now);
  const movements = historyOf(events, context).filter(({ occurredAt }) => occurredAt >= from && occurredAt < to);
  const [before, after] = [accountBefore(events, from, context), accountBefore(events, to, context)];
  return context.points.types.map(({ id: pointsType }) => ({
    pointsType,
    from,
    to,
    opening: before === undefined ? nothing : balanceOf(before.account, pointsType, before.at),
    movements: movements.flatMap((event) => movementOf(event, pointsType)),
    closing: after === undefined ? nothing : balanceOf(after.account, pointsType, after.at),
  }));
}

const nothing: Balance = { available: 0, pending: 0, held: 0, shortfall: 0 };

/** What happened, in the order in which it counts, with what time alone has done since. */
function historyOf(events: readonly PointsEvent[], context: StatementContext): readonly PointsEvent[] {
  const known = knownEvents(events, context.known);
  if (known.length === 0) return [];
  const settling = settlePoints(applyPointsEvents(undefined, known), context);
  return [...known, ...settling].sort((left, right) => compareText(left.occurredAt, right.occurredAt));
}

/** The account in the last millisecond before an instant. */
function accountBefore(
  events: readonly PointsEvent[],
  instant: Instant,
  context: StatementContext,
): { readonly account: PointsAccount; readonly at: Instant } | undefined {
  const now = new Date(millisOf(instant) - 1);
  const account = pointsAccountAsOf(events, { ...context, now });
  return account && { account, at: instantOf(now) };
}

function movementOf(event: PointsEvent, pointsType: string): readonly StatementMovement[] {
  const { type, id, about, occurredAt } = event;
  const points = event.pointsType === pointsType ? changeOf(event) : 0;
  if (points === 0) return [];
  return [{ type, id, ...(about !== undefined && { about }), occurredAt, points }];
}

/** How an event changes what a customer has, held points among it, less what is owed. */
function changeOf({ type, points, issued, gaveBack, lapsed }: PointsEvent): number {
  switch (type) {
    case "points.earned":
      return points;
    case "points.adjusted":
      return issued === undefined ? -points : points;
    case "points.redeemed":
    case "points.reversed":
      return -points;
    case "points.captured":
      return -points - pointsIn(lapsed);
    case "points.redemption_cancelled":
      return pointsIn(gaveBack);
    case "points.expired":
    case "points.pending_cancelled":
    case "points.hold_released":
    case "points.hold_timed_out":
      return -pointsIn(lapsed);
    case "points.opened":
    case "points.held":
    case "points.pending_released":
    case "points.shortfall_repaid":
    case "points.expiry_announced":
      return 0;
    default:
      return type satisfies never;
  }
}
