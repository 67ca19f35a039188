// An account in which every point is a thing of its own. Slow, plain, and written from the rules, not from the code.
import type { EarnRule, PointsRules, PointsType } from "../../../src/points/rules-model.js";
import { dayOf, later, nextMonth, startOf } from "./model-days.js";

/** One point. It is somewhere: free, in a hold, spent, or gone for good. */
export interface Point {
  readonly type: string;
  /** What earned it; undefined for points given by hand. */
  readonly about: string | undefined;
  /** Points are issued one after the other. */
  readonly place: number;
  readonly opensAt: number;
  readonly lapsesAt: number;
  /** Lapses with all points of its type, so many days after the last activity. */
  readonly isSliding: boolean;
  /** Waits for an event, and is cancelled at this instant. */
  readonly cancelsAt?: number;
  readonly keptUntil: number;
  state: "free" | "held" | "spent" | "gone";
  /** Its sliding lapse has come, wherever it was. */
  dead?: boolean;
  /** Gone because it lapsed or was cancelled; or because its own order was reversed. */
  lapsed?: boolean;
  reversedByOwn?: boolean;
}

export interface ModelHold {
  readonly id: string;
  readonly type: string;
  readonly until: number;
  readonly points: readonly Point[];
}

export interface Totals {
  issued: number;
  redeemed: number;
  expired: number;
  reversed: number;
  cancelled: number;
  shortfall: number;
}

/** What one order earned of one type, and what was asked back of it. */
export interface Earned {
  readonly awards: {
    readonly points: number;
    readonly rule: EarnRule;
    readonly weights: Readonly<Record<string, bigint>>;
  }[];
  points: number;
  askedBack: number;
  readonly on: number[];
}

export interface ModelOrder {
  readonly total: bigint;
  readonly lines: Readonly<Record<string, bigint>>;
}

/** The whole account. Money is in hundredths, time in milliseconds. */
export interface Model {
  readonly rules: PointsRules;
  at: number;
  issued: number;
  /** Points that are free, held or spent; and those that are gone for good. */
  points: Point[];
  readonly past: Point[];
  holds: ModelHold[];
  readonly totals: Map<string, Totals>;
  /** When the sliding points of a type lapse. */
  readonly slides: Map<string, number>;
  readonly earned: Map<string, Map<string, Earned>>;
  readonly orders: Map<string, ModelOrder>;
  readonly spentOrders: Map<string, ModelOrder>;
  readonly spentOn: Map<string, string[]>;
  readonly refunds: Map<string, { amount: bigint; lines: Record<string, bigint> }>;
  readonly redemptions: Map<string, { type: string; points: number; left: Point[]; about: string }>;
  readonly given: Map<string, number>;
}

export function emptyModel(rules: PointsRules, at: number): Model {
  const maps = { totals: new Map(), slides: new Map(), earned: new Map(), orders: new Map() };
  const more = {
    spentOrders: new Map(),
    spentOn: new Map(),
    refunds: new Map(),
    redemptions: new Map(),
    given: new Map(),
  };
  return { rules, at, issued: 0, points: [], past: [], holds: [], ...maps, ...more };
}

export function totalsOf(model: Model, type: string): Totals {
  const found = model.totals.get(type);
  if (found !== undefined) return found;
  const totals = { issued: 0, redeemed: 0, expired: 0, reversed: 0, cancelled: 0, shortfall: 0 };
  model.totals.set(type, totals);
  return totals;
}

/** Issues so many points that count from an instant. */
export function issue(
  model: Model,
  type: PointsType,
  count: number,
  from: number,
  about: string | undefined,
  waits: boolean,
): void {
  const { expire, pending } = type;
  const place = { type: type.id, about, isSliding: expire.kind === "sliding" };
  let [opensAt, lapsesAt] = [0, Number.POSITIVE_INFINITY];
  const endAfter = (days: number): number => startOf(dayOf(from) + days + 1);
  if (waits && pending !== undefined && pending.days === undefined) {
    const cancelsAt = endAfter(pending.cancelAfterDays ?? 0);
    const keptUntil = keptFrom(model, cancelsAt);
    for (let n = 0; n < count; n++) {
      model.points.push({ ...place, place: model.issued++, opensAt, lapsesAt, cancelsAt, keptUntil, state: "free" });
    }
    return;
  }
  if (waits && pending?.days !== undefined) opensAt = endAfter(pending.days);
  if (expire.kind === "after" && expire.to === undefined) lapsesAt = startOf(later(dayOf(from), expire.length) + 1);
  if (expire.kind === "after" && expire.to === "month_end")
    lapsesAt = startOf(nextMonth(later(dayOf(from), expire.length)));
  if (expire.kind === "tier_period") lapsesAt = startOf(later(dayOf(from), expire.length ?? "P12M"));
  const keptUntil = keptFrom(model, lapsesAt);
  for (let n = 0; n < count; n++) {
    model.points.push({ ...place, place: model.issued++, opensAt, lapsesAt, keptUntil, state: "free" });
  }
}

function keptFrom({ rules }: Model, lapse: number): number {
  if (lapse === Number.POSITIVE_INFINITY || rules.refund === undefined) return lapse;
  return startOf(later(dayOf(lapse), rules.refund.window) + 1);
}

/** When a point lapses: sliding ones with their type. */
export function lapseOf(model: Model, point: Point): number {
  if (point.cancelsAt !== undefined) return Number.POSITIVE_INFINITY;
  return point.isSliding ? (model.slides.get(point.type) ?? Number.POSITIVE_INFINITY) : point.lapsesAt;
}

/** Puts the points that are gone for good aside. */
export function putPastAside(model: Model): void {
  const gone = model.points.filter(({ state }) => state === "gone");
  if (gone.length === 0) return;
  model.past.push(...gone);
  model.points = model.points.filter(({ state }) => state !== "gone");
}

export function isOpen(model: Model, point: Point, at: number): boolean {
  return point.state === "free" && point.cancelsAt === undefined && point.opensAt <= at && lapseOf(model, point) > at;
}

export function isPending(point: Point, at: number): boolean {
  return point.state === "free" && (point.cancelsAt !== undefined || point.opensAt > at);
}

/** First to lapse first; of equals the one that was issued first. Waiting points come last. */
export function inOrder(model: Model, points: readonly Point[]): Point[] {
  const key = (point: Point): number => point.cancelsAt ?? 0;
  return [...points].sort((a, b) => {
    const [left, right] = [lapseOf(model, a), lapseOf(model, b)];
    return (left === right ? 0 : left - right) || key(a) - key(b) || a.place - b.place;
  });
}

/** The open points of a type, in the order in which they are spent. */
export function openPoints(model: Model, type: string, at: number): Point[] {
  return inOrder(
    model,
    model.points.filter((point) => point.type === type && isOpen(model, point, at)),
  );
}

/** Points that come back: free again, or lapsed meanwhile. */
export function comeBack(model: Model, points: readonly Point[], at: number): void {
  for (const point of points) {
    const isOver = point.dead === true || lapseOf(model, point) <= at;
    point.state = isOver ? "gone" : "free";
    if (!isOver) continue;
    point.lapsed = true;
    totalsOf(model, point.type).expired += 1;
  }
}

/** Recording is activity: sliding points lapse so many days of 24 hours later. */
export function slide(model: Model, at: number): void {
  for (const { id, expire } of model.rules.types) {
    if (expire.kind === "sliding") model.slides.set(id, at + Number(expire.length.slice(1, -1)) * 86_400_000);
  }
}
