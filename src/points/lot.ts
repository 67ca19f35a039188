import { ClienteleError } from "../shared/errors.js";
import type { EventEnvelope } from "../shared/envelope.js";
import { allocate, bucketOf, inSpendingOrder, openNumbers, pointsIn } from "./buckets.js";
import { firstOf, intersection, minus, sizeOf, union, type Range } from "./ranges.js";
import type { PointsAccount, PointsContext, PointsEvent, Took } from "./model.js";
import type { RefundRules } from "./rules-model.js";

/** What one thing (an order, a referral) earned of one points type, from this account's events about it. */
export interface Lot {
  readonly pointsType: string;
  readonly earned: number;
  /** What was asked back before: taken, owed or forgone. */
  readonly askedBack: number;
  /** The serial numbers that it earned and that no reversal of it has taken, by bucket, wherever they are now. */
  readonly numbers: ReadonlyMap<string, readonly Range[]>;
}

/**
 * The account's events about the thing that the command is about. What time alone did was written down with it, but is
 * about nothing: points that were redeemed automatically were not spent on the order that made them enough.
 */
export function relatedOf({ related = [] }: PointsContext): readonly PointsEvent[] {
  return related.filter((event): event is PointsEvent => isPointsEvent(event) && event.settled === undefined);
}

function isPointsEvent(event: EventEnvelope): event is PointsEvent {
  return event.type.startsWith("points.");
}

/** The lots that events about one thing made, one for each points type. */
export function lotsOf(related: readonly PointsEvent[]): readonly Lot[] {
  const types = new Set(related.filter(({ type }) => type === "points.earned").map(({ pointsType }) => pointsType));
  return [...types].map((pointsType) => lotOf(related, pointsType));
}

function lotOf(related: readonly PointsEvent[], pointsType: string): Lot {
  const numbers = new Map<string, readonly Range[]>();
  let earned = 0;
  let askedBack = 0;
  for (const event of related) {
    if (event.pointsType !== pointsType) continue;
    const { type, issued } = event;
    if (type === "points.earned") earned += event.points;
    if (type === "points.reversed") askedBack += event.points + (event.forgone ?? 0);
    if (type === "points.reversed" || type === "points.pending_released") {
      for (const { bucket, ranges } of event.took ?? []) numbers.set(bucket, minus(numbers.get(bucket) ?? [], ranges));
    }
    if (issued !== undefined && (type === "points.earned" || type === "points.pending_released")) {
      numbers.set(issued.bucket, union(numbers.get(issued.bucket) ?? [], [issued.range]));
    }
  }
  return { pointsType, earned, askedBack, numbers };
}

/** What a reversal takes, and what it cannot. */
export interface Reversal {
  readonly took: readonly Took[];
  readonly shortfall: number;
  readonly forgone: number;
}

/**
 * Takes points of a lot back: its own numbers first, pending before available, then others of the customer's, first
 * to lapse first, as the rules allow; what is spent already is owed up to the limit, and the rest is forgone. Points
 * that lapsed are gone and are not taken twice, nor are points in a bucket that is not kept any more.
 */
export function reversalOf(
  account: PointsAccount,
  lot: Lot,
  points: number,
  context: PointsContext,
  at: string,
): Reversal {
  const { from, then, limit = Number.POSITIVE_INFINITY } = context.points.refund ?? standardRefund;
  const own = lotIn(account, lot);
  let left = Math.min(points, Math.max(0, lot.earned - lot.askedBack - goneOf(account, lot, at)));
  let took: readonly Took[] = [];
  for (const place of from) {
    const more =
      place === "others" ? othersOf(account, lot, took, left, at) : ownOf(account, own, took, place, left, at);
    took = joined(took, more);
    left -= pointsIn(more);
  }
  const owed = account.types[lot.pointsType]?.shortfall ?? 0;
  const shortfall = then === "shortfall" ? Math.min(left, Math.max(0, limit - owed)) : 0;
  return { took, shortfall, forgone: left - shortfall };
}

/** Whether all that is left of a lot lies in buckets that are not kept any more, so that it cannot be found. */
export function isClosed(account: PointsAccount, lot: Lot, at: string): boolean {
  const places = [...lot.numbers].filter(([, ranges]) => ranges.length > 0);
  return places.length > 0 && !places.some(([key]) => isKept(account, key, at));
}

function isKept(account: PointsAccount, key: string, at: string): boolean {
  const bucket = bucketOf(account, key);
  return bucket !== undefined && (bucket.keptUntil ?? "~") > at;
}

const standardRefund: Pick<RefundRules, "from" | "then"> & { readonly limit?: number } = {
  from: ["pending", "own", "others"],
  then: "shortfall",
};

function lotIn(account: PointsAccount, lot: Lot): readonly Took[] {
  return inSpendingOrder(account, lot.pointsType).flatMap(({ key }) => {
    const ranges = lot.numbers.get(key) ?? [];
    return ranges.length > 0 ? [{ bucket: key, ranges }] : [];
  });
}

/** How many points of a lot are gone: lapsed, cancelled, or where nobody can look any more. */
function goneOf(account: PointsAccount, lot: Lot, at: string): number {
  return [...lot.numbers].reduce((points, [key, ranges]) => {
    const lapsed = bucketOf(account, key)?.lapsed ?? [];
    return points + sizeOf(isKept(account, key, at) ? intersection(ranges, lapsed) : ranges);
  }, 0);
}

function ownOf(
  account: PointsAccount,
  own: readonly Took[],
  taken: readonly Took[],
  place: "pending" | "own",
  points: number,
  at: string,
): readonly Took[] {
  const took: Took[] = [];
  let left = points;
  for (const { bucket: key, ranges } of own) {
    const bucket = bucketOf(account, key);
    if (bucket === undefined) throw new ClienteleError("invariant_violated", `Bucket "${key}" is gone.`);
    const free = minus(intersection(bucket.free, ranges), rangesIn(taken, key));
    const open = openNumbers(account, bucket, at);
    const first = firstOf(place === "own" ? intersection(free, open) : minus(free, open), left);
    if (first.length > 0) took.push({ bucket: key, ranges: first });
    left -= sizeOf(first);
  }
  return took;
}

function othersOf(
  account: PointsAccount,
  lot: Lot,
  taken: readonly Took[],
  points: number,
  at: string,
): readonly Took[] {
  if (points === 0) return [];
  const rest = account.buckets.map((bucket) => ({ ...bucket, free: minus(bucket.free, rangesIn(taken, bucket.key)) }));
  return allocate({ ...account, buckets: rest }, lot.pointsType, points, at);
}

function rangesIn(took: readonly Took[], key: string): readonly Range[] {
  return took.flatMap(({ bucket, ranges }) => (bucket === key ? ranges : []));
}

function joined(took: readonly Took[], more: readonly Took[]): readonly Took[] {
  const keys = new Set([...took, ...more].map(({ bucket }) => bucket));
  return [...keys].map((bucket) => ({ bucket, ranges: union(rangesIn(took, bucket), rangesIn(more, bucket)) }));
}
