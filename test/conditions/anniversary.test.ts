import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateCondition, type Anniversary, type Outcome } from "../../src/conditions/index.js";
import { anniversaryChangesOn } from "../../src/conditions/anniversary.js";
import { addDays, daysBetween } from "../../src/shared/days.js";

const on = (today: string, birthday: string, more: Partial<Anniversary> = {}): Outcome =>
  evaluateCondition({ op: "anniversary", fact: "birthday", ...more }, { facts: { today, birthday } });

test("the day itself, not the one before or after", () => {
  expect(on("2026-05-02", "1990-05-03")).toBe("unmatched");
  expect(on("2026-05-03", "1990-05-03")).toBe("matched");
  expect(on("2026-05-04", "1990-05-03")).toBe("unmatched");
});

test("the first day of all is none", () => {
  expect(on("2026-05-03", "2026-05-03")).toBe("unmatched");
  expect(on("2027-05-03", "2026-05-03")).toBe("matched");
  expect(on("2026-05-03", "2027-05-03")).toBe("unmatched");
});

test("within seven days, over the turn of the year", () => {
  expect(on("2025-12-26", "1990-01-02", { within: "P7D" })).toBe("matched");
  expect(on("2025-12-25", "1990-01-02", { within: "P7D" })).toBe("unmatched");
  expect(on("2026-01-03", "1990-01-02", { within: "P7D" })).toBe("unmatched");
});

describe("29 February", () => {
  test("in a leap year is itself", () => {
    for (const feb29 of ["feb28", "mar01"] as const) {
      expect(on("2028-02-28", "2024-02-29", { feb29 })).toBe("unmatched");
      expect(on("2028-02-29", "2024-02-29", { feb29 })).toBe("matched");
      expect(on("2028-03-01", "2024-02-29", { feb29 })).toBe("unmatched");
    }
  });

  test("in another year is the day before, or by the other rule the day after", () => {
    expect(on("2026-02-28", "2024-02-29")).toBe("matched");
    expect(on("2026-03-01", "2024-02-29")).toBe("unmatched");
    expect(on("2026-02-28", "2024-02-29", { feb29: "mar01" })).toBe("unmatched");
    expect(on("2026-03-01", "2024-02-29", { feb29: "mar01" })).toBe("matched");
  });
});

test("what is missing is unknown, what is no day is thrown", () => {
  expect(evaluateCondition({ op: "anniversary", fact: "birthday" }, { facts: { today: "2026-05-03" } })).toBe(
    "unknown",
  );
  expect(evaluateCondition({ op: "anniversary", fact: "birthday" }, { facts: { birthday: "1990-05-03" } })).toBe(
    "unknown",
  );
  expect(() => on("2026-05-03", "3 May")).toThrow(/does not fit/);
  expect(() => evaluateCondition({ op: "anniversary", fact: "b" }, { facts: { today: 5, b: "1990-05-03" } })).toThrow();
});

test("between the days on which the answer changes it stays the same", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));
  const leaf = fc.record(
    { feb29: fc.constantFrom("feb28" as const, "mar01" as const), within: fc.constantFrom("P1D", "P7D", "P30D") },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(day, day, leaf, (today, birthday, more) => {
      const change = anniversaryChangesOn({ op: "anniversary", fact: "birthday", ...more }, birthday, today);
      let next = addDays(today, 1);
      while (next !== change && daysBetween(today, next) < 800) {
        expect(on(next, birthday, more)).toBe(on(today, birthday, more));
        next = addDays(next, 1);
      }
      if (change !== undefined) expect(on(change, birthday, more)).not.toBe(on(today, birthday, more));
    }),
    { seed: 20260302, numRuns: 300 },
  );
});

test("every year has one day for everybody, by both rules", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1950-01-01", days));
  const rule = fc.constantFrom("feb28" as const, "mar01" as const);
  fc.assert(
    fc.property(day, rule, fc.integer({ min: 2010, max: 2040 }), (birthday, feb29, year) => {
      const days = Array.from({ length: 366 }, (_, i) => addDays(`${year}-01-01`, i)).filter((each) =>
        each.startsWith(`${year}`),
      );
      expect(days.filter((today) => on(today, birthday, { feb29 }) === "matched")).toHaveLength(1);
    }),
    { seed: 1, numRuns: 100 },
  );
});
