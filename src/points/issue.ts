import type { Envelope } from "../shared/envelope.js";
import { bucketOf } from "./buckets.js";
import { placeOf } from "./place.js";
import type { Issue, PointsAccount, PointsContext } from "./model.js";
import type { PointsType } from "./rules-model.js";

/**
 * New numbers for points that count from `occurredAt`: which bucket they lie in, when they become available, when they
 * lapse and when that is announced. `available: "at_once"` skips the waiting for the return window.
 *
 * A bucket that is not kept any more has taken the count of its numbers with it, so points that come as late as that
 * lie in one of their own, and no number is ever given twice.
 */
export function issueOf(
  account: PointsAccount,
  type: PointsType,
  points: number,
  { id, occurredAt, recordedAt }: Pick<Envelope, "id" | "occurredAt" | "recordedAt">,
  context: PointsContext,
  available: "by_rule" | "at_once" = "by_rule",
): Issue {
  const place = placeOf(type, occurredAt, context, available === "at_once");
  const isTooLate = (place.keptUntil ?? "~") <= recordedAt;
  const bucket = isTooLate ? `${place.bucket}:${id}` : place.bucket;
  const from = bucketOf(account, bucket)?.issued ?? 0;
  return { ...place, bucket, range: [from, from + points] };
}
