import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addBusinessTime,
  businessTimeBetween,
  compileCalendar,
  type BusinessCalendar,
  type HolidayData,
  type Weekday,
} from "../../src/calendar/index.js";
import { addDays } from "../../src/shared/days.js";

const minute = 60_000;
const day = 24 * 60 * minute;
/** Days on which clocks or calendars changed, and one ordinary one. */
const occasions = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Pacific/Apia", "2011-12-30"],
  ["America/Sao_Paulo", "2017-10-15"],
  ["America/Sao_Paulo", "2018-02-18"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Asia/Kathmandu", "1986-01-01"],
  ["Asia/Shanghai", "1990-04-15"],
  ["Asia/Shanghai", "2026-02-17"],
] as const;
const shifts = [
  [],
  ["09:00-12:00", "13:30-18:00"],
  ["22:00-06:00"],
  ["00:00-24:00"],
  ["01:30-02:30"],
  ["02:00-02:30", "02:45-03:30"],
  ["00:00-00:30", "18:00-24:00"],
  ["18:00-02:15"],
  ["23:30-00:00"],
];
const offset = fc.integer({ min: -4, max: 4 });
const scenarios = fc.record({
  occasion: fc.constantFrom(...occasions),
  week: fc.array(fc.constantFrom(...shifts), { minLength: 7, maxLength: 7 }),
  holiday: offset,
  working: offset,
  closed: offset,
  special: fc.tuple(offset, fc.constantFrom(...shifts)),
  makeUpDays: fc.boolean(),
  moments: fc.array(fc.tuple(fc.integer({ min: 0, max: 5 * 1440 }), fc.integer({ min: 0, max: 3000 })), {
    minLength: 12,
    maxLength: 12,
  }),
});
type Scenario = typeof scenarios extends fc.Arbitrary<infer Value> ? Value : never;

function built({ occasion, week, holiday, working, closed, special, makeUpDays }: Scenario) {
  const [zone, date] = occasion;
  const data: HolidayData = {
    name: "some",
    from: "1980-01-01",
    to: "2040-12-31",
    closed: [addDays(date, holiday)],
    working: [addDays(date, working)],
  };
  const calendar: BusinessCalendar = {
    weekly: week.map((hours, i) => ({ days: [(i + 1) as Weekday], hours })),
    holidays: "some",
    makeUpDays,
    closed: [addDays(date, closed)],
    special: [{ on: addDays(date, special[0]), hours: special[1] }],
  };
  const compiled = compileCalendar(calendar, { zone, holidays: { some: data } });
  const start = Date.parse(`${date}T00:00:00Z`) - 6 * day;
  return { calendar, data, compiled, zone, start };
}

test("laws: time adds up, adding and measuring are inverse, later never ends earlier", () => {
  const ever = scenarios.filter(({ week }) => week.some((hours) => hours.length > 0));
  const property = fc.property(ever, (scenario) => {
    const { compiled, start } = built(scenario);
    for (const [passed, length] of scenario.moments) {
      const [from, first, second] = [start + passed * minute + 1234, length * 54_321, passed * 1_237];
      const end = addBusinessTime(compiled, from, first);
      expect(businessTimeBetween(compiled, from, end)).toBe(first);
      expect(addBusinessTime(compiled, end, second)).toBe(addBusinessTime(compiled, from, first + second));
      expect(addBusinessTime(compiled, from + second, first)).toBeGreaterThanOrEqual(end);
      const whole = businessTimeBetween(compiled, from, end + day);
      expect(businessTimeBetween(compiled, from, end) + businessTimeBetween(compiled, end, end + day)).toBe(whole);
    }
  });
  fc.assert(property, { seed: 8, numRuns: 300 });
});
