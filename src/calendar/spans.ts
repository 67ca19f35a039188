/** A stretch of time in milliseconds since 1970; `to` is exclusive. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** In order of time, and what overlaps or touches counted once. */
export function joined(spans: readonly TimeSpan[]): TimeSpan[] {
  if (spans.length < 2) return [...spans];
  const result: TimeSpan[] = [];
  for (const span of spans.toSorted((left, right) => left.from - right.from)) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.to) result.push(span);
    else if (span.to > last.to) result[result.length - 1] = { from: last.from, to: span.to };
  }
  return result;
}

/** What lies in both. Each list is in order and does not touch itself, as `joined` gives it. */
export function common(left: readonly TimeSpan[], right: readonly TimeSpan[]): TimeSpan[] {
  const result: TimeSpan[] = [];
  for (let [i, j] = [0, 0]; ;) {
    const first = left[i];
    const second = right[j];
    if (first === undefined || second === undefined) return result;
    const from = Math.max(first.from, second.from);
    const to = Math.min(first.to, second.to);
    if (from < to) result.push({ from, to });
    if (first.to <= second.to) i += 1;
    else j += 1;
  }
}

/** What lies in the first list and not in the second. Both are in order and do not touch themselves. */
export function without(spans: readonly TimeSpan[], taken: readonly TimeSpan[]): TimeSpan[] {
  if (taken.length === 0) return [...spans];
  const gaps = taken.map(({ to }, i) => ({ from: to, to: taken[i + 1]?.from ?? Number.POSITIVE_INFINITY }));
  return common(spans, [{ from: Number.NEGATIVE_INFINITY, to: taken[0]?.from ?? 0 }, ...gaps]);
}

/** What of the spans lies within a stretch of time. */
export function within(spans: readonly TimeSpan[], { from, to }: TimeSpan): TimeSpan[] {
  return common(spans, [{ from, to }]);
}
