import { refuse, type Decision } from "../shared/decision.js";
import { divide, exactOf, multiply, type DecimalText } from "../shared/decimal.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { allocate, availableOf, pendingOf } from "./buckets.js";
import { requirePoints, typeToRedeem } from "./require.js";
import { slidesOf } from "./slide.js";
import { begin, finish } from "./turn.js";
import { worthOf } from "./worth.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** Spends points, on the order that `about` names; without one, the redemption is about itself. */
export interface RedeemPoints extends Command {
  readonly points: number;
  /** The points type; the program's first redeemable one where none is given. */
  readonly pointsType?: string;
  /** What the order comes to. Needed where the program limits the share that points may pay. */
  readonly amount?: DecimalText;
}

/** Why points are not redeemed, in the order in which it is checked. */
export type RedeemRejection =
  | OccurredInFuture
  | { readonly code: "below_minimum"; readonly message: string; readonly requested: number; readonly minimum: number }
  | { readonly code: "not_a_multiple"; readonly message: string; readonly requested: number; readonly step: number }
  | { readonly code: "above_share"; readonly message: string; readonly requested: number; readonly allowed: number }
  | InsufficientPoints;

/** More was asked for than is available. */
export interface InsufficientPoints {
  readonly code: "insufficient_points";
  readonly message: string;
  readonly requested: number;
  readonly available: number;
  readonly pending: number;
}

/**
 * Redeems points: those that lapse first are spent first, and the event lists the very numbers that were taken, so
 * that a cancellation can give them back with the lapse they had. Points that wait for the return window cannot be
 * spent, nor can points past their lapse, whether or not a job has run.
 *
 * Points are whole numbers above 0. `amount` is money, a decimal text; with it the largest share that points may pay
 * is checked, rounded down to whole points.
 *
 * Refused, in this order: `occurred_in_future`, `below_minimum`, `not_a_multiple`, `above_share`,
 * `insufficient_points`.
 *
 * @example
 * ```ts
 * import { adjustPoints, definePointsRules, must, openPointsAccount, pointsBalance, redeemPoints } from "clientele";
 *
 * const points = definePointsRules({
 *   types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }],
 *   earn: [],
 *   redeem: { minimum: 100, worth: "0.01" },
 * });
 * const context = { points, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") };
 * const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, context));
 * const account = must(adjustPoints(opened.state, { id: "adj_1", points: 500, reason: "welcome" }, context)).state;
 *
 * const redeemed = must(redeemPoints(account, { id: "rdm_1", points: 300 }, context));
 * pointsBalance(redeemed.state, context).points?.available; // => 200
 * redeemed.events[0]?.worth; // => "3.00"
 * redeemPoints(account, { id: "rdm_2", points: 600 }, context).ok; // => false
 * ```
 */
export function redeemPoints(
  account: PointsAccount,
  command: RedeemPoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, RedeemRejection> {
  requireId(command.id, "id");
  const { points } = command;
  requirePoints(points, "points");
  const pointsType = typeToRedeem(context.points, command.pointsType);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const { redeem } = context.points;
  const minimum = redeem?.minimum ?? 1;
  if (points < minimum) {
    const message = `${points} points asked for, at least ${minimum} are redeemed at once.`;
    return refuse({ code: "below_minimum", message, requested: points, minimum });
  }
  const step = redeem?.step ?? 1;
  if (points % step !== 0) {
    const message = `${points} points asked for, only multiples of ${step} are redeemed.`;
    return refuse({ code: "not_a_multiple", message, requested: points, step });
  }
  const allowed = mostPoints(command, context);
  if (points > allowed) {
    const message = `${points} points asked for, this order may be paid with ${allowed}.`;
    return refuse({ code: "above_share", message, requested: points, allowed });
  }
  const turn = begin(account, context);
  const available = availableOf(turn.account, pointsType, turn.recordedAt);
  if (points > available) {
    const pending = pendingOf(turn.account, pointsType, turn.recordedAt);
    const message = `${points} points asked for, ${available} available.`;
    return refuse({ code: "insufficient_points", message, requested: points, available, pending });
  }
  const event: PointsEvent = {
    type: "points.redeemed",
    ...envelopeOf({ about: command.id, ...command }, turn.recordedAt, context.points.of, "when_recorded"),
    pointsType,
    points,
    took: allocate(turn.account, pointsType, points, turn.recordedAt),
    ...(redeem !== undefined && { worth: worthOf(points, redeem) }),
    ...(command.amount !== undefined && { order: { total: command.amount, lines: {} } }),
    ...slidesOf(context, turn.recordedAt),
  };
  return finish(turn, [event], context);
}

/** How many points may pay for an order of this amount, by the program's largest share. */
function mostPoints({ amount }: RedeemPoints, { points: { redeem } }: PointsContext): number {
  if (redeem?.maxShare === undefined || amount === undefined) return Number.POSITIVE_INFINITY;
  return Number(divide(multiply(exactOf(amount), exactOf(redeem.maxShare)), exactOf(redeem.worth), "down"));
}
