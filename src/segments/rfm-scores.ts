import { compare, exactOf, type DecimalText, type Exact } from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";
import type { RfmSegment } from "./model.js";

/** What one customer of the base did: days since the last order, orders, and money spent. */
export interface RfmRow {
  readonly customerId: string;
  readonly recencyDays: number;
  readonly frequency: number;
  readonly monetary: DecimalText;
}

/** One customer's scores, from 1 to the segment's `levels`; the highest is the best. */
export interface RfmScores {
  readonly customerId: string;
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** How many levels scores have where the segment does not say. */
export const rfmLevels = 5;

/**
 * Scores every customer of a base by recency, frequency and money, in the order in which they were given.
 *
 * With n customers, of whom `below` have a strictly smaller value, a value scores `1 + floor(levels × below / n)`. So
 * equal values have equal scores, and it does not matter in which order the customers come. Recency counts the other
 * way: `levels + 1` minus the score of its days. In SQL that is `1 + levels * (rank() over (order by value) - 1) / n` in
 * whole numbers. Money is compared exactly.
 *
 * A customer who stands twice is thrown as `command_invalid`.
 *
 * Source: Hughes, Strategic Database Marketing, for the quintiles; ties stay together as with value thresholds, since
 * customers who did the same belong to the same class.
 *
 * @example
 * ```ts
 * import { rfmScores } from "clientele";
 *
 * const base = [
 *   { customerId: "a", recencyDays: 3, frequency: 9, monetary: "900.00" },
 *   { customerId: "b", recencyDays: 40, frequency: 1, monetary: "20.00" },
 *   { customerId: "c", recencyDays: 40, frequency: 1, monetary: "35.50" },
 * ];
 * rfmScores(base, { levels: 5 });
 * // => [{ customerId: "a", r: 5, f: 4, m: 4 }, { customerId: "b", r: 4, f: 1, m: 1 }, { customerId: "c", r: 4, f: 1, m: 2 }]
 * ```
 */
export function rfmScores(base: readonly RfmRow[], { levels = rfmLevels }: Pick<RfmSegment, "levels">): RfmScores[] {
  requireOnce(base);
  const byNumber = (left: number, right: number): number => left - right;
  const recency = scoresOf(
    base.map((row) => row.recencyDays),
    byNumber,
    levels,
  );
  const frequency = scoresOf(
    base.map((row) => row.frequency),
    byNumber,
    levels,
  );
  const money = scoresOf(
    base.map((row): Exact => exactOf(row.monetary)),
    compare,
    levels,
  );
  return base.map(({ customerId }, i) => ({
    customerId,
    r: levels + 1 - (recency[i] ?? 1),
    f: frequency[i] ?? 1,
    m: money[i] ?? 1,
  }));
}

function scoresOf<Value>(
  values: readonly Value[],
  order: (left: Value, right: Value) => number,
  levels: number,
): readonly number[] {
  const scores: number[] = [];
  const sorted = values.map((value, i) => ({ value, i })).sort((left, right) => order(left.value, right.value));
  let below = 0;
  for (const [rank, { value, i }] of sorted.entries()) {
    const before = sorted[rank - 1];
    if (before !== undefined && order(before.value, value) !== 0) below = rank;
    scores[i] = 1 + Math.floor((levels * below) / values.length);
  }
  return scores;
}

function requireOnce(base: readonly RfmRow[]): void {
  const seen = new Set<string>();
  for (const { customerId } of base) {
    if (seen.has(customerId)) {
      const message = `base: ${JSON.stringify(customerId)} stands there twice; give each customer once.`;
      throw new ClienteleError("command_invalid", message, { path: "base" });
    }
    seen.add(customerId);
  }
}
