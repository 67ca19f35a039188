import type { Instant } from "../shared/instants.js";
import { availableOf, hasLapseToMark, lapsesAt, noticesOf, pendingOf, pointsIn } from "./buckets.js";
import { settled } from "./settle.js";
import { sizeOf } from "./ranges.js";
import type { PointsAccount, PointsContext } from "./model.js";

/** The points of one type, as they stand. */
export interface Balance {
  /** Can be redeemed now; for a qualifying type, counts for the tier now. */
  readonly available: number;
  /** Earned, and not available yet. */
  readonly pending: number;
  /** Set aside by holds. */
  readonly held: number;
  /** Owed, because they were spent before a refund took them back. */
  readonly shortfall: number;
}

/**
 * What a customer has at `now`, by points type. Pending points become available and points lapse by themselves: no
 * job has to run.
 *
 * @example
 * ```ts
 * import { definePointsRules, earnPoints, must, openPointsAccount, pointsBalance } from "clientele";
 *
 * const points = definePointsRules({
 *   types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" }, pending: { until: "return_window_closed", days: 7 } }],
 *   earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }],
 * });
 * const at = (time: string) => ({ points, zone: "Asia/Shanghai", now: new Date(time) });
 * const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, at("2026-03-02T10:00:00+08:00")));
 * const order = { id: "ord_1", type: "order.paid", lines: [{ sku: "tea", quantity: 1, paid: "80.00" }] };
 * const account = must(earnPoints(opened.state, order, at("2026-03-02T10:00:00+08:00"))).state;
 *
 * pointsBalance(account, at("2026-03-09T23:59:59+08:00")).points; // => { available: 0, pending: 80, held: 0, shortfall: 0 }
 * pointsBalance(account, at("2026-03-10T00:00:00+08:00")).points; // => { available: 80, pending: 0, held: 0, shortfall: 0 }
 * ```
 */
export function pointsBalance(account: PointsAccount, context: PointsContext): Readonly<Record<string, Balance>> {
  const { account: current } = settled(account, context);
  const types = new Set([...context.points.types.map(({ id }) => id), ...Object.keys(current.types)]);
  return Object.fromEntries(
    [...types].map((type) => [type, balanceOf(current, type, currentInstant(current, context))]),
  );
}

/** The balance of one type of a settled account. */
export function balanceOf(account: PointsAccount, type: string, at: Instant): Balance {
  const held = account.holds.filter((hold) => hold.type === type);
  return {
    available: availableOf(account, type, at),
    pending: pendingOf(account, type, at),
    held: held.reduce((points, { took }) => points + pointsIn(took), 0),
    shortfall: account.types[type]?.shortfall ?? 0,
  };
}

/** Points that lapse together, and when. */
export interface ExpiringPoints {
  readonly pointsType: string;
  readonly points: number;
  readonly lapsesAt: Instant;
}

/** Which points lapse when, as things stand at `now`, soonest first. */
export function pointsExpiring(account: PointsAccount, context: PointsContext): readonly ExpiringPoints[] {
  const { account: current } = settled(account, context);
  const sums = new Map<string, ExpiringPoints>();
  for (const bucket of current.buckets) {
    const lapse = lapsesAt(current, bucket);
    const free = sizeOf(bucket.free);
    if (lapse === undefined || free === 0) continue;
    const key = `${lapse} ${bucket.type}`;
    const points = free + (sums.get(key)?.points ?? 0);
    sums.set(key, { pointsType: bucket.type, points, lapsesAt: lapse });
  }
  return [...sums.keys()].sort().flatMap((key) => sums.get(key) ?? []);
}

/** The next instant after `now` at which time alone changes something; undefined when nothing is to come. */
export function nextPointsChange(account: PointsAccount, context: PointsContext): Instant | undefined {
  const { account: current } = settled(account, context);
  const at = currentInstant(current, context);
  const instants = current.buckets.flatMap((bucket) => {
    if (bucket.free.length === 0) return hasLapseToMark(bucket) ? [lapsesAt(current, bucket)] : [];
    const opens = bucket.opens.map((opening) => opening.at);
    return [lapsesAt(current, bucket), bucket.cancels, ...noticesOf(current, bucket), ...opens];
  });
  const all = [...instants, ...current.holds.map(({ until }) => until)].filter((instant) => instant !== undefined);
  return all.filter((instant) => instant > at).sort()[0];
}

function currentInstant(account: PointsAccount, { now }: PointsContext): Instant {
  const instant = now.toISOString();
  return account.at > instant ? account.at : instant;
}
