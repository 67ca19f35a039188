import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lunarBirthdays, lunarDateOf, lunarMonths, readLunarBirthday } from "../../src/calendar/index.js";

const refused: unknown = expect.objectContaining({ code: "command_invalid" });

describe("lunarBirthdays", () => {
  test("an ordinary day, once", () => {
    expect(lunarBirthdays({ month: 8, day: 15 }, 2026)).toEqual(["2026-09-25"]);
  });

  test("none, one or two in a Gregorian year", () => {
    const birthday = { month: 12, day: 8 };
    expect(lunarBirthdays(birthday, 2023)).toEqual([]);
    expect(lunarBirthdays(birthday, 2022)).toEqual(["2022-01-10", "2022-12-30"]);
    expect(lunarBirthdays(birthday, 2024)).toEqual(["2024-01-18"]);
  });

  test("the day of birth is none, the next lunar year has the first", () => {
    const birthday = { year: 2022, month: 12, day: 8 };
    expect(lunarBirthdays(birthday, 2022)).toEqual([]);
    expect(lunarBirthdays(birthday, 2023)).toEqual([]);
    expect(lunarBirthdays(birthday, 2024)).toEqual(["2024-01-18"]);
  });

  test("a year of birth before the calendar begins only says from when on", () => {
    expect(lunarBirthdays({ year: 1895, month: 1, day: 1 }, 1901)).toEqual(["1901-02-19"]);
  });

  test("the first and the last Gregorian year", () => {
    expect(lunarBirthdays({ month: 11, day: 11 }, 1901)).toEqual(["1901-01-01", "1901-12-21"]);
    expect(lunarBirthdays({ month: 11, day: 10 }, 1901)).toEqual(["1901-12-20"]);
    expect(lunarBirthdays({ month: 12, day: 1 }, 2100)).toEqual(["2100-01-10", "2100-12-31"]);
    expect(lunarBirthdays({ month: 12, day: 2 }, 2100)).toEqual(["2100-01-11"]);
  });
});

describe("born in a leap month", () => {
  const birthday = { year: 1987, month: 6, day: 10, isLeapMonth: true };

  test("the ordinary month of that number, also in a year with the same leap month", () => {
    expect(lunarBirthdays(birthday, 2026)).toEqual(["2026-07-23"]);
    expect(lunarBirthdays(birthday, 2025)).toEqual(["2025-07-04"]);
  });

  test("with `leap`, the leap month where the year has it, and the ordinary one where not", () => {
    expect(lunarBirthdays(birthday, 2026, { leapMonth: "leap" })).toEqual(["2026-07-23"]);
    expect(lunarBirthdays(birthday, 2025, { leapMonth: "leap" })).toEqual(["2025-08-03"]);
  });

  test("who was born in an ordinary month keeps it in a year with the leap month", () => {
    const ordinary = { month: 6, day: 10 };
    expect(lunarBirthdays(ordinary, 2025, { leapMonth: "leap" })).toEqual(["2025-07-04"]);
    expect(lunarBirthdays({ ...ordinary, isLeapMonth: false }, 2025, { leapMonth: "leap" })).toEqual(["2025-07-04"]);
  });

  test("a leap month that no year has is kept in the ordinary one", () => {
    expect(lunarBirthdays({ month: 1, day: 1, isLeapMonth: true }, 2026, { leapMonth: "leap" })).toEqual([
      "2026-02-17",
    ]);
  });
});

