import { refuse, type Decision } from "../shared/decision.js";
import {
  envelopeOf,
  occurredInFuture,
  requireId,
  type Command,
  type Envelope,
  type OccurredInFuture,
} from "../shared/envelope.js";
import { partLapsed, pointsIn } from "./buckets.js";
import { relatedOf } from "./lot.js";
import { firstOf, minus, sizeOf, union } from "./ranges.js";
import { requirePoints } from "./require.js";
import { begin, finish } from "./turn.js";
import type { PointsAccount, PointsContext, PointsEvent, Took } from "./model.js";

/** Undoes a redemption, or a part of it. `about` is what the redemption was about, or the redemption itself. */
export interface CancelRedemption extends Command {
  readonly redemption: string;
  /** All that is left of it, where no number is given. */
  readonly points?: number;
}

/** Why a redemption is not undone, in the order in which it is checked. */
export type CancelRedemptionRejection =
  | OccurredInFuture
  | { readonly code: "redemption_unknown"; readonly message: string; readonly redemption: string }
  | {
      readonly code: "more_than_redeemed";
      readonly message: string;
      readonly requested: number;
      readonly left: number;
    };

/**
 * Gives redeemed points back: the very numbers, with the lapse that they had; what would have lapsed meanwhile has
 * lapsed. Of a part, those that were taken last come back first. What comes back repays what is owed before anything
 * else.
 *
 * Needs the redemption's events in `context.related`; `execute` supplies them by `about`.
 *
 * Refused, in this order: `occurred_in_future`, `redemption_unknown`, `more_than_redeemed`.
 */
export function cancelRedemption(
  account: PointsAccount,
  command: CancelRedemption,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, CancelRedemptionRejection> {
  requireId(command.id, "id");
  if (command.points !== undefined) requirePoints(command.points, "points");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { redemption } = command;
  const spent = redemptionsOf(relatedOf(context)).find(({ id }) => id === redemption);
  if (spent === undefined) {
    const message = `No redemption "${redemption}" among the events about ${JSON.stringify(command.about ?? "nothing")}.`;
    return refuse({ code: "redemption_unknown", message, redemption });
  }
  const left = pointsIn(spent.left);
  const points = command.points ?? left;
  if (points > left || left === 0) {
    const message = `${points} points asked for, ${left} of this redemption are left.`;
    return refuse({ code: "more_than_redeemed", message, requested: points, left });
  }
  const turn = begin(account, context);
  const envelope = envelopeOf(command, turn.recordedAt, context.points.of, "when_recorded");
  return finish(turn, [givingBack(turn.account, spent, points, envelope)], context);
}

/** A redemption, and which of its points were not given back yet. */
export interface Redemption {
  readonly id: string;
  readonly pointsType: string;
  readonly points: number;
  readonly left: readonly Took[];
}

/** The redemptions among events about one thing, oldest first. */
export function redemptionsOf(related: readonly PointsEvent[]): readonly Redemption[] {
  const spent = related.filter(({ type }) => type === "points.redeemed" || type === "points.captured");
  return spent.map(({ id, pointsType, points, took = [] }) => {
    const undone = related.filter(({ type, undoes }) => type === "points.redemption_cancelled" && undoes === id);
    const returned = undone.flatMap(({ gaveBack = [], lapsed = [] }) => [...gaveBack, ...lapsed]);
    const left = took.map(({ bucket, ranges }) => {
      const back = returned.filter((one) => one.bucket === bucket).flatMap((one) => one.ranges);
      return { bucket, ranges: minus(ranges, union(back, [])) };
    });
    return { id, pointsType, points, left };
  });
}

/** The event that gives so many points of a redemption back, last taken first. */
export function givingBack(
  account: PointsAccount,
  redemption: Redemption,
  points: number,
  envelope: Envelope,
): PointsEvent {
  const back = lastPoints(redemption.left, points);
  return {
    type: "points.redemption_cancelled",
    ...envelope,
    pointsType: redemption.pointsType,
    points,
    undoes: redemption.id,
    ...partLapsed(account, back, envelope.recordedAt),
  };
}

function lastPoints(left: readonly Took[], points: number): readonly Took[] {
  const back: Took[] = [];
  let missing = points;
  for (const { bucket, ranges } of left.toReversed()) {
    const last = minus(ranges, firstOf(ranges, sizeOf(ranges) - missing));
    if (missing > 0 && last.length > 0) back.push({ bucket, ranges: last });
    missing -= sizeOf(last);
  }
  return back;
}
