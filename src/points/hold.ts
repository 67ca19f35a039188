import { addDuration } from "../calendar/periods.js";
import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import type { Duration } from "../shared/durations.js";
import { allocate, availableOf, pendingOf } from "./buckets.js";
import { requirePoints, typeToRedeem } from "./require.js";
import { begin, finish } from "./turn.js";
import type { InsufficientPoints } from "./redeem.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** Sets points aside; the hold is named by the command's id. */
export interface HoldPoints extends Command {
  readonly points: number;
  readonly pointsType?: string;
  /** How long, where it is not the program's time. */
  readonly timeout?: Duration;
}

/** Why points are not held, in the order in which it is checked. */
export type HoldRejection =
  | OccurredInFuture
  | { readonly code: "too_many_holds"; readonly message: string; readonly open: number; readonly allowed: number }
  | InsufficientPoints;

/** One account has at most this many open holds. */
export const holdLimit = 32;

/**
 * Sets points aside while something is not certain yet: a basket, a booking. They cannot be spent elsewhere until the
 * hold is captured or released, and come back by themselves when its time is over (30 minutes where the program names
 * no other). Points first to lapse are held first.
 *
 * Refused, in this order: `occurred_in_future`, `too_many_holds`, `insufficient_points`.
 */
export function holdPoints(
  account: PointsAccount,
  command: HoldPoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, HoldRejection> {
  requireId(command.id, "id");
  const { points } = command;
  requirePoints(points, "points");
  const pointsType = typeToRedeem(context.points, command.pointsType);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(account, context);
  const open = turn.account.holds.length;
  if (open >= holdLimit) {
    const message = `${open} holds are open, ${holdLimit} are allowed.`;
    return refuse({ code: "too_many_holds", message, open, allowed: holdLimit });
  }
  const available = availableOf(turn.account, pointsType, turn.recordedAt);
  if (points > available) {
    const pending = pendingOf(turn.account, pointsType, turn.recordedAt);
    const message = `${points} points asked for, ${available} available.`;
    return refuse({ code: "insufficient_points", message, requested: points, available, pending });
  }
  const timeout = command.timeout ?? context.points.hold?.timeout ?? "PT30M";
  const event: PointsEvent = {
    type: "points.held",
    ...envelopeOf(command, turn.recordedAt, context.points.of, "when_recorded"),
    pointsType,
    points,
    took: allocate(turn.account, pointsType, points, turn.recordedAt),
    hold: command.id,
    until: addDuration(turn.recordedAt, timeout, context.zone),
  };
  return finish(turn, [event], context);
}
