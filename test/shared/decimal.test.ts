import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  decimalText,
  divide,
  exactOf,
  exactText,
  isDecimal,
  multiply,
  roundDecimal,
  subtract,
  sum,
  type RoundingMode,
} from "../../src/shared/decimal.js";

const modes = {
  down: Decimal.ROUND_DOWN,
  up: Decimal.ROUND_UP,
  half_up: Decimal.ROUND_HALF_UP,
  half_even: Decimal.ROUND_HALF_EVEN,
} as const;
const Model = Decimal.clone({ precision: 200, toExpNeg: -200, toExpPos: 200 });

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, scale]) => exactText({ units, scale }));
const mode = fc.constantFrom(...(Object.keys(modes) as RoundingMode[]));
const runs = { seed: 42, numRuns: 2000 };

describe("isDecimal", () => {
  test.each(["0", "-0.5", "149.99", "007", `${"9".repeat(30)}.${"9".repeat(18)}`])("%s is one", (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  test.each(["", "-", ".5", "5.", "+1", "1e3", "1,000", " 1", "1\n", "NaN", "1".repeat(31), `0.${"1".repeat(19)}`])(
    "%j is none",
    (text) => {
      expect(isDecimal(text)).toBe(false);
    },
  );

  test("what is none is thrown, not read as something near", () => {
    expect(() => exactOf("1e3")).toThrow(expect.objectContaining({ code: "command_invalid" }));
    expect(() => exactOf(Number.NaN)).toThrow(expect.objectContaining({ code: "command_invalid" }));
  });
});

describe("arithmetic", () => {
  test("is exact where floats are not", () => {
    expect(exactText(add(exactOf("0.1"), exactOf("0.2")))).toBe("0.3");
    expect(exactText(multiply(exactOf("1.15"), exactOf(100)))).toBe("115.00");
    expect(exactText(sum([]))).toBe("0");
  });

  test("law: sums, differences, products and orders are those of decimal.js", () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const [a, b] = [exactOf(left), exactOf(right)];
        const [x, y] = [new Model(left), new Model(right)];
        expect(x.plus(y).equals(exactText(add(a, b)))).toBe(true);
        expect(x.minus(y).equals(exactText(subtract(a, b)))).toBe(true);
        expect(x.times(y).equals(exactText(multiply(a, b)))).toBe(true);
        expect(compare(a, b)).toBe(x.comparedTo(y));
      }),
      runs,
    );
  });
});

describe("divide rounds once", () => {
  test.each([
    ["down", 2n, -2n, 3n, -3n],
    ["up", 3n, -3n, 4n, -4n],
    ["half_up", 3n, -3n, 4n, -4n],
    ["half_even", 2n, -2n, 4n, -4n],
  ] as const)("%s: 2.5, -2.5, 3.5, -3.5", (by, ...expected) => {
    const found = ["2.5", "-2.5", "3.5", "-3.5"].map((text) => divide(exactOf(text), exactOf(1), by));
    expect(found).toEqual(expected);
  });

  test("just below and just above the half", () => {
    const rounded = (text: string): bigint => divide(exactOf(text), exactOf(1), "half_even");
    expect([rounded("2.499999"), rounded("2.500001")]).toEqual([2n, 3n]);
  });

  test("division by zero is a bug of the caller", () => {
    expect(() => divide(exactOf(1), exactOf("0.00"), "down")).toThrow(
      expect.objectContaining({ code: "invariant_violated" }),
    );
  });

  test("law: quotients are those of decimal.js in every mode", () => {
    fc.assert(
      fc.property(decimal, decimal, mode, (top, bottom, by) => {
        fc.pre(compare(exactOf(bottom), exactOf(0)) !== 0);
        const expected = new Model(top).div(bottom).toDecimalPlaces(0, modes[by]);
        expect(divide(exactOf(top), exactOf(bottom), by)).toBe(BigInt(expected.toFixed()));
      }),
      runs,
    );
  });
});

describe("decimalText", () => {
  test("fills up with zeros, rounds, and never writes minus zero", () => {
    expect(decimalText(exactOf("3"), 2, "down")).toBe("3.00");
    expect(decimalText(exactOf("0.005"), 2, "half_up")).toBe("0.01");
    expect(decimalText(exactOf("-0.004"), 2, "half_up")).toBe("0.00");
    expect(decimalText(exactOf("-12.5"), 0, "half_even")).toBe("-12");
  });

  test("law: it is decimal.js's toFixed, and what it writes it reads", () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 8 }), mode, (text, digits, by) => {
        const written = decimalText(exactOf(text), digits, by);
        expect(written).toBe(new Model(text).toFixed(digits, modes[by]).replace(/^-(?=0*\.?0*$)/, ""));
        expect(exactText(exactOf(written))).toBe(written);
      }),
      runs,
    );
  });
});

describe("roundDecimal", () => {
  test("rounds an amount from outside to the cent, and fills up one that has fewer digits", () => {
    expect(roundDecimal("957.5775", 2, "half_up")).toBe("957.58");
    expect(roundDecimal("71.3749", 2, "half_up")).toBe("71.37");
    expect(roundDecimal("71.375", 2, "half_up")).toBe("71.38");
    expect(roundDecimal("71.375", 2, "half_even")).toBe("71.38");
    expect(roundDecimal("7", 2, "down")).toBe("7.00");
    expect(() => roundDecimal("seven", 2, "down")).toThrow("is not a decimal");
  });
});
