import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantOf, isInstant, millisOf, readInstant } from "../../src/shared/instants.js";

describe("isInstant", () => {
  test.each([
    "2026-03-02T02:00:00.000Z",
    "2026-03-02T10:00:00+08:00",
    "2026-03-02T10:00-03:30",
    "2024-02-29T23:59:59.999999999Z",
    "0001-01-01T00:00:00Z",
  ])("%s is one", (text) => {
    expect(isInstant(text)).toBe(true);
  });

  test.each([
    "2026-03-02",
    "2026-03-02T10:00:00",
    "2026-03-02 10:00:00Z",
    "2026-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-03-02T24:00:00Z",
    "2026-03-02T10:60:00Z",
    "2026-03-02T10:00:60Z",
    "2026-03-02T10:00:00+0800",
    "2026-03-02T10:00:00+15:00",
    "2026-03-02T10:00:00z",
    "Mon, 02 Mar 2026 10:00:00 GMT",
  ])("%s is none", (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

describe("readInstant", () => {
  test("keeps an instant in UTC with milliseconds", () => {
    expect(readInstant("2026-03-02T10:00:00+08:00", "occurredAt")).toBe("2026-03-02T02:00:00.000Z");
    expect(readInstant("2026-03-02T02:00:00.1239Z", "occurredAt")).toBe("2026-03-02T02:00:00.123Z");
  });

  test.each([undefined, null, 1772416800000, "", "soon"])("%j is thrown with its path", (value) => {
    expect(() => readInstant(value, "lines[0].at")).toThrow(
      expect.objectContaining({ code: "command_invalid", details: { path: "lines[0].at" } }),
    );
  });
});

describe("instantOf", () => {
  test("takes a Date or milliseconds, and no invalid Date", () => {
    expect(instantOf(0)).toBe("1970-01-01T00:00:00.000Z");
    expect(instantOf(new Date(999))).toBe("1970-01-01T00:00:00.999Z");
    expect(() => instantOf(new Date(Number.NaN))).toThrow(expect.objectContaining({ code: "command_invalid" }));
  });

  test("law: instants are read back to the millisecond, and sort as text", () => {
    const millis = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2999, 0) });
    fc.assert(
      fc.property(millis, millis, (left, right) => {
        const [a, b] = [instantOf(left), instantOf(right)];
        expect(isInstant(a)).toBe(true);
        expect(millisOf(a)).toBe(left);
        expect(a < b).toBe(left < right);
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
