/** Serial numbers from the first up to but not including the second. */
export type Range = [from: number, to: number];

/** Sets of numbers are sorted lists of ranges that do not overlap. */
export type Ranges = readonly Range[];

/** How many numbers there are. */
export function sizeOf(ranges: Ranges): number {
  return ranges.reduce((size, [from, to]) => size + to - from, 0);
}

/** The numbers of either. Ranges that touch become one. */
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

/** The numbers of the first that are not in the second: one walk over both. */
export function minus(left: Ranges, right: Ranges): Range[] {
  const result: Range[] = [];
  let next = 0;
  for (const [start, to] of left) {
    let from = start;
    for (let cut = right[next]; cut !== undefined && cut[0] < to; cut = right[++next]) {
      if (from < cut[0]) result.push([from, cut[0]]);
      from = Math.max(from, cut[1]);
      if (to < from) break; // what is cut out goes on in the range after
    }
    if (from < to) result.push([from, to]);
  }
  return result;
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
