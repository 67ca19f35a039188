import type { Balance } from "../points/balance.js";
import type { Segment } from "../segments/model.js";
import type { Storage } from "../shared/storage.js";
import { eachCustomer } from "./customer-figures.js";
import type { ProgramContext } from "./island.js";
import { addCounts, withWorth, type ByType, type PointsCounts, type PointsFigures } from "./report-points.js";
import { count, noneOf } from "./tiers-over-time.js";

/** Where the whole program stands. */
export interface ProgramSummary {
  readonly customers: number;
  /** By tier set: how many customers have each tier, lowest first. */
  readonly tiers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By segment: how many customers are in each class, or, of a segment without classes, in it (`in`). */
  readonly segments: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly points: ByType<PointsFigures>;
}

/**
 * Where the whole program stands at `now`: how many customers, in which tiers and classes, and what became of all
 * points. A class that nobody is in, and a tier that nobody has, are there with 0.
 *
 * @example
 * ```ts
 * import { defineProgram, programSummary, recordEvent } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 *
 * const types = [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }] as const;
 * const earn = [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }] as const;
 * const head = { format: "clientele/program", id: "tea_shop", version: 1, label: "Tea shop", locale: "en", zone: "Europe/Berlin", currency: "EUR" } as const;
 * const program = defineProgram({ ...head, points: { types, earn, redeem: { worth: "0.01" } } });
 * const storage = memoryStorage();
 * const order = { id: "ord_1", type: "order.paid", customerId: "cus_1", occurredAt: "2026-03-02T10:00:00+01:00" } as const;
 * const context = { ...program, now: new Date("2026-03-02T10:00:00+01:00") };
 * await recordEvent(storage, { ...order, lines: [{ sku: "tea", quantity: 1, paid: "80.00" }] }, context);
 *
 * const summary = await programSummary(storage, context);
 * summary.customers; // => 1
 * summary.points["points"]?.worth; // => "0.80"
 * ```
 */
export async function programSummary(storage: Storage, context: ProgramContext): Promise<ProgramSummary> {
  const { tierSets, segments } = context;
  const tiers = new Map(tierSets.map((set) => [set.id, noneOf(set)]));
  const classes = new Map(segments.map((segment) => [segment.id, new Map(namesIn(segment).map((name) => [name, 0]))]));
  let customers = 0;
  let points: ByType<PointsCounts & Balance> = {};
  for await (const figures of eachCustomer(storage, context)) {
    customers += 1;
    for (const [set, tier] of Object.entries(figures.tiers)) count(tiers.get(set), tier);
    for (const [segment, place] of Object.entries(figures.segments)) {
      if (place !== false) count(classes.get(segment), place === true ? "in" : place);
    }
    points = addCounts(points, countsIn(figures.points));
  }
  return { customers, tiers: plain(tiers), segments: plain(classes), points: withWorth(points, context.points) };
}

function namesIn(segment: Segment): readonly string[] {
  return segment.kind === "condition" ? ["in"] : segment.classes.map(({ id }) => id);
}

function countsIn(points: ByType<PointsFigures>): ByType<PointsCounts & Balance> {
  const counts = Object.entries(points).map(([type, figures]) => {
    const { outstanding: _, worth: __, ...counted } = figures;
    return [type, counted] as const;
  });
  return Object.fromEntries(counts);
}

function plain(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): ProgramSummary["tiers"] {
  return Object.fromEntries([...counts].map(([name, each]) => [name, Object.fromEntries(each)]));
}
