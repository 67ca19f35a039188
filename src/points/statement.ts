import { instantOf, type Instant } from "../shared/instants.js";
import { balanceOf, type Balance } from "./balance.js";
import { pointsAccountAsOf, type AsOfContext } from "./as-of.js";
import { pointsIn } from "./buckets.js";
import type { PointsEvent, PointsEventType } from "./model.js";

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

/** One line of a statement. `points` is the change of all that the customer has: available, pending and held. */
export interface StatementMovement {
  readonly type: PointsEventType;
  readonly id: string;
  readonly about?: string;
  readonly occurredAt: Instant;
  readonly points: number;
}

/**
 * What moved a customer's points between two instants, by points type. Statements of adjacent periods chain: the
 * closing balance of one is the opening balance of the next. Settle the history to `now` first where lapses that no
 * command has recorded yet should be listed.
 */
export function pointsStatement(events: readonly PointsEvent[], context: StatementContext): readonly PointsStatement[] {
  const from = instantOf(context.from);
  const to = instantOf(context.now);
  const before = pointsAccountAsOf(events, { ...context, now: context.from });
  const after = pointsAccountAsOf(events, context);
  return context.points.types.map(({ id: pointsType }) => ({
    pointsType,
    from,
    to,
    opening: before === undefined ? nothing : balanceOf(before, pointsType, from),
    movements: events.flatMap((event) => movementOf(event, pointsType, from, to)),
    closing: after === undefined ? nothing : balanceOf(after, pointsType, to),
  }));
}

const nothing: Balance = { available: 0, pending: 0, held: 0, shortfall: 0 };

function movementOf(event: PointsEvent, pointsType: string, from: Instant, to: Instant): readonly StatementMovement[] {
  const { type, id, about, occurredAt } = event;
  if (event.pointsType !== pointsType || occurredAt < from || occurredAt >= to) return [];
  const points = changeOf(event);
  if (points === 0) return [];
  return [{ type, id, ...(about !== undefined && { about }), occurredAt, points }];
}

/** How an event changes what a customer has, held points among it. */
function changeOf({ type, points, issued, took, gaveBack, lapsed }: PointsEvent): number {
  switch (type) {
    case "points.earned":
      return points;
    case "points.adjusted":
      return issued === undefined ? -points : points;
    case "points.redeemed":
      return -points;
    case "points.captured":
      return -points - pointsIn(lapsed);
    case "points.redemption_cancelled":
      return pointsIn(gaveBack);
    case "points.reversed":
    case "points.shortfall_repaid":
      return -pointsIn(took);
    case "points.expired":
    case "points.pending_cancelled":
    case "points.hold_released":
    case "points.hold_timed_out":
      return -pointsIn(lapsed);
    case "points.opened":
    case "points.held":
    case "points.pending_released":
    case "points.expiry_announced":
      return 0;
    default:
      return type satisfies never;
  }
}
