import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { applyPointsEvent } from "./apply.js";
import { bucketOf, pointsIn } from "./buckets.js";
import { issueOf } from "./issue.js";
import { lotsOf, relatedOf } from "./lot.js";
import { intersection } from "./ranges.js";
import { begin, finish } from "./turn.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** The event that pending points waited for has come: the return window of `about` is closed. */
export interface ReleasePendingPoints extends Command {
  readonly about: string;
}

/** Nothing that this earned still waits. */
export interface NothingPending {
  readonly code: "nothing_pending";
  readonly message: string;
  readonly about: string;
}

/**
 * Makes points available that waited for an event. They lapse by when they were earned, not by when they were
 * released.
 *
 * Needs the account's events about the same thing in `context.related`; `execute` supplies them.
 *
 * Refused, in this order: `occurred_in_future`, `nothing_pending`.
 */
export function releasePendingPoints(
  account: PointsAccount,
  command: ReleasePendingPoints,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, OccurredInFuture | NothingPending> {
  requireId(command.id, "id");
  requireId(command.about, "about");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(account, context);
  const related = relatedOf(context);
  const events: PointsEvent[] = [];
  let current = turn.account;
  for (const lot of lotsOf(related)) {
    const type = context.points.types.find(({ id }) => id === lot.pointsType);
    const earned = related.find((event) => event.type === "points.earned" && event.pointsType === lot.pointsType);
    const took = [...lot.numbers].flatMap(([key, numbers]) => {
      const bucket = bucketOf(current, key);
      const ranges = bucket?.cancels === undefined ? [] : intersection(bucket.free, numbers);
      return ranges.length > 0 ? [{ bucket: key, ranges }] : [];
    });
    if (type === undefined || earned === undefined || took.length === 0) continue;
    const points = pointsIn(took);
    const event: PointsEvent = {
      type: "points.pending_released",
      ...envelopeOf(command, turn.recordedAt, context.points.of, "when_recorded", events.length + 1),
      pointsType: lot.pointsType,
      points,
      took,
      issued: issueOf(current, type, points, earned.occurredAt, context, "at_once"),
    };
    current = applyPointsEvent(current, event);
    events.push(event);
  }
  if (events.length > 0) return finish(turn, events, context);
  const message = `No points of ${JSON.stringify(command.about)} wait for an event.`;
  return refuse({ code: "nothing_pending", message, about: command.about });
}
