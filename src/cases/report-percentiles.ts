import { divide, exactOf, type DecimalText } from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";

/** Percentiles by their share of one: `{ "0.5": 1200000, "0.9": 5400000 }`. */
export type Percentiles = Readonly<Record<DecimalText, number>>;

/** The percentiles that are told when none are asked for: the median, and what 90 and 95 of 100 do not exceed. */
export const usualPercentiles: readonly DecimalText[] = ["0.5", "0.9", "0.95"];

/**
 * Percentiles by the nearest rank: of n values in order, that at place ⌈share × n⌉. So a percentile is always a value
 * that occurred, at least that share of all values is no greater, and nothing is interpolated. Empty without values.
 *
 * Throws `command_invalid` for a share that is not above 0 and up to 1.
 */
export function percentilesOf(
  values: readonly number[],
  shares: readonly DecimalText[] = usualPercentiles,
): Percentiles {
  const sorted = [...values].sort((left, right) => left - right);
  const places = shares.map((share) => [share, Number(rankOf(share, sorted.length)) - 1] as const);
  return Object.fromEntries(places.flatMap(([share, place]) => (place in sorted ? [[share, sorted[place] ?? 0]] : [])));
}

function rankOf(share: DecimalText, n: number): bigint {
  const { units, scale } = exactOf(share);
  if (units <= 0n || units > 10n ** BigInt(scale)) {
    const message = `percentiles: "${share}" is not a share above 0 and up to 1; write "0.9" for 90 of 100.`;
    throw new ClienteleError("command_invalid", message, { path: "percentiles" });
  }
  return divide({ units: units * BigInt(n), scale }, exactOf(1), "up");
}
