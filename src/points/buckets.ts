import { compareText } from "../shared/text.js";
import type { Instant } from "../shared/instants.js";
import { firstOf, intersection, minus, sizeOf, type Range, type Ranges } from "./ranges.js";
import type { Bucket, PointsAccount, Took } from "./model.js";

/** When the free points of a bucket lapse; undefined when they do not, or not yet. */
export function lapsesAt(account: PointsAccount, bucket: Bucket): Instant | undefined {
  return bucket.sliding === true ? account.types[bucket.type]?.slides?.lapsesAt : bucket.expires;
}

/** When the lapse of a bucket is announced: the announcements still to come, earliest first. */
export function noticesOf(account: PointsAccount, bucket: Bucket): readonly Instant[] {
  return bucket.sliding === true ? (account.types[bucket.type]?.slides?.notices ?? []) : bucket.notices;
}

/** The free numbers of a bucket that can be spent at this instant. */
export function openNumbers(account: PointsAccount, bucket: Bucket, at: Instant): Ranges {
  if (bucket.cancels !== undefined || hasLapsed(account, bucket, at)) return [];
  const waiting = waitingNumbers(bucket, at);
  return waiting.length === 0 ? bucket.free : minus(bucket.free, waiting);
}

/** How many points of a type can be spent at this instant. */
export function availableOf(account: PointsAccount, type: string, at: Instant): number {
  return countOf(account, type, (bucket) => openNumbers(account, bucket, at));
}

/** How many points of a type become available later. */
export function pendingOf(account: PointsAccount, type: string, at: Instant): number {
  return countOf(account, type, (bucket) => pendingNumbers(bucket, at));
}

function countOf({ buckets }: PointsAccount, type: string, numbersOf: (bucket: Bucket) => Ranges): number {
  return buckets.reduce((points, bucket) => (bucket.type === type ? points + sizeOf(numbersOf(bucket)) : points), 0);
}

/** The free numbers of a bucket that become available later. */
function pendingNumbers(bucket: Bucket, at: Instant): Ranges {
  return bucket.cancels === undefined ? intersection(bucket.free, waitingNumbers(bucket, at)) : bucket.free;
}

/** Whether the points of a bucket are past their lapse at this instant. */
export function hasLapsed(account: PointsAccount, bucket: Bucket, at: Instant): boolean {
  const lapse = lapsesAt(account, bucket);
  return lapse !== undefined && lapse <= at;
}

/**
 * Whether a sliding bucket has numbers that its next lapse ends. It marks its lapse even when nothing is free in it, or
 * points that are given back later would live again.
 */
export function hasLapseToMark({ sliding, issued, lapsedTo = 0 }: Bucket): boolean {
  return sliding === true && issued > lapsedTo;
}

/** Buckets of one type, first to lapse first: the order in which points are spent. Total, so that it never wavers. */
export function inSpendingOrder(account: PointsAccount, type: string): readonly Bucket[] {
  const lapseOf = (bucket: Bucket): Instant => lapsesAt(account, bucket) ?? "~";
  return account.buckets
    .filter((bucket) => bucket.type === type)
    .sort((a, b) => {
      const [left, right] = [lapseOf(a), lapseOf(b)];
      return left === right ? compareText(a.key, b.key) : left < right ? -1 : 1;
    });
}

/** So many available points, first to lapse first; fewer when there are not as many. */
export function allocate(account: PointsAccount, type: string, points: number, at: Instant): readonly Took[] {
  const took: Took[] = [];
  let left = points;
  for (const bucket of inSpendingOrder(account, type)) {
    if (left === 0) break;
    if (bucket.free.length === 0) continue;
    const ranges = firstOf(openNumbers(account, bucket, at), left);
    if (ranges.length > 0) took.push({ bucket: bucket.key, ranges });
    left -= sizeOf(ranges);
  }
  return took;
}

/** How many points lie in these numbers. */
export function pointsIn(took: readonly Took[] = []): number {
  return took.reduce((points, { ranges }) => points + sizeOf(ranges), 0);
}

/** The bucket of this key: mostly a late one, so they are looked through from behind. */
export function bucketOf({ buckets }: Pick<PointsAccount, "buckets">, key: string): Bucket | undefined {
  return buckets.findLast((bucket) => bucket.key === key);
}

/** Numbers that come back, parted into those that are free again and those that lapsed meanwhile. */
export function partLapsed(
  account: PointsAccount,
  took: readonly Took[],
  at: Instant,
): { readonly gaveBack: readonly Took[]; readonly lapsed: readonly Took[] } {
  const gaveBack: Took[] = [];
  const lapsed: Took[] = [];
  for (const { bucket: key, ranges } of took) {
    const bucket = bucketOf(account, key);
    const below: Ranges = [[0, bucket?.lapsedTo ?? 0]];
    const gone = bucket === undefined || hasLapsed(account, bucket, at) ? ranges : intersection(ranges, below);
    const alive = minus(ranges, gone);
    if (alive.length > 0) gaveBack.push({ bucket: key, ranges: alive });
    if (gone.length > 0) lapsed.push({ bucket: key, ranges: gone });
  }
  return { gaveBack, lapsed };
}

function waitingNumbers(bucket: Bucket, at: Instant): Ranges {
  const waiting: Range[] = [];
  for (const opening of bucket.opens) if (opening.at > at) waiting.push([opening.from, opening.to]);
  return waiting;
}
