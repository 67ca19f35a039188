import type { Bounds } from "./score.js";

/** The 0.975 quantile of the standard normal distribution: two-sided 95 %. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval for a share of n opinions, at 95 %. It never leaves 0 to 1, and says something sensible where
 * everybody, or nobody, was satisfied. Without the continuity correction.
 *
 * Source: Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
 */
export function wilsonBounds(share: number, n: number): Bounds {
  const square = z95 * z95;
  const scale = 1 + square / n;
  const centre = (share + square / (2 * n)) / scale;
  const half = (z95 * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / scale;
  return [centre - half, centre + half];
}
