// Holds an account against the model: balances, counters, what is left of every order, and the order of spending.
import { inSpendingOrder, openNumbers } from "../../../src/points/buckets.js";
import { intersection, sizeOf } from "../../../src/points/ranges.js";
import type { PointsAccount, PointsEvent } from "../../../src/points/model.js";
import { isOpen, isPending, openPoints, type Model } from "./model-points.js";

/** How many points of one order lie where, as runs: `[["ord_1", 5], ["ord_2", 3]]`. */
type Runs = readonly (readonly [about: string, count: number])[];

export interface Standing {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly totals: Readonly<Record<string, number>>;
  /** Free points of each order, those that wait among them. */
  readonly rest: Readonly<Record<string, number>>;
  /** Whose points are spent, in their order. */
  readonly spending: Runs;
}

/** Which order issued which numbers of which bucket, kept up as the events come in. */
export type Issued = Map<string, { readonly from: number; readonly to: number; readonly about: string }[]>;

export function noteIssued(issued: Issued, events: readonly PointsEvent[]): void {
  for (const { issued: issue, about = "", type } of events) {
    if (issue === undefined) continue;
    const [from, to] = issue.range;
    const all = issued.get(issue.bucket) ?? [];
    issued.set(issue.bucket, [...all, { from, to, about: type === "points.adjusted" ? "" : about }]);
  }
}

/** What a settled account says. */
export function standingOf(account: PointsAccount, type: string, at: string, issued: Issued): Standing {
  let [available, pending] = [0, 0];
  const rest: Record<string, number> = {};
  const spending: [string, number][] = [];
  for (const bucket of inSpendingOrder(account, type)) {
    const open = openNumbers(account, bucket, at);
    available += sizeOf(open);
    pending += sizeOf(bucket.free) - sizeOf(open);
    for (const { from, to, about } of issued.get(bucket.key) ?? []) {
      const left = sizeOf(intersection(bucket.free, [[from, to]]));
      if (left > 0) rest[about] = (rest[about] ?? 0) + left;
      addRun(spending, about, sizeOf(intersection(open, [[from, to]])));
    }
  }
  const held = account.holds.flatMap((hold) => (hold.type === type ? hold.took : []));
  const { slides: _, ...totals } = { slides: undefined, ...nothing, ...account.types[type] };
  return {
    available,
    pending,
    held: held.reduce((sum, { ranges }) => sum + sizeOf(ranges), 0),
    totals,
    rest,
    spending,
  };
}

/** What the settled model says. */
export function standingOfModel(model: Model, type: string, at: number): Standing {
  const mine = model.points.filter((point) => point.type === type);
  const rest: Record<string, number> = {};
  for (const { about = "", state } of mine) if (state === "free") rest[about] = (rest[about] ?? 0) + 1;
  const spending: [string, number][] = [];
  for (const { about = "" } of openPoints(model, type, at)) addRun(spending, about, 1);
  return {
    available: mine.filter((point) => isOpen(model, point, at)).length,
    pending: mine.filter((point) => isPending(point, at)).length,
    held: mine.filter(({ state }) => state === "held").length,
    totals: { ...nothing, ...model.totals.get(type) },
    rest,
    spending,
  };
}

const nothing = { issued: 0, redeemed: 0, expired: 0, reversed: 0, cancelled: 0, shortfall: 0 };

function addRun(runs: [string, number][], about: string, count: number): void {
  const last = runs.at(-1);
  if (count === 0) return;
  if (last?.[0] === about) last[1] += count;
  else runs.push([about, count]);
}
