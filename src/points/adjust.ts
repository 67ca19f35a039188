import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { allocate } from "./buckets.js";
import { balanceOf } from "./balance.js";
import { issueOf } from "./issue.js";
import { requirePoints } from "./require.js";
import { slidesOf } from "./slide.js";
import { begin, finish } from "./turn.js";
import type { InsufficientPoints } from "./redeem.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** A correction by hand: up (`points` above 0) or down (below 0), with its reason. */
export interface AdjustPoints extends Command {
  readonly points: number;
  /** Why, for the statement. No personal values: it stands in the event. */
  readonly reason: string;
  /** The program's first points type where none is given. */
  readonly pointsType?: string;
}

/**
 * Corrects a balance by hand. Points given are available at once and lapse by the rule of their type; giving is
 * activity, so sliding points live on. Points taken are those that lapse first, and never more than are available.
 *
 * Refused, in this order: `occurred_in_future`, `insufficient_points`.
 */
export function adjustPoints(
  account: PointsAccount,
  command: AdjustPoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, OccurredInFuture | InsufficientPoints> {
  requireId(command.id, "id");
  const points = Math.abs(command.points);
  requirePoints(points, "points");
  const { types } = context.points;
  const type = types.find(({ id }) => id === (command.pointsType ?? types[0]?.id));
  if (type === undefined || command.reason === "") {
    throw new ClienteleError("command_invalid", "An adjustment needs a known pointsType and a reason.");
  }
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(account, context);
  const counts = command.points > 0 ? "when_it_happened" : "when_recorded";
  const envelope = envelopeOf(command, turn.recordedAt, context.points.of, counts);
  const { available, pending } = balanceOf(turn.account, type.id, turn.recordedAt);
  if (command.points < 0 && points > available) {
    const message = `${points} points asked for, ${available} available.`;
    return refuse({ code: "insufficient_points", message, requested: points, available, pending });
  }
  const event: PointsEvent = {
    type: "points.adjusted",
    ...envelope,
    pointsType: type.id,
    points,
    reason: command.reason,
    ...(command.points > 0
      ? {
          issued: issueOf(turn.account, type, points, envelope, context, "at_once"),
          ...slidesOf(context, turn.recordedAt),
        }
      : { took: allocate(turn.account, type.id, points, turn.recordedAt) }),
  };
  return finish(turn, [event], context);
}
