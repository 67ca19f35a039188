/** One answer as a number, and whose it is. */
export interface Opinion {
  readonly owner: string;
  /** A whole number: 0 or 1, or -1, 0 or 1. */
  readonly value: number;
}

/**
 * How many independent opinions answers are worth. As many as there are where everybody gave one; fewer where those of
 * one person agree with each other, and as few as there are people where nothing varies from one to the next. Never more
 * than there are answers.
 *
 * Sums are of whole numbers, so the order of the answers changes nothing.
 *
 * Source: Kish (1965), Survey Sampling: the design effect, from the linearised variance of a ratio over clusters.
 */
export function effectiveSize(opinions: readonly Opinion[]): number {
  const people = new Map<string, { readonly count: number; readonly sum: number }>();
  for (const { owner, value } of opinions) {
    const { count, sum } = people.get(owner) ?? { count: 0, sum: 0 };
    people.set(owner, { count: count + 1, sum: sum + value });
  }
  const n = opinions.length;
  if (people.size === n) return n;
  const total = opinions.reduce((sum, { value }) => sum + value, 0);
  const squares = opinions.reduce((sum, { value }) => sum + value * value, 0);
  const apart = n * (n * squares - total * total);
  const together = [...people.values()].reduce((sum, { count, sum: own }) => sum + (n * own - total * count) ** 2, 0);
  return together === 0 ? people.size : Math.min(n, (n * apart) / together);
}
