import { describe, expect, test } from "vitest";
import { calendarLaws } from "clientele/testing";
import type { BusinessCalendar, CombinedCalendar } from "../../src/calendar/index.js";

const week = [1, 2, 3, 4, 5, 6, 7] as const;
const holidays = {
  some: { name: "some", from: "2026-01-01", to: "2027-12-31", closed: ["2026-10-01"], working: ["2026-10-10"] },
};
const desk: BusinessCalendar = {
  weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }],
  holidays: "some",
  makeUpDays: true,
  special: [{ on: "2026-12-31", hours: ["09:00-13:00"] }],
};
const bar: BusinessCalendar = {
  weekly: [{ days: [4, 5, 6], hours: ["18:00-03:00"] }],
  holidays: ["2026-12-24"],
  breaks: [
    { days: week, hours: ["02:00-02:30", "23:00-23:30"] },
    { on: "2026-03-06", hours: ["20:00-21:00"] },
  ],
};
const always: BusinessCalendar = { weekly: [{ days: week, hours: ["00:00-24:00"] }], holidays: "none" };
const both: CombinedCalendar = { op: "intersection", of: ["always", "bar"] };
const calendars = { desk, bar, always, both, most: { op: "difference", of: ["always", "both", "desk"] } } as const;

describe.each(Object.entries(calendars))("%s", (_, calendar) => {
  const zones = ["America/New_York", "Australia/Lord_Howe"];
  for (const law of zones.flatMap((zone) => calendarLaws(calendar, { zone, calendars, holidays }))) {
    test(law.name, () => law.run({ seed: 42, runs: 20 }));
  }
});

test("a law that is broken names the seed that brings it back", async () => {
  const never = { weekly: [], holidays: "none", special: [{ on: "2020-01-01", hours: ["09:00-18:00"] }] };
  const [, , inverse] = calendarLaws(never);
  await expect(inverse?.run({ seed: 7, runs: 1 })).rejects.toThrow(/seed 7.*within 20 years/);
});
