import { instantOf, type Instant } from "../shared/instants.js";
import { compareText } from "../shared/text.js";
import { applyPointsEvent } from "./apply.js";
import { allocate, availableOf, hasLapseToMark, lapsesAt, noticesOf, partLapsed, pointsIn } from "./buckets.js";
import { sizeOf } from "./ranges.js";
import { worthOf } from "./worth.js";
import type { Bucket, PointsAccount, PointsContext, PointsEvent, PointsEventType } from "./model.js";

/**
 * What time alone has done to an account up to `now`, in the order in which it happened: pending points that no event
 * confirmed are cancelled, holds time out, points that become available repay what is owed and are redeemed where the
 * program does that by itself, lapses are announced and come.
 *
 * Every event carries the instant of its cause, so the account is the same whether this runs daily, late or never.
 */
export function settlePoints(account: PointsAccount, context: PointsContext): readonly PointsEvent[] {
  return settled(account, context).events;
}

/** The account as it is at `now`, and the events that settled it. */
export function settled(
  account: PointsAccount,
  context: PointsContext,
): { readonly account: PointsAccount; readonly events: readonly PointsEvent[] } {
  const now = instantOf(context.now);
  const until = account.at > now ? account.at : now;
  const events: PointsEvent[] = [];
  let current = account;
  for (let due = nextDue(current, until, context); due !== undefined; due = nextDue(current, until, context)) {
    const event = eventOf(current, due);
    current = applyPointsEvent(current, event);
    events.push(event);
  }
  return { account: current, events };
}

/** Something that time causes: when, and what comes first when several fall on one instant. */
interface Due {
  readonly at: Instant;
  readonly rank: number;
  readonly type: PointsEventType;
  readonly pointsType: string;
  readonly data: () => Partial<PointsEvent>;
}

function eventOf(account: PointsAccount, { at, type, pointsType, data }: Due): PointsEvent {
  const settled = account.settled + 1;
  const recordedAt = account.at > at ? account.at : at;
  const id = `${account.id}/settled/${settled}`;
  return { type, id, occurredAt: at, recordedAt, of: account.of, pointsType, points: 0, settled, ...data() };
}

function nextDue(account: PointsAccount, until: Instant, context: PointsContext): Due | undefined {
  let next: Due | undefined;
  const see = (due: Due): void => {
    if (due.at > until) return;
    if (next === undefined || due.at < next.at || (due.at === next.at && due.rank < next.rank)) next = due;
  };
  for (const bucket of account.buckets) if (firstInstant(account, bucket) <= until) seeBucket(account, bucket, see);
  for (const hold of account.holds) {
    const data = (): Partial<PointsEvent> => {
      return { points: pointsIn(hold.took), hold: hold.id, ...partLapsed(account, hold.took, hold.until) };
    };
    see({ at: hold.until, rank: 1, type: "points.hold_timed_out", pointsType: hold.type, data });
  }
  const owing = Object.keys(account.types).filter((type) => account.types[type]?.shortfall !== 0);
  // Sorted, because a storage does not keep the order of keys and equal instants need one.
  for (const type of owing.sort(compareText)) seeOwed(account, type, until, see);
  seeAutoRedeem(account, until, context, see);
  return next;
}

/** When time first does something to a bucket: most of them are passed over by this look alone. */
function firstInstant(account: PointsAccount, bucket: Bucket): Instant {
  if (bucket.free.length === 0 && !hasLapseToMark(bucket)) return "~";
  return bucket.cancels ?? noticesOf(account, bucket)[0] ?? lapsesAt(account, bucket) ?? "~";
}

function seeBucket(account: PointsAccount, bucket: Bucket, see: (due: Due) => void): void {
  const { key, type: pointsType, cancels, free } = bucket;
  const points = sizeOf(free);
  const took = [{ bucket: key, ranges: free }];
  if (cancels !== undefined) {
    const data = (): Partial<PointsEvent> => ({ points, lapsed: took });
    return see({ at: cancels, rank: 0, type: "points.pending_cancelled", pointsType, data });
  }
  const lapse = lapsesAt(account, bucket);
  if (lapse === undefined) return;
  const about = { points, bucket: key, lapsesAt: lapse };
  const data = (): Partial<PointsEvent> => ({ ...about, ...(points > 0 && { lapsed: took }) });
  see({ at: lapse, rank: 5, type: "points.expired", pointsType, data });
  const [notice] = noticesOf(account, bucket);
  if (notice !== undefined && points > 0) {
    see({ at: notice, rank: 4, type: "points.expiry_announced", pointsType, data: () => about });
  }
}

function seeOwed(account: PointsAccount, type: string, until: Instant, see: (due: Due) => void): void {
  const at = whenAvailable(account, type, 1, until);
  if (at === undefined) return;
  const data = (): Partial<PointsEvent> => {
    const took = allocate(account, type, account.types[type]?.shortfall ?? 0, at);
    return { points: pointsIn(took), took, shortfall: -pointsIn(took) };
  };
  see({ at, rank: 2, type: "points.shortfall_repaid", pointsType: type, data });
}

function seeAutoRedeem(account: PointsAccount, until: Instant, context: PointsContext, see: (due: Due) => void): void {
  const { autoRedeem, redeem, types } = context.points;
  const pointsType = types.find(({ use }) => use === "redeemable")?.id;
  if (autoRedeem === undefined || redeem === undefined || pointsType === undefined) return;
  const at = whenAvailable(account, pointsType, autoRedeem.points, until);
  if (at === undefined) return;
  const data = (): Partial<PointsEvent> => {
    const available = availableOf(account, pointsType, at);
    const points = available - (available % autoRedeem.points);
    return {
      points,
      worth: worthOf(points, redeem),
      took: allocate(account, pointsType, points, at),
      reason: "automatic",
    };
  };
  see({ at, rank: 3, type: "points.redeemed", pointsType, data });
}

/** The first instant from the account's last one on at which so many points of a type are available. */
function whenAvailable(account: PointsAccount, type: string, points: number, until: Instant): Instant | undefined {
  const opens = account.buckets.flatMap((bucket) => (bucket.type === type ? bucket.opens.map(({ at }) => at) : []));
  const later = opens.filter((at) => at > account.at && at <= until).sort();
  return [account.at, ...later].find((at) => availableOf(account, type, at) >= points);
}
