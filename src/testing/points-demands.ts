import { pointsBalance } from "../points/balance.js";
import { pointsIn } from "../points/buckets.js";
import type { PointsAccount, PointsContext, PointsEvent, TypeTotals } from "../points/model.js";
import { settled } from "../points/settle.js";
import { requireSame } from "./contract/demand.js";

/** Throws unless a value is plain JSON: nothing in it is undefined, and every number is a safe integer. */
export function requirePlain(what: string, value: unknown): void {
  if (typeof value === "number") requireSame(`${what} is a safe integer`, Number.isSafeInteger(value), true);
  if (value === null || typeof value !== "object") {
    requireSame(`${what} is plain`, ["string", "number", "boolean"].includes(typeof value), true);
    return;
  }
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  requireSame(`${what} is a plain object or list`, isPlain, true);
  for (const [key, member] of Object.entries(value)) requirePlain(`${what}.${key}`, member);
}

/**
 * Throws unless all issued points are somewhere: issued = available + pending + held + redeemed + expired + reversed +
 * cancelled − shortfall; and unless the events, where they are given, count the same.
 */
export function requireConserved(
  account: PointsAccount,
  context: PointsContext,
  events?: readonly PointsEvent[],
): void {
  const { account: current } = settled(account, context);
  for (const [type, balance] of Object.entries(pointsBalance(account, context))) {
    const totals = current.types[type] ?? nothing;
    const { available, pending, held, shortfall } = balance;
    const gone = totals.redeemed + totals.expired + totals.reversed + totals.cancelled;
    requireSame(`${type}: where its points are`, available + pending + held + gone - shortfall, totals.issued);
    for (const [name, count] of Object.entries({ ...balance, ...totals, slides: 0 })) {
      requireSame(`${type}: ${name} is not negative`, count >= 0, true);
    }
    requireSame(`${type}: points are owed only while none is available`, shortfall === 0 || available === 0, true);
    const { slides: _, ...counted } = account.types[type] ?? nothing;
    if (events !== undefined) requireSame(`${type}: counted from the events`, countedFrom(events, type), counted);
  }
}

/** Throws unless events come in the order in which they were recorded, each with an id of its own. */
export function requireOrdered(account: PointsAccount, events: readonly PointsEvent[]): void {
  for (const [n, event] of events.entries()) {
    requireSame(`${event.id}: happened before it was recorded`, event.occurredAt <= event.recordedAt, true);
    requireSame(`${event.id}: recorded in order`, (events[n - 1]?.recordedAt ?? "") <= event.recordedAt, true);
  }
  requireSame("the account's last instant", account.at, events.at(-1)?.recordedAt);
  requireSame("ids of their own", new Set(events.map(({ id }) => id)).size, events.length);
  const settling = events.flatMap((event) => event.settled ?? []);
  requireSame(
    "numbers of what time alone did",
    settling,
    [...settling.keys()].map((n) => n + 1),
  );
}

const nothing: TypeTotals = { issued: 0, redeemed: 0, expired: 0, reversed: 0, cancelled: 0, shortfall: 0 };

function countedFrom(events: readonly PointsEvent[], pointsType: string): Omit<TypeTotals, "slides"> {
  const sum = (of: (event: PointsEvent) => number): number =>
    events.reduce((total, event) => total + (event.pointsType === pointsType ? of(event) : 0), 0);
  const ofType = (...types: readonly PointsEvent["type"][]): ((event: PointsEvent) => number) => {
    return ({ type, points }) => (types.includes(type) ? points : 0);
  };
  const isCancelled = ({ type }: PointsEvent): boolean => type === "points.pending_cancelled";
  const isIssued = ({ type, issued }: PointsEvent): boolean => type === "points.adjusted" && issued !== undefined;
  const isTaken = ({ type, issued }: PointsEvent): boolean => type === "points.adjusted" && issued === undefined;
  return {
    issued: sum(ofType("points.earned")) + sum((event) => (isIssued(event) ? event.points : 0)),
    redeemed: sum(ofType("points.redeemed", "points.captured")) - sum(ofType("points.redemption_cancelled")),
    expired: sum((event) => (isCancelled(event) ? 0 : pointsIn(event.lapsed))),
    reversed: sum(ofType("points.reversed")) + sum((event) => (isTaken(event) ? event.points : 0)),
    cancelled: sum((event) => (isCancelled(event) ? pointsIn(event.lapsed) : 0)),
    shortfall: sum(({ shortfall = 0 }) => shortfall),
  };
}
