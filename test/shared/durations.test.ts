import { describe, expect, test } from "vitest";
import { readDuration } from "../../src/shared/durations.js";

describe("readDuration", () => {
  test.each([
    ["PT30M", { months: 0, days: 0, milliseconds: 1_800_000 }],
    ["P12M", { months: 12, days: 0, milliseconds: 0 }],
    ["P1Y2M3W4DT5H6M7S", { months: 14, days: 25, milliseconds: 18_367_000 }],
    ["P0D", { months: 0, days: 0, milliseconds: 0 }],
    ["PT36H", { months: 0, days: 0, milliseconds: 129_600_000 }],
  ])("%s", (text, parts) => {
    expect(readDuration(text)).toEqual(parts);
  });

  test.each(["", "P", "PT", "P1DT", "30M", "P-1D", "P1.5D", "P1D1Y", "pt1h", "P1M ", `P${"1".repeat(40)}D`])(
    "%j is none",
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );
});
