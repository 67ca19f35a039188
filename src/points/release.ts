import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { partLapsed, pointsIn } from "./buckets.js";
import { begin, finish } from "./turn.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** Ends a hold without spending it. */
export interface ReleasePoints extends Command {
  readonly hold: string;
}

/** There is no such hold, or it has ended: captured, released, or timed out. */
export interface HoldUnknown {
  readonly code: "hold_unknown";
  readonly message: string;
  readonly hold: string;
}

/**
 * Gives held points back to where they came from, with the lapse they had; what lapsed meanwhile is gone.
 *
 * Refused, in this order: `occurred_in_future`, `hold_unknown`.
 */
export function releasePoints(
  account: PointsAccount,
  command: ReleasePoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, OccurredInFuture | HoldUnknown> {
  requireId(command.id, "id");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(account, context);
  const hold = turn.account.holds.find(({ id }) => id === command.hold);
  if (hold === undefined) {
    return refuse({ code: "hold_unknown", message: `No open hold "${command.hold}".`, hold: command.hold });
  }
  const event: PointsEvent = {
    type: "points.hold_released",
    ...envelopeOf(command, turn.recordedAt, context.points.of, "when_recorded"),
    pointsType: hold.type,
    points: pointsIn(hold.took),
    hold: hold.id,
    ...partLapsed(turn.account, hold.took, turn.recordedAt),
  };
  return finish(turn, [event], context);
}
