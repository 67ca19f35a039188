import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { partLapsed, pointsIn } from "./buckets.js";
import { firstOf, minus, sizeOf } from "./ranges.js";
import { requirePoints } from "./require.js";
import { slidesOf } from "./slide.js";
import { begin, finish } from "./turn.js";
import { worthOf } from "./worth.js";
import type { HoldUnknown } from "./release.js";
import type { PointsAccount, PointsContext, PointsEvent, Took } from "./model.js";

/** Spends what a hold set aside, or a part of it; about itself where `about` names nothing, as a redemption is. */
export interface CapturePoints extends Command {
  readonly hold: string;
  /** All that is held, where no number is given. */
  readonly points?: number;
}

/** Why a hold is not captured, in the order in which it is checked. */
export type CaptureRejection =
  | OccurredInFuture
  | HoldUnknown
  | { readonly code: "more_than_held"; readonly message: string; readonly requested: number; readonly held: number };

/**
 * Spends held points. What the capture leaves goes back to where it came from, and lapses there if its time is over.
 * A capture never fails for want of points: they were set aside, also past their lapse.
 *
 * Refused, in this order: `occurred_in_future`, `hold_unknown`, `more_than_held`.
 */
export function capturePoints(
  account: PointsAccount,
  command: CapturePoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, CaptureRejection> {
  requireId(command.id, "id");
  if (command.points !== undefined) requirePoints(command.points, "points");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(account, context);
  const hold = turn.account.holds.find(({ id }) => id === command.hold);
  if (hold === undefined) {
    return refuse({ code: "hold_unknown", message: `No open hold "${command.hold}".`, hold: command.hold });
  }
  const held = pointsIn(hold.took);
  const points = command.points ?? held;
  if (points > held) {
    const message = `${points} points asked for, ${held} held.`;
    return refuse({ code: "more_than_held", message, requested: points, held });
  }
  const took = firstPoints(hold.took, points);
  const { redeem } = context.points;
  const event: PointsEvent = {
    type: "points.captured",
    ...envelopeOf({ about: command.id, ...command }, turn.recordedAt, context.points.of, "when_recorded"),
    pointsType: hold.type,
    points,
    hold: hold.id,
    took,
    ...partLapsed(turn.account, withoutPoints(hold.took, took), turn.recordedAt),
    ...(redeem !== undefined && { worth: worthOf(points, redeem) }),
    ...slidesOf(context, turn.recordedAt),
  };
  return finish(turn, [event], context);
}

function firstPoints(held: readonly Took[], points: number): readonly Took[] {
  const took: Took[] = [];
  let left = points;
  for (const { bucket, ranges } of held) {
    const first = firstOf(ranges, left);
    if (first.length > 0) took.push({ bucket, ranges: first });
    left -= sizeOf(first);
  }
  return took;
}

function withoutPoints(held: readonly Took[], took: readonly Took[]): readonly Took[] {
  return held.map(({ bucket, ranges }) => {
    return { bucket, ranges: minus(ranges, took.find((one) => one.bucket === bucket)?.ranges ?? []) };
  });
}
