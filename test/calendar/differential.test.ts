import { afterAll, expect, test } from "vitest";
import { compareCalendars } from "./differential.js";
import { occasions } from "./made-calendars.js";

const own = process.env["TZ"];

afterAll(() => {
  if (own === undefined) delete process.env["TZ"];
  else process.env["TZ"] = own;
});

test("made-up calendars, starts, lengths and pauses: every answer is that of a walk through every minute", () => {
  const { answers } = compareCalendars(1, 50, 6);
  expect(answers).toBeGreaterThan(1200);
});

test("the answers are the same in every zone of the machine", () => {
  const digests = ["UTC", "Asia/Shanghai", "America/New_York"].map((zone) => {
    process.env["TZ"] = zone;
    return compareCalendars(5000, 10, 6).digest;
  });
  expect(new Set(digests).size).toBe(1);
});

test("in at least fourteen zones", () => {
  expect(new Set(occasions.map(([zone]) => zone)).size).toBeGreaterThanOrEqual(14);
});
