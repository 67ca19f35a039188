import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDuration,
  addDurationToDay,
  monthEnd,
  periodOf,
  subtractDuration,
  subtractDurationFromDay,
} from "../../src/calendar/index.js";
import { addDays } from "../../src/shared/days.js";

const newYork = "America/New_York";

describe("addDuration", () => {
  test("days keep the clock, hours are exact, when the clocks go forward", () => {
    expect(addDuration("2026-03-07T15:00:00.000Z", "P1D", newYork)).toBe("2026-03-08T14:00:00.000Z");
    expect(addDuration("2026-03-07T15:00:00.000Z", "PT24H", newYork)).toBe("2026-03-08T15:00:00.000Z");
  });

  test("and when they go back", () => {
    expect(addDuration("2026-10-31T14:00:00.000Z", "P1D", newYork)).toBe("2026-11-01T15:00:00.000Z");
    expect(addDuration("2026-10-31T14:00:00.000Z", "P1DT1H", newYork)).toBe("2026-11-01T16:00:00.000Z");
  });

  test("an exact duration never looks at the clock: the second 01:30 of the autumn stays the second", () => {
    expect(addDuration("2026-11-01T06:30:00.000Z", "PT0S", newYork)).toBe("2026-11-01T06:30:00.000Z");
    expect(addDuration("2026-11-01T06:30:00.000Z", "P0D", newYork)).toBe("2026-11-01T06:30:00.000Z");
  });

  test("a time that is jumped over is the moment of the jump, a left-out day the start of the next", () => {
    expect(addDuration("2026-03-07T07:30:00.000Z", "P1D", newYork)).toBe("2026-03-08T07:00:00.000Z");
    expect(addDuration("2011-12-29T20:00:00.000Z", "P1D", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
  });

  test("milliseconds of the day are kept", () => {
    expect(addDuration("2026-01-31T02:03:04.567Z", "P1M", "Asia/Shanghai")).toBe("2026-02-28T02:03:04.567Z");
  });

  test("backwards goes by the same rules", () => {
    expect(subtractDuration("2026-03-31T02:00:00.000Z", "P1M", "Asia/Shanghai")).toBe("2026-02-28T02:00:00.000Z");
    expect(subtractDuration("2026-03-08T14:00:00.000Z", "P1D", newYork)).toBe("2026-03-07T15:00:00.000Z");
    expect(subtractDuration("2026-03-08T14:00:00.000Z", "PT24H", newYork)).toBe("2026-03-07T14:00:00.000Z");
  });

  test.each(["", "12 months", "P", "P1.5M", "-P1D"])("refuses %j", (length) => {
    const refused: unknown = expect.objectContaining({ code: "command_invalid" });
    expect(() => addDuration("2026-01-01T00:00:00.000Z", length, "UTC")).toThrow(refused);
  });

  test("refuses to leave the calendar", () => {
    for (const length of ["P9000Y", "P99999999999Y", "PT999999999999H", "P9999999999D"]) {
      const refused: unknown = expect.objectContaining({ code: "command_invalid" });
      expect(() => addDuration("2026-01-01T00:00:00.000Z", length, "UTC")).toThrow(refused);
      expect(() => subtractDuration("2026-01-01T00:00:00.000Z", length, "UTC")).toThrow(refused);
    }
  });
});

describe("month ends", () => {
  test.each([
    ["2026-01-28", "P1M", "2026-02-28"],
    ["2026-01-29", "P1M", "2026-02-28"],
    ["2026-01-31", "P1M", "2026-02-28"],
    ["2026-01-31", "P2M", "2026-03-31"],
    ["2026-01-31", "P3M", "2026-04-30"],
    ["2024-01-31", "P1M", "2024-02-29"],
    ["2024-02-29", "P1Y", "2025-02-28"],
    ["2024-02-29", "P4Y", "2028-02-29"],
    ["2026-08-31", "P1M1D", "2026-10-01"],
    ["2026-12-31", "P1W", "2027-01-07"],
  ])("%s plus %s is %s", (day, length, result) => {
    expect(addDurationToDay(day, length)).toBe(result);
  });

  test.each([
    ["2026-03-31", "P1M", "2026-02-28"],
    ["2024-02-29", "P1Y", "2023-02-28"],
    ["2026-03-01", "P1M1D", "2026-01-31"],
  ])("%s minus %s is %s", (day, length, result) => {
    expect(subtractDurationFromDay(day, length)).toBe(result);
  });

  test("law: a later day plus the same duration is never an earlier day", () => {
    const lengths = fc.constantFrom("P1D", "P1M", "P1Y", "P1M3D", "P11M");
    const property = fc.property(fc.integer({ min: 0, max: 40_000 }), lengths, (number, length) => {
      const day = addDays("1970-01-01", number);
      return addDurationToDay(day, length) <= addDurationToDay(addDays(day, 1), length);
    });
    fc.assert(property, { seed: 4, numRuns: 3000 });
  });

  test("a day has no hours", () => {
    expect(() => addDurationToDay("2026-01-31", "PT48H")).toThrow('"PT48H" has hours');
  });

  test.each(["soon", "2026-02-30", ""])("nothing is counted from %j", (day) => {
    const wrong: unknown = expect.objectContaining({ code: "command_invalid" });
    expect(() => addDurationToDay(day, "P1M")).toThrow(wrong);
    expect(() => subtractDurationFromDay(day, "P1M")).toThrow(wrong);
    expect(() => periodOf(day, "month")).toThrow(wrong);
  });

  test("the last day of a month", () => {
    expect(["2026-02-01", "2024-02-29", "2026-04-30", "2026-12-05"].map(monthEnd)).toEqual([
      "2026-02-28",
      "2024-02-29",
      "2026-04-30",
      "2026-12-31",
    ]);
  });
});

describe("periodOf", () => {
  test.each([
    ["day", "2026-03-01", "2026-03-02"],
    ["week", "2026-02-23", "2026-03-02"],
    ["month", "2026-03-01", "2026-04-01"],
    ["quarter", "2026-01-01", "2026-04-01"],
    ["year", "2026-01-01", "2027-01-01"],
  ] as const)("the %s of Sunday 2026-03-01", (unit, from, to) => {
    expect(periodOf("2026-03-01", unit)).toEqual({ from, to });
  });

  test("the week changes on Monday, or where the host says", () => {
    expect(periodOf("2026-03-02", "week").from).toBe("2026-03-02");
    expect(periodOf("2026-02-28", "week", { weekStartsOn: 7 })).toEqual({ from: "2026-02-22", to: "2026-03-01" });
    expect(periodOf("2026-03-01", "week", { weekStartsOn: 7 }).from).toBe("2026-03-01");
  });

  test("quarters follow the year", () => {
    expect(periodOf("2026-03-31", "year", { yearStartsIn: 4 })).toEqual({ from: "2025-04-01", to: "2026-04-01" });
    expect(periodOf("2026-01-31", "quarter", { yearStartsIn: 2 })).toEqual({ from: "2025-11-01", to: "2026-02-01" });
  });

  test("law: periods of a unit follow each other without gap or overlap", () => {
    const units = fc.constantFrom("day", "week", "month", "quarter", "year" as const);
    const property = fc.property(fc.integer({ min: 0, max: 40_000 }), units, (number, unit) => {
      const day = addDays("1970-01-01", number);
      const { from, to } = periodOf(day, unit);
      expect(from <= day && day < to).toBe(true);
      expect(periodOf(day, unit, { offset: 1 })).toEqual(periodOf(to, unit));
      expect(periodOf(day, unit, { offset: -1 }).to).toBe(from);
    });
    fc.assert(property, { seed: 5, numRuns: 1000 });
  });
});
