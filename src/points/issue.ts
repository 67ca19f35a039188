import { addDurationToDay, periodOf } from "../calendar/periods.js";
import { endOfDay, localDay, startOfDay } from "../calendar/zones.js";
import { addDays } from "../shared/days.js";
import type { Envelope } from "../shared/envelope.js";
import { instantOf, type Instant } from "../shared/instants.js";
import { bucketOf } from "./buckets.js";
import { endOfDayAfter, noticesBefore } from "./time.js";
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
  const place = placeOf(type, occurredAt, context, available);
  const isTooLate = (place.keptUntil ?? "~") <= recordedAt;
  const bucket = isTooLate ? `${place.bucket}:${id}` : place.bucket;
  const from = bucketOf(account, bucket)?.issued ?? 0;
  return { ...place, bucket, range: [from, from + points] };
}

type Place = Omit<Issue, "range">;

function placeOf(
  type: PointsType,
  occurredAt: Instant,
  context: PointsContext,
  available: "by_rule" | "at_once",
): Place {
  const { zone } = context;
  const pending = available === "at_once" ? undefined : type.pending;
  if (pending !== undefined && pending.days === undefined) {
    const cancels = endOfDays(occurredAt, pending.cancelAfterDays ?? 0, zone);
    return { bucket: `${type.id}:waits:${dayBefore(cancels, zone)}`, cancels, ...kept(cancels, context) };
  }
  const opening = pending?.days === undefined ? {} : { opensAt: endOfDays(occurredAt, pending.days, zone) };
  return { ...lapsingPlace(type, occurredAt, context), ...opening };
}

function lapsingPlace(type: PointsType, occurredAt: Instant, context: PointsContext): Place {
  const { expire } = type;
  const { zone } = context;
  switch (expire.kind) {
    case "never":
      return { bucket: `${type.id}:never` };
    case "sliding":
      return { bucket: `${type.id}:sliding`, sliding: true };
    case "after":
    case "tier_period": {
      if (expire.length === undefined) return { bucket: `${type.id}:never` };
      const expires =
        expire.kind === "after"
          ? afterLength(occurredAt, expire.length, expire.to, zone)
          : instantOf(startOfDay(addDurationToDay(localDay(occurredAt, zone), expire.length), zone));
      const notices = expire.kind === "after" ? noticesBefore(expires, expire.notice, zone) : [];
      return { bucket: `${type.id}:${dayBefore(expires, zone)}`, expires, notices, ...kept(expires, context) };
    }
    default:
      return expire satisfies never;
  }
}

function afterLength(
  occurredAt: Instant,
  length: string,
  to: "month_end" | "year_end" | undefined,
  zone: string,
): Instant {
  if (to === undefined) return endOfDayAfter(occurredAt, length, zone);
  const day = addDurationToDay(localDay(occurredAt, zone), length);
  return instantOf(startOfDay(periodOf(day, to === "month_end" ? "month" : "year").to, zone));
}

/** The end of the day so many days after the day of an instant. */
function endOfDays(instant: Instant, days: number, zone: string): Instant {
  return instantOf(endOfDay(addDays(localDay(instant, zone), days), zone));
}

/** The last day that lies whole before an instant: what a bucket is named by. */
function dayBefore(end: Instant, zone: string): string {
  return addDays(localDay(end, zone), -1);
}

function kept(lapse: Instant, { points, zone }: PointsContext): { readonly keptUntil: Instant } {
  return { keptUntil: points.refund === undefined ? lapse : endOfDayAfter(lapse, points.refund.window, zone) };
}
