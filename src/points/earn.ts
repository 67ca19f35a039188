import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type OccurredInFuture } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { awardsOf, orderBasis, type EarningEvent } from "./award.js";
import { issueOf } from "./issue.js";
import { requireMoney } from "./require-order.js";
import { slidesOf } from "./slide.js";
import { begin, finish } from "./turn.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** Why an event earns nothing, in the order in which it is checked. */
export type EarnRejection =
  | OccurredInFuture
  | { readonly code: "other_currency"; readonly message: string; readonly currency: string; readonly expected: string };

/**
 * Gives a customer the points that the program's rules give for something that happened: an order paid, a referral, a
 * visit. The host event is the command. Every rule counts by itself; points are rounded once, at the end, by the mode
 * of the rule; a cap gives what is left of it.
 *
 * Credits may be back-dated: the points wait and lapse by when the event occurred. An event for which no rule gives
 * anything is accepted and leaves no event.
 *
 * Refused, in this order: `occurred_in_future`, `other_currency`.
 *
 * @example
 * ```ts
 * import { definePointsRules, earnPoints, must, openPointsAccount } from "clientele";
 *
 * const points = definePointsRules({
 *   types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }],
 *   earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 2, per: "1.00", rounding: "half_up" }],
 * });
 * const context = { points, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00Z") };
 * const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, context));
 * const order = { id: "ord_1", type: "order.paid", lines: [{ sku: "tea", quantity: 1, paid: "79.75" }] };
 * must(earnPoints(opened.state, order, context)).events[0]?.points; // => 160
 * ```
 */
export function earnPoints(
  account: PointsAccount,
  event: EarningEvent,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, EarnRejection> {
  requireId(event.id, "id");
  requireMoney(event);
  const early = occurredInFuture(event, context.now);
  if (early !== undefined) return refuse(early);
  const expected = context.points.currency;
  if (event.currency !== undefined && expected !== undefined && event.currency !== expected) {
    const message = `This program earns on ${expected}, not on ${event.currency}.`;
    return refuse({ code: "other_currency", message, currency: event.currency, expected });
  }
  const turn = begin(account, context);
  return finish(turn, earnings(turn.account, event, turn.recordedAt, context), context);
}

function earnings(
  account: PointsAccount,
  source: EarningEvent,
  recordedAt: string,
  context: PointsContext,
): readonly PointsEvent[] {
  const about = source.about ?? source.orderId ?? source.id.replace(/#[a-z_]+$/, "");
  const order = orderBasis(source);
  const envelope = envelopeOf({ ...source, about }, recordedAt, context.points.of, "when_it_happened");
  const awards = awardsOf(account, source, envelope.occurredAt, context);
  const events: PointsEvent[] = [];
  for (const pointsType of new Set(awards.map(({ gives }) => gives))) {
    const rules = awards.filter(({ gives }) => gives === pointsType).map(({ award }) => award);
    const points = rules.reduce((all, award) => all + award.points, 0);
    const type = context.points.types.find(({ id }) => id === pointsType);
    if (type === undefined) throw new ClienteleError("config_invalid", `There is no points type "${pointsType}".`);
    const id = events.length === 0 ? envelope.id : `${envelope.id}#${events.length + 1}`;
    // Each event is of another type, so its points lie in other buckets than those of the events before.
    events.push({
      type: "points.earned",
      ...envelope,
      id,
      pointsType,
      points,
      ...(points > 0 && { issued: issueOf(account, type, points, { ...envelope, id }, context) }),
      rules,
      ...(order !== undefined && { order }),
      ...slidesOf(context, recordedAt),
    });
  }
  return events;
}
