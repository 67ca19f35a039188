import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { applyPointsEvent } from "./apply.js";
import { bucketOf, pointsIn } from "./buckets.js";
import { issueOf } from "./issue.js";
import { relatedOf } from "./lot.js";
import { intersection } from "./ranges.js";
import { begin, finish } from "./turn.js";
import type { PointsAccount, PointsContext, PointsEvent, Took } from "./model.js";

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
  const events: PointsEvent[] = [];
  let current = turn.account;
  for (const earned of relatedOf(context)) {
    const type = context.points.types.find(({ id }) => id === earned.pointsType);
    const took = waitingOf(current, earned);
    if (type === undefined || took.length === 0) continue;
    const points = pointsIn(took);
    const { recordedAt } = turn;
    const envelope = envelopeOf(command, recordedAt, context.points.of, "when_recorded", events.length + 1);
    const since = { ...envelope, occurredAt: earned.occurredAt };
    const event: PointsEvent = {
      type: "points.pending_released",
      ...envelope,
      pointsType: type.id,
      points,
      took,
      issued: issueOf(current, type, points, since, context, "at_once"),
    };
    current = applyPointsEvent(current, event);
    events.push(event);
  }
  if (events.length > 0) return finish(turn, events, context);
  const message = `No points of ${JSON.stringify(command.about)} wait for an event.`;
  return refuse({ code: "nothing_pending", message, about: command.about });
}

/** What of an earning still waits for an event. */
function waitingOf(account: PointsAccount, { type, issued }: PointsEvent): readonly Took[] {
  const bucket = type === "points.earned" && issued !== undefined ? bucketOf(account, issued.bucket) : undefined;
  if (issued === undefined || bucket?.cancels === undefined) return [];
  const ranges = intersection(bucket.free, [issued.range]);
  return ranges.length > 0 ? [{ bucket: bucket.key, ranges }] : [];
}
