// What time alone does to the points of the model, one cause after the other.
import {
  comeBack,
  isOpen,
  lapseOf,
  openPoints,
  putPastAside,
  totalsOf,
  type Model,
  type ModelHold,
  type Point,
} from "./model-points.js";

interface Cause {
  readonly at: number;
  readonly rank: number;
  readonly happens: () => void;
}

/** Lets everything happen that is due up to an instant, or up to what the account has recorded. */
export function settleModel(model: Model, now: number): void {
  const until = Math.max(now, model.at);
  for (let cause = firstCause(model, until); cause !== undefined; cause = firstCause(model, until)) {
    cause.happens();
    model.at = Math.max(model.at, cause.at);
  }
  putPastAside(model);
}

function firstCause(model: Model, until: number): Cause | undefined {
  const causes = [...cancellations(model), ...model.holds.map((hold) => timeOut(model, hold))];
  causes.push(...owed(model, until), ...automatic(model, until), ...lapses(model));
  return causes
    .filter(({ at }) => at <= until)
    .sort((a, b) => a.at - b.at || a.rank - b.rank)
    .at(0);
}

function cancellations(model: Model): Cause[] {
  const waiting = model.points.filter(({ state, cancelsAt }) => state === "free" && cancelsAt !== undefined);
  if (waiting.length === 0) return [];
  const at = Math.min(...waiting.map(({ cancelsAt = 0 }) => cancelsAt));
  const happens = (): void => {
    for (const point of waiting) if (point.cancelsAt === at) leave(model, point, "cancelled");
  };
  return [{ at, rank: 0, happens }];
}

function timeOut(model: Model, hold: ModelHold): Cause {
  const happens = (): void => {
    model.holds = model.holds.filter((other) => other !== hold);
    comeBack(model, hold.points, hold.until);
  };
  return { at: hold.until, rank: 1, happens };
}

function owed(model: Model, until: number): Cause[] {
  return [...model.totals].flatMap(([type, totals]) => {
    const at = totals.shortfall === 0 ? undefined : whenOpen(model, type, 1, until);
    if (at === undefined) return [];
    const happens = (): void => {
      const points = openPoints(model, type, at).slice(0, totals.shortfall);
      for (const point of points) point.state = "gone";
      totals.shortfall -= points.length;
    };
    return [{ at, rank: 2, happens }];
  });
}

function automatic(model: Model, until: number): Cause[] {
  const { autoRedeem, redeem, types } = model.rules;
  const type = types.find(({ use }) => use === "redeemable")?.id;
  if (autoRedeem === undefined || redeem === undefined || type === undefined) return [];
  const at = whenOpen(model, type, autoRedeem.points, until);
  if (at === undefined) return [];
  const happens = (): void => {
    const open = openPoints(model, type, at);
    const points = open.slice(0, open.length - (open.length % autoRedeem.points));
    for (const point of points) point.state = "spent";
    totalsOf(model, type).redeemed += points.length;
  };
  return [{ at, rank: 3, happens }];
}

function lapses(model: Model): Cause[] {
  const ending = model.points.filter((point) => lapseOf(model, point) < Number.POSITIVE_INFINITY && isDue(point));
  if (ending.length === 0) return [];
  const at = Math.min(...ending.map((point) => lapseOf(model, point)));
  const happens = (): void => {
    for (const point of ending) {
      if (lapseOf(model, point) !== at) continue;
      if (point.state === "free") leave(model, point, "expired");
      if (point.isSliding) point.dead = true;
    }
  };
  return [{ at, rank: 5, happens }];
}

/** A point still has something to lose; a sliding one also while it is away. */
function isDue(point: Point): boolean {
  if (point.cancelsAt !== undefined) return false;
  return point.state === "free" || (point.isSliding && point.dead !== true);
}

function whenOpen(model: Model, type: string, count: number, until: number): number | undefined {
  const mine = model.points.filter((point) => point.type === type && point.state === "free");
  const opens = mine.map(({ opensAt }) => opensAt).filter((at) => at > model.at && at <= until);
  const instants = [model.at, ...[...new Set(opens)].sort((a, b) => a - b)];
  return instants.find((at) => mine.filter((point) => isOpen(model, point, at)).length >= count);
}

function leave(model: Model, point: Point, total: "expired" | "cancelled"): void {
  point.state = "gone";
  point.lapsed = true;
  totalsOf(model, point.type)[total] += 1;
}
