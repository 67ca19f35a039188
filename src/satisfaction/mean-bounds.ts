import { compareText } from "../shared/text.js";
import type { Bounds } from "./score.js";
import { studentT95 } from "./student-t.js";

/** A number that somebody's answers come to, and whose it is. */
export interface Observation {
  readonly owner: string;
  readonly value: number;
}

/**
 * Student's t interval for a mean, at 95 %. What one person said several times is taken together, so the degrees of
 * freedom are those of the people. Undefined where fewer than two people answered, or nothing varies.
 *
 * The numbers are put in order first: floats do not add up the same in every order.
 *
 * Source: Student (1908); the variance over clusters is that of Liang and Zeger (1986), with G / (G - 1).
 */
export function meanBounds(observations: readonly Observation[]): Bounds | undefined {
  const n = observations.length;
  const ordered = [...observations].sort((a, b) => a.value - b.value || compareText(a.owner, b.owner));
  const mean = ordered.reduce((sum, { value }) => sum + value, 0) / n;
  const deviations = new Map<string, number>();
  for (const { owner, value } of ordered) deviations.set(owner, (deviations.get(owner) ?? 0) + value - mean);
  const people = deviations.size;
  if (people < 2) return undefined;
  const squares = [...deviations.values()].reduce((sum, deviation) => sum + deviation * deviation, 0);
  const half = studentT95(people - 1) * Math.sqrt((squares * people) / (people - 1) / (n * n));
  return half < 1e-9 ? undefined : [mean - half, mean + half];
}
