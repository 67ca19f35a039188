import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rfmReads, rfmScores, type RfmRow, type RfmScores } from "../../src/segments/index.js";
import { segments } from "./support.js";

function rows(...values: readonly (readonly [number, number, string])[]): readonly RfmRow[] {
  return values.map(([recencyDays, frequency, monetary], i) => ({
    customerId: `cus_${i + 1}`,
    recencyDays,
    frequency,
    monetary,
  }));
}

/** Counts for each customer anew how many are below, in whole cents. */
function naive(base: readonly RfmRow[], levels: number): readonly RfmScores[] {
  const cents = (text: string): number => Math.round(Number(text) * 100);
  const score = (mine: number, all: readonly number[]): number => {
    return 1 + Math.floor((levels * all.filter((each) => each < mine).length) / all.length);
  };
  const of = (read: (row: RfmRow) => number): readonly number[] => base.map(read);
  return base.map((row) => ({
    customerId: row.customerId,
    r:
      levels +
      1 -
      score(
        row.recencyDays,
        of(({ recencyDays }) => recencyDays),
      ),
    f: score(
      row.frequency,
      of(({ frequency }) => frequency),
    ),
    m: score(
      cents(row.monetary),
      of(({ monetary }) => cents(monetary)),
    ),
  }));
}

test("five customers who differ in everything have all five scores [L130]", () => {
  const base = rows([1, 9, "900"], [20, 5, "400"], [40, 3, "300"], [60, 2, "200"], [90, 1, "100"]);
  expect(rfmScores(base, {}).map(({ r, f, m }) => [r, f, m])).toEqual([
    [5, 5, 5],
    [4, 4, 4],
    [3, 3, 3],
    [2, 2, 2],
    [1, 1, 1],
  ]);
});

test("equal values have equal scores, also when they are written differently", () => {
  const base = rows([10, 2, "50.00"], [10, 2, "50"], [10, 2, "50.0"], [5, 3, "50.01"]);
  expect(rfmScores(base, {}).map(({ r, f, m }) => [r, f, m])).toEqual([
    [4, 1, 1],
    [4, 1, 1],
    [4, 1, 1],
    [5, 4, 4],
  ]);
});

test("one customer alone has the lowest place of everything, and nobody has none", () => {
  expect(rfmScores(rows([3, 1, "10.00"]), {})).toEqual([{ customerId: "cus_1", r: 5, f: 1, m: 1 }]);
  expect(rfmScores([], {})).toEqual([]);
});

test("money is compared exactly", () => {
  const base = rows([1, 1, "90071992547409.93"], [1, 1, "90071992547409.92"]);
  expect(rfmScores(base, { levels: 2 }).map(({ m }) => m)).toEqual([2, 1]);
});

test("a customer who stands twice is thrown", () => {
  const [row] = rows([1, 1, "1"]);
  expect(() => rfmScores(row === undefined ? [] : [row, row], {})).toThrow(/^base: "cus_1" stands there twice/);
});

test("a base is read by its segment's window, and recency by the last order of all", () => {
  const [segment] = segments.flatMap((each) => (each.kind === "rfm" ? each : []));
  expect(segment && rfmReads(segment)).toMatchObject({
    recencyDays: { key: "daysSinceOrder" },
    frequency: { key: "orders@P12M" },
    monetary: { key: "spend@P12M" },
  });
});

describe("laws", () => {
  const value = fc.record({
    recencyDays: fc.nat(30),
    frequency: fc.nat(8),
    monetary: fc.nat(20_000).map((cents) => (cents / 100).toFixed(2)),
  });
  const some = fc
    .array(value, { maxLength: 40 })
    .map((values) => values.map((each, i) => ({ customerId: `cus_${i}`, ...each })));
  const levels = fc.integer({ min: 2, max: 10 });

  test("scores are those of counting for each customer anew", () => {
    fc.assert(
      fc.property(some, levels, (base, of) => {
        expect(rfmScores(base, { levels: of })).toEqual(naive(base, of));
      }),
      { seed: 20261121 },
    );
  });

  test("the order of the customers does not matter, and every score is one of the levels", () => {
    const byId = (left: RfmScores, right: RfmScores): number => (left.customerId < right.customerId ? -1 : 1);
    fc.assert(
      fc.property(some, levels, (base, of) => {
        const scores = rfmScores(base, { levels: of });
        const turned = rfmScores(base.toReversed(), { levels: of });
        expect([...turned].sort(byId)).toEqual([...scores].sort(byId));
        expect(scores.flatMap(({ r, f, m }) => [r, f, m]).every((score) => score >= 1 && score <= of)).toBe(true);
      }),
      { seed: 20261121 },
    );
  });

  test("who did more, more lately, is never scored lower", () => {
    fc.assert(
      fc.property(some, (base) => {
        const scores = rfmScores(base, {});
        for (const [i, row] of base.entries()) {
          for (const [j, other] of base.entries()) {
            const [mine, theirs] = [scores[i], scores[j]];
            if (row.frequency > other.frequency) expect(mine?.f).toBeGreaterThanOrEqual(theirs?.f ?? 0);
            if (row.recencyDays < other.recencyDays) expect(mine?.r).toBeGreaterThanOrEqual(theirs?.r ?? 0);
          }
        }
      }),
      { seed: 20261121 },
    );
  });
});
