import { describe, expect, test } from "vitest";
import { effectiveSize } from "../../src/satisfaction/effective-size.js";
import { meanBounds } from "../../src/satisfaction/mean-bounds.js";
import { studentT95 } from "../../src/satisfaction/student-t.js";
import { wilsonBounds, z95 } from "../../src/satisfaction/wilson.js";

/** The integral of a smooth function by Simpson's rule. */
function integral(f: (x: number) => number, from: number, to: number, steps = 2000): number {
  const h = (to - from) / steps;
  const inner = Array.from({ length: steps - 1 }, (_, i) => f(from + (i + 1) * h) * (i % 2 === 0 ? 4 : 2));
  return (h / 3) * (f(from) + f(to) + inner.reduce((sum, y) => sum + y, 0));
}

describe("Student's t", () => {
  test.each([
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [10, 2.228],
    [22, 2.074],
    [30, 2.042],
    [60, 2.0],
    [100, 1.984],
    [1000, 1.962],
  ])("with %d degrees of freedom is %d, as the tables of NIST/SEMATECH print it", (degrees, quantile) => {
    expect(studentT95(degrees)).toBeCloseTo(quantile, 3);
  });

  test("leaves 2.5 % on each side, by integrating the density", () => {
    for (const degrees of [1, 2, 3, 4, 7, 22, 50, 99, 100, 101, 102, 500]) {
      // With t = √ν tan θ the density becomes a power of the cosine.
      const density = (angle: number): number => Math.cos(angle) ** (degrees - 1);
      const angle = Math.atan(studentT95(degrees) / Math.sqrt(degrees));
      const inside = integral(density, 0, angle) / integral(density, 0, Math.PI / 2);
      expect(inside).toBeCloseTo(0.95, 8);
    }
  });

  test("falls towards the normal quantile", () => {
    const quantiles = Array.from({ length: 300 }, (_, i) => studentT95(i + 1));
    expect(quantiles.every((quantile, i) => quantile > z95 && quantile < (quantiles[i - 1] ?? 13))).toBe(true);
    expect(studentT95(1e9)).toBeCloseTo(z95, 8);
  });
});

describe("Wilson's interval", () => {
  test("ends where the share lies z standard errors away", () => {
    for (const [good, n] of [
      [18, 23],
      [1, 7],
      [50, 100],
      [999, 1000],
    ] as const) {
      const share = good / n;
      for (const bound of wilsonBounds(share, n)) {
        expect(Math.abs(share - bound)).toBeCloseTo(z95 * Math.sqrt((bound * (1 - bound)) / n), 10);
      }
    }
  });
});

describe("as many opinions as answers are worth", () => {
  const opinions = (...people: readonly (readonly number[])[]): Parameters<typeof effectiveSize>[0] =>
    people.flatMap((values, i) => values.map((value) => ({ owner: `p${i}`, value })));

  test("all of them where everybody gave one", () => {
    expect(effectiveSize(opinions([1], [0], [1]))).toBe(3);
  });

  test("as many as people where those of one agree with each other", () => {
    expect(effectiveSize(opinions([1, 1], [0, 0], [1, 1], [0, 0]))).toBe(4);
    expect(effectiveSize(opinions([1, 1], [1, 1, 1]))).toBe(2);
  });

  test("never more than there are", () => {
    expect(effectiveSize(opinions([1, 0, 1], [1, 0, 0], [1, 1, 0]))).toBe(9);
  });

  test("by the ratio of two variances, worked out slowly", () => {
    const people = [[1, 1, 0], [0, 0], [1], [1, 1], [0, 1, 0]];
    const all = people.flat();
    const mean = all.reduce((a, b) => a + b) / all.length;
    const simple = all.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const clustered = people.reduce((sum, own) => sum + own.reduce((part, x) => part + x - mean, 0) ** 2, 0);
    expect(effectiveSize(opinions(...people))).toBeCloseTo((all.length * simple) / clustered, 10);
  });
});

describe("the interval of a mean", () => {
  test("needs two people who differ", () => {
    const of = (...values: readonly number[]): unknown =>
      meanBounds(values.map((value, i) => ({ owner: `p${i}`, value })));
    expect(of(80)).toBeUndefined();
    expect(of(78.4, 78.4, 78.4)).toBeUndefined();
    expect(of(80, 90)).toEqual([expect.closeTo(85 - 5 * 12.706204736, 6), expect.closeTo(85 + 5 * 12.706204736, 6)]);
    expect(meanBounds([80, 90].map((value) => ({ owner: "p", value })))).toBeUndefined();
  });
});
