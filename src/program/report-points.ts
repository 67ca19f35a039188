import { balanceOf, type Balance } from "../points/balance.js";
import { pointsAccountKind } from "../points/records.js";
import { settled } from "../points/settle.js";
import type { PointsAccount, TypeTotals } from "../points/model.js";
import type { PointsRules } from "../points/rules-model.js";
import { exactOf, exactText, multiply, type DecimalText } from "../shared/decimal.js";
import { instantOf } from "../shared/instants.js";
import type { CustomerFile } from "./customer-file.js";
import type { ProgramContext } from "./island.js";

/** What was ever counted of one points type: issued = outstanding + redeemed + expired + reversed + cancelled − shortfall. */
export interface PointsTotals extends PointsCounts {
  /** What customers have: available, pending and held together. */
  readonly outstanding: number;
  /** What the outstanding points are worth, in the program's currency; 0 where the program redeems none. */
  readonly worth: DecimalText;
}

/** The same, and what the outstanding points are made of. */
export interface PointsFigures extends PointsTotals, Balance {}

/** Counts of points by type, of one customer or of many. */
export type ByType<Figures> = Readonly<Record<string, Figures>>;

/** What is counted of one points type. */
export type PointsCounts = Omit<TypeTotals, "slides">;

/** The points of one customer at `now`, by type. */
export function pointsOfCustomer(file: CustomerFile, context: ProgramContext): ByType<PointsCounts & Balance> {
  const { points, zone, now } = context;
  const stored = file.read(pointsAccountKind, file.owner);
  if (points === undefined || stored === undefined) return {};
  const { account } = settled(stored, { points, zone, now });
  const at = account.at > instantOf(now) ? account.at : instantOf(now);
  const types = Object.entries(countsOf(account)).map(([type, counts]) => {
    return [type, { ...counts, ...balanceOf(account, type, at) }] as const;
  });
  return Object.fromEntries(types);
}

/** What an account has counted, by type. */
export function countsOf({ types }: PointsAccount): ByType<PointsCounts> {
  const counts = Object.entries(types).map(([type, totals]) => {
    const { slides: _, ...counted } = totals;
    return [type, counted] as const;
  });
  return Object.fromEntries(counts);
}

/** The sums of two, type by type. */
export function addCounts<Counts extends object>(left: ByType<Counts>, right: ByType<Counts>): ByType<Counts> {
  const types = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return Object.fromEntries(types.flatMap((type) => pairOf(type, left[type], right[type])));
}

/** Counts with what is outstanding by them, and its worth. */
export function withWorth<Counts extends PointsCounts>(
  types: ByType<Counts>,
  rules: PointsRules | undefined,
): ByType<Counts & PointsTotals> {
  const totals = Object.entries(types).map(([type, counts]) => {
    const { issued, redeemed, expired, reversed, cancelled, shortfall } = counts;
    const outstanding = issued - redeemed - expired - reversed - cancelled + shortfall;
    const worth = exactText(multiply(exactOf(outstanding), exactOf(rules?.redeem?.worth ?? "0.00")));
    return [type, { ...counts, outstanding, worth }] as const;
  });
  return Object.fromEntries(totals);
}

function pairOf<Counts extends object>(
  type: string,
  left?: Counts,
  right?: Counts,
): readonly (readonly [string, Counts])[] {
  const one = left ?? right;
  if (one === undefined) return [];
  if (left === undefined || right === undefined) return [[type, one]];
  const sums = Object.entries(left).map(([name, count]) => [name, Number(count) + Number(right[name as keyof Counts])]);
  return [[type, Object.fromEntries(sums) as Counts]];
}
