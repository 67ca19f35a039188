import { recordedAtOf } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
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

/** An account up to an instant, and what time alone has done to it. */
export interface Settled {
  readonly account: PointsAccount;
  readonly events: readonly PointsEvent[];
}

/** The account as it is at `now`, and the events that settled it. */
export function settled(account: PointsAccount, context: PointsContext): Settled {
  return settledUntil(account, recordedAtOf(context.now, account), context);
}

/** The account as it is at an instant that lies no earlier than its last one. */
export function settledUntil(account: PointsAccount, until: Instant, context: PointsContext): Settled {
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
  for (const bucket of account.buckets) seeBucket(account, bucket, until, see);
  for (const hold of account.holds) {
    const data = (): Partial<PointsEvent> => {
      return { points: pointsIn(hold.took), hold: hold.id, ...partLapsed(account, hold.took, hold.until) };
    };
    see({ at: hold.until, rank: 1, type: "points.hold_timed_out", pointsType: hold.type, data });
  }
  const owing = Object.keys(account.types).filter((type) => (account.types[type]?.shortfall ?? 0) > 0);
  // Sorted, because a storage does not keep the order of keys and equal instants need one.
  for (const type of owing.sort(compareText)) seeOwed(account, type, until, see);
  seeAutoRedeem(account, until, context, see);
  return next;
}

/** Time does one thing after another to a bucket, so the first is enough; for most buckets it is yet to come. */
function seeBucket(account: PointsAccount, bucket: Bucket, until: Instant, see: (due: Due) => void): void {
  const { key, type: pointsType, cancels, free } = bucket;
  if (free.length === 0 && !hasLapseToMark(bucket)) return;
  const lapse = lapsesAt(account, bucket);
  const notice = free.length > 0 ? noticesOf(account, bucket)[0] : undefined;
  const at = cancels ?? notice ?? lapse;
  if (at === undefined || at > until) return;
  const points = sizeOf(free);
  const lapsed = points > 0 && { lapsed: [{ bucket: key, ranges: free }] };
  const about = { points, bucket: key, lapsesAt: lapse ?? at };
  if (cancels !== undefined) {
    see({ at, rank: 0, type: "points.pending_cancelled", pointsType, data: () => ({ points, ...lapsed }) });
  } else if (notice !== undefined) {
    see({ at, rank: 4, type: "points.expiry_announced", pointsType, data: () => about });
  } else {
    see({ at, rank: 5, type: "points.expired", pointsType, data: () => ({ ...about, ...lapsed }) });
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
  if (autoRedeem === undefined || redeem === undefined) return;
  const pointsType = types.find(({ use }) => use === "redeemable")?.id;
  if (pointsType === undefined) return;
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
