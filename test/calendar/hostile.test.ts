import { expect, test } from "vitest";
import { endureCalendars } from "./hostile.js";

test("calendars that nobody in their senses writes are answered or refused, never hung on", () => {
  const { calls, refused } = endureCalendars(1, 250, () => 0);
  expect(calls).toBeGreaterThan(2000);
  expect(refused).toBeGreaterThan(500);
});
