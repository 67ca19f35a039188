import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { isClosed, lotsOf, relatedOf, reversalOf, type Lot } from "./lot.js";
import { pointsIn } from "./buckets.js";
import { requirePoints } from "./require.js";
import { begin, finish } from "./turn.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** Takes back what something earned: `about` names it, an order or a referral. */
export interface ReversePoints extends Command {
  readonly about: string;
  /** All that it earned, where no number is given. */
  readonly points?: number;
  readonly pointsType?: string;
  readonly reason?: string;
}

/** Why nothing is taken back, in the order in which it is checked. */
export type ReverseRejection = OccurredInFuture | NothingToReverse | ReversalWindowClosed;

/** It earned nothing, or all of it was taken back before. */
export interface NothingToReverse {
  readonly code: "nothing_to_reverse";
  readonly message: string;
  readonly earned: number;
  readonly askedBack: number;
}

/** The points lapsed so long ago that the account does not know them any more. */
export interface ReversalWindowClosed {
  readonly code: "reversal_window_closed";
  readonly message: string;
  readonly window: string;
}

/**
 * Takes back points that were given: the very numbers that the order earned, wherever they are; where they are spent
 * already, others, or they are owed. A reversal counts when it is recorded, also when it reports something earlier.
 *
 * Needs the account's events about the same thing in `context.related`; `execute` supplies them.
 *
 * Refused, in this order: `occurred_in_future`, `nothing_to_reverse`, `reversal_window_closed`.
 */
export function reversePoints(
  account: PointsAccount,
  command: ReversePoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, ReverseRejection> {
  requireId(command.id, "id");
  requireId(command.about, "about");
  if (command.points !== undefined) requirePoints(command.points, "points");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { pointsType } = command;
  const lots = lotsOf(relatedOf(context)).filter((lot) => pointsType === undefined || lot.pointsType === pointsType);
  const rejected = cannotReverse(lots);
  if (rejected !== undefined) return refuse(rejected);
  const turn = begin(account, context);
  const open = lots.filter((lot) => !isClosed(turn.account, lot, turn.recordedAt));
  if (open.length === 0) return refuse(windowClosed(context));
  const events = open.map((lot, i): PointsEvent => {
    const { took, shortfall, forgone } = reversalOf(
      turn.account,
      lot,
      command.points ?? lot.earned,
      context,
      turn.recordedAt,
    );
    return {
      type: "points.reversed",
      ...envelopeOf(command, turn.recordedAt, context.points.of, "when_recorded", i + 1),
      pointsType: lot.pointsType,
      points: pointsIn(took) + shortfall,
      took,
      ...(shortfall > 0 && { shortfall }),
      ...(forgone > 0 && { forgone }),
      ...(command.reason !== undefined && { reason: command.reason }),
    };
  });
  return finish(turn, events, context);
}

function cannotReverse(lots: readonly Lot[]): NothingToReverse | undefined {
  const earned = lots.reduce((points, lot) => points + lot.earned, 0);
  const askedBack = lots.reduce((points, lot) => points + lot.askedBack, 0);
  if (earned > askedBack) return undefined;
  const message = `${earned} points earned, ${askedBack} of them taken back before.`;
  return { code: "nothing_to_reverse", message, earned, askedBack };
}

/** The rejection for points that lapsed longer ago than the refund window. */
export function windowClosed({ points }: PointsContext): ReversalWindowClosed {
  const window = points.refund?.window ?? "P0D";
  const message = `These points lapsed more than ${window} ago; they cannot be found any more.`;
  return { code: "reversal_window_closed", message, window };
}
