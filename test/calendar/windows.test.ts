import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leavesWindowOn, windowDays } from "../../src/calendar/index.js";
import { addDays } from "../../src/shared/days.js";

describe("a rolling window", () => {
  const rolling = (length: string, day: string) => windowDays({ kind: "rolling", length }, day);

  test("covers the day itself, and no longer the same day a length ago", () => {
    expect(rolling("P12M", "2026-03-15")).toEqual({ from: "2025-03-16", to: "2026-03-16" });
    expect(rolling("P30D", "2026-03-31")).toEqual({ from: "2026-03-02", to: "2026-04-01" });
    expect(rolling("P1D", "2026-03-31")).toEqual({ from: "2026-03-31", to: "2026-04-01" });
  });

  test("at a month end drops all the days that leave together", () => {
    expect(rolling("P1M", "2026-02-27").from).toBe("2026-01-28");
    expect(rolling("P1M", "2026-02-28").from).toBe("2026-02-01");
    expect(rolling("P1M", "2026-03-31").from).toBe("2026-03-01");
    expect(rolling("P12M", "2025-02-28").from).toBe("2024-03-01");
    expect(rolling("P1M5D", "2025-03-03").from).toBe("2025-01-27");
    expect(rolling("P12M", "2024-02-29").from).toBe("2023-03-01");
    expect(["2026-01-28", "2026-01-31", "2026-02-01"].map((day) => leavesWindowOn(day, "P1M"))).toEqual([
      "2026-02-28",
      "2026-02-28",
      "2026-03-01",
    ]);
  });

  test("law: what is dated x counts on D exactly when x ≤ D < the day on which x leaves", () => {
    const lengths = fc.constantFrom("P1M", "P12M", "P90D", "P1Y6M", "P1M5D", "P2W", "P0D");
    const days = fc.integer({ min: 18_000, max: 22_000 });
    const property = fc.property(days, fc.integer({ min: -3, max: 600 }), lengths, (number, ago, length) => {
      const [day, dated] = [addDays("1970-01-01", number), addDays("1970-01-01", number - ago)];
      const { from, to } = rolling(length, day);
      expect(from <= dated && dated < to).toBe(dated <= day && day < leavesWindowOn(dated, length));
    });
    fc.assert(property, { seed: 6, numRuns: 5000 });
  });

  test("refuses hours", () => {
    expect(() => rolling("PT48H", "2026-03-15")).toThrow(expect.objectContaining({ code: "command_invalid" }));
  });
});

describe("other windows", () => {
  test("a calendar window is the whole period, or one beside it", () => {
    expect(windowDays({ kind: "calendar", unit: "month" }, "2026-03-15")).toEqual({
      from: "2026-03-01",
      to: "2026-04-01",
    });
    expect(windowDays({ kind: "calendar", unit: "quarter", offset: -1 }, "2026-03-15")).toEqual({
      from: "2025-10-01",
      to: "2026-01-01",
    });
    expect(windowDays({ kind: "calendar", unit: "year" }, "2026-03-15", { yearStartsIn: 4 }).from).toBe("2025-04-01");
  });

  test("a lifetime ends with the day itself", () => {
    expect(windowDays({ kind: "lifetime" }, "2026-03-15")).toEqual({ from: "0001-01-01", to: "2026-03-16" });
  });
});
