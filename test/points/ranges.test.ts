import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstOf, intersection, minus, sizeOf, union, type Range } from "../../src/points/ranges.js";

const numbers = fc.uniqueArray(fc.nat(30), { maxLength: 20 });

/** Numbers as the ranges that they are. */
function ranges(set: readonly number[]): Range[] {
  return set.reduce<Range[]>((all, number) => union(all, [[number, number + 1]]), []);
}

function listed(all: readonly Range[]): readonly number[] {
  return all.flatMap(([from, to]) => Array.from({ length: to - from }, (_, n) => from + n));
}

function sorted(set: readonly number[]): readonly number[] {
  return [...new Set(set)].sort((a, b) => a - b);
}

describe("sets of numbers", () => {
  test("are what sets of numbers are", () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const [a, b] = [ranges(left), ranges(right)];
        expect(listed(a)).toEqual(sorted(left));
        expect(listed(union(a, b))).toEqual(sorted([...left, ...right]));
        expect(listed(minus(a, b))).toEqual(sorted(left).filter((number) => !right.includes(number)));
        expect(listed(intersection(a, b))).toEqual(sorted(left).filter((number) => right.includes(number)));
        expect(sizeOf(a)).toBe(left.length);
      }),
      { seed: 42 },
    );
  });

  test("are sorted, and neither overlap nor touch, so that one set has one text", () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        for (const set of [ranges(left), union(ranges(left), ranges(right)), minus(ranges(left), ranges(right))]) {
          for (const [n, [from, to]] of set.entries()) {
            expect(from).toBeLessThan(to);
            expect(set[n - 1]?.[1] ?? -1).toBeLessThan(from);
          }
        }
      }),
      { seed: 42 },
    );
  });

  test("firstOf gives the lowest so many, or all", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: -3, max: 40 }), (set, count) => {
        expect(listed(firstOf(ranges(set), count))).toEqual(sorted(set).slice(0, Math.max(0, count)));
      }),
      { seed: 42 },
    );
  });

  test("what is taken away may touch, and reach over several", () => {
    const left: readonly Range[] = [
      [0, 5],
      [7, 9],
      [12, 20],
    ];
    const right: readonly Range[] = [
      [1, 2],
      [2, 3],
      [4, 13],
      [19, 30],
    ];
    expect(minus(left, right)).toEqual([
      [0, 1],
      [3, 4],
      [13, 19],
    ]);
  });

  test("what goes in stays as it was", () => {
    const left: readonly Range[] = [
      [0, 5],
      [7, 9],
    ];
    union(left, [[5, 7]]);
    minus(left, [[1, 2]]);
    expect(left).toEqual([
      [0, 5],
      [7, 9],
    ]);
  });
});