describe("born on a 30th", () => {
  const birthday = { month: 12, day: 30 };

  test("in a month of 30 days it is the 30th", () => {
    expect(lunarBirthdays(birthday, 2024)).toEqual(["2024-02-09"]);
    expect(lunarBirthdays(birthday, 2024, { day30: "next_day" })).toEqual(["2024-02-09"]);
  });

  test("in a month of 29 days the 29th, or with `next_day` the first of the next month", () => {
    expect(lunarBirthdays(birthday, 2026)).toEqual(["2026-02-16"]);
    expect(lunarBirthdays(birthday, 2026, { day30: "next_day" })).toEqual(["2026-02-17"]);
    expect(lunarDateOf("2026-02-17")).toEqual({ year: 2026, month: 1, day: 1 });
  });

  test("both rules together: a leap month of 29 days", () => {
    const leap = { month: 6, day: 30, isLeapMonth: true };
    expect(lunarBirthdays(leap, 2025, { leapMonth: "leap" })).toEqual(["2025-08-22"]);
    expect(lunarBirthdays(leap, 2025, { leapMonth: "leap", day30: "next_day" })).toEqual(["2025-08-23"]);
    expect(lunarBirthdays(leap, 2025)).toEqual(["2025-07-24"]);
  });
});

describe("refused", () => {
  test.each([
    [{ month: 0, day: 1 }],
    [{ month: 13, day: 1 }],
    [{ month: 1, day: 0 }],
    [{ month: 1, day: 31 }],
    [{ month: 1.5, day: 1 }],
    [{ month: 1, day: Number.NaN }],
    [{ year: 1990.5, month: 1, day: 1 }],
  ])("%j", (birthday) => {
    expect(() => lunarBirthdays(birthday, 2026)).toThrow(refused);
  });

  test.each([1900, 2101, Number.NaN])("the Gregorian year %d", (year) => {
    expect(() => lunarBirthdays({ month: 1, day: 1 }, year)).toThrow(refused);
  });
});

describe("laws", () => {
  const birthdays = fc.record({
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 30 }),
    isLeapMonth: fc.boolean(),
  });
  const options = fc.record({
    leapMonth: fc.constantFrom("ordinary" as const, "leap" as const),
    day30: fc.constantFrom("day29" as const, "next_day" as const),
  });

  test("every lunar year has a birthday once, and a Gregorian year at most two", () => {
    fc.assert(
      fc.property(birthdays, options, fc.integer({ min: 1901, max: 2098 }), (birthday, rules, year) => {
        const around = [year, year + 1, year + 2].map((each) => lunarBirthdays(birthday, each, rules));
        const [newYear, next] = [lunarMonths(year)[0]!.firstDay, lunarMonths(year + 1)[0]!.firstDay];
        const isMoved = rules.day30 === "next_day" && birthday.day === 30;
        const own = around
          .flat()
          .filter((day) => (isMoved ? newYear < day && day <= next : newYear <= day && day < next));
        expect(own).toHaveLength(1);
        expect(around.every((days) => days.length <= 2)).toBe(true);
      }),
      { seed: 20_261_121, numRuns: 2000 },
    );
  });

  test("a day of the calendar is a birthday of the date it has, in its own year", () => {
    const days = fc.integer({ min: 0, max: 73_048 }).map((days) => addTo1901(days));
    fc.assert(
      fc.property(days, (day) => {
        const { month, day: date, isLeapMonth } = lunarDateOf(day);
        const birthday = { month, day: date, ...(isLeapMonth !== undefined && { isLeapMonth }) };
        expect(lunarBirthdays(birthday, Number(day.slice(0, 4)), { leapMonth: "leap" })).toContain(day);
      }),
      { seed: 20_261_121, numRuns: 2000 },
    );
  });
});

describe("readLunarBirthday", () => {
  test("reads what a customer's personal document has", () => {
    expect(readLunarBirthday("1990-08-15")).toEqual({ year: 1990, month: 8, day: 15 });
    expect(readLunarBirthday("--02-30")).toEqual({ month: 2, day: 30 });
  });

  test.each(["", "1990-13-01", "1990-00-01", "--08-31", "--08-00", "-08-15", "08-15", "1990-8-15", "1990-08-15 "])(
    "and not %j",
    (text) => expect(readLunarBirthday(text)).toBeUndefined(),
  );
});

function addTo1901(days: number): string {
  return new Date(Date.UTC(1901, 0, 1 + days)).toISOString().slice(0, 10);
}
