import { addMonths as addMonthsOf } from "date-fns/addMonths";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, dayNumber, dayOfNumber, daysBetween, isDay, weekdayOf } from "../../src/shared/days.js";

const day = fc.integer({ min: dayNumber("1900-01-01"), max: dayNumber("2999-12-31") }).map(dayOfNumber);
const runs = { seed: 42, numRuns: 1000 };

describe("isDay", () => {
  test.each(["0001-01-01", "1970-01-01", "2000-02-29", "2024-02-29", "9999-12-31"])("%s is one", (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each(["0000-12-31", "1900-02-29", "2026-02-29", "2026-02-30", "2026-13-01", "2026-1-1", "2026-01-01T", ""])(
    "%j is none",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});

describe("addMonths", () => {
  test("a month end that is not there becomes the last day, and does not drift", () => {
    const ends = [1, 2, 3, 12, 13, 25].map((months) => addMonths("2026-01-31", months));
    expect(ends).toEqual(["2026-02-28", "2026-03-31", "2026-04-30", "2027-01-31", "2027-02-28", "2028-02-29"]);
  });

  test("29 February is 28 February in a year without it, and backwards too", () => {
    expect([12, 48, -12].map((months) => addMonths("2024-02-29", months))).toEqual([
      "2025-02-28",
      "2028-02-29",
      "2023-02-28",
    ]);
  });

  test("years of one and two digits are years like any other", () => {
    expect(addMonths("0050-01-31", 1)).toBe("0050-02-28");
    expect(addMonths("0004-01-31", 1)).toBe("0004-02-29");
  });

  test("law: it is date-fns's, in every month of six centuries", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
        const [year = 0, month = 1, date = 1] = from.split("-").map(Number);
        const expected = addMonthsOf(new Date(year, month - 1, date, 12), months);
        const [y, m, d] = [expected.getFullYear(), expected.getMonth() + 1, expected.getDate()];
        const text = `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
        expect(addMonths(from, months)).toBe(text);
      }),
      runs,
    );
  });
});

describe("days as numbers", () => {
  test("the leap day lies between", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
  });

  test("Monday is 1 and Sunday is 7, also before 1970", () => {
    expect(["2026-03-02", "2026-03-08", "1969-12-28", "1969-12-29"].map(weekdayOf)).toEqual([1, 7, 7, 1]);
  });

  test("law: adding and counting undo each other, and days sort as text", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isDay(to)).toBe(true);
        expect(daysBetween(from, to)).toBe(days);
        expect(Math.sign(days)).toBe(to > from ? 1 : to < from ? -1 : 0);
        expect(weekdayOf(to)).toBe(((((weekdayOf(from) - 1 + days) % 7) + 7) % 7) + 1);
      }),
      runs,
    );
  });
});
