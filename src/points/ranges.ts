/** Serial numbers from the first up to but not including the second. */
export type Range = [from: number, to: number];

/** Sets of numbers are sorted lists of ranges that neither overlap nor touch. */
export type Ranges = readonly Range[];

/** How many numbers there are. */
export function sizeOf(ranges: Ranges): number {
  return ranges.reduce((size, [from, to]) => size + to - from, 0);
}

/** The numbers of either. */
export function union(left: Ranges, right: Ranges): Range[] {
  const sorted = [...left, ...right].sort((a, b) => a[0] - b[0]);
  const result: Range[] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The numbers of the first that are not in the second. */
export function minus(left: Ranges, right: Ranges): Range[] {
  let rest = [...left];
  for (const [from, to] of right) {
    rest = rest.flatMap(([a, b]): Range[] => {
      if (b <= from || a >= to) return [[a, b]];
      return [[a, from] as Range, [to, b] as Range].filter(([first, last]) => first < last);
    });
  }
  return rest;
}

/** The numbers of both. */
export function intersection(left: Ranges, right: Ranges): Range[] {
  return minus(left, minus(left, right));
}

/** The first so many numbers. */
export function firstOf(ranges: Ranges, count: number): Range[] {
  const result: Range[] = [];
  let left = count;
  for (const [from, to] of ranges) {
    if (left <= 0) break;
    result.push([from, Math.min(to, from + left)]);
    left -= to - from;
  }
  return result;
}
