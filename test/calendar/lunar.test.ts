import { Lunar, LunarYear, Solar } from "lunar-typescript";
import { describe, expect, test } from "vitest";
import {
  isInLunarCalendar,
  isLunarDate,
  lunarDateOf,
  lunarMonths,
  solarDayOf,
  type LunarDate,
} from "../../src/calendar/index.js";
import { tableYear } from "../../src/calendar/lunar-table.js";
import { addDays } from "../../src/shared/days.js";
import { derivedMonths, derivedTerms } from "./lunar-astronomy.js";

const refused: unknown = expect.objectContaining({ code: "command_invalid" });

describe("every day from 1901-01-01 to 2100-12-31", () => {
  const days: string[] = [];
  for (let day = "1901-01-01"; day <= "2100-12-31"; day = addDays(day, 1)) days.push(day);

  test("has the date that a lunar library has, and the date leads back to the day", () => {
    const wrong = days.filter((day) => {
      const date = lunarDateOf(day);
      return textOf(date) !== libraryText(day) || solarDayOf(date) !== day || !isLunarDate(date);
    });
    expect(days).toHaveLength(73_049);
    expect(wrong).toEqual([]);
  });

  test("follows on the day before: the next day, or the first of a month", () => {
    const wrong = days.slice(1).filter((day, index) => {
      const [before, date] = [lunarDateOf(days[index] ?? ""), lunarDateOf(day)];
      return date.day !== before.day + 1 && !(date.day === 1 && before.day >= 29);
    });
    expect(wrong).toEqual([]);
  });
});

describe("the table", () => {
  const derived = derivedMonths();

  test("has the months that follow from the new moons and the solar terms", () => {
    for (let year = 1900; year <= 2100; year++) {
      const months = derived.filter((month) => month.year === year);
      const expected = months.map(({ month, isLeap, first, days }) => ({ month, isLeap, first, days }));
      expect(tableYear(year)?.months).toEqual(expected);
    }
  });

  test("has the days of 清明 and 冬至", () => {
    const [qingming, solstices] = [derivedTerms(15), derivedTerms(270)];
    for (let year = 1900; year <= 2100; year++) {
      expect(tableYear(year)?.qingming).toBe(qingming.get(year));
      expect(tableYear(year)?.winterSolstice).toBe(solstices.get(year));
    }
  });

  test.each([1899, 2101, 2000.5, Number.NaN])("ends at %d", (year) => {
    expect(tableYear(year)).toBeUndefined();
  });
});

describe("known hard cases", () => {
  test.each([
    ["the leap eleventh month of 2033, not a leap seventh", "2033-12-22", "2033-闰11-1"],
    ["2033: the eighth month begins on 25 August", "2033-08-25", "2033-8-1"],
    ["the leap sixth month of 1987", "1987-07-26", "1987-闰6-1"],
    ["the leap second month of 1917", "1917-03-23", "1917-闰2-1"],
    ["the leap fifth month of 1922", "1922-06-25", "1922-闰5-1"],
    ["the new moon of September 1978, eight minutes after midnight", "1978-09-03", "1978-8-1"],
    ["the Spring Festival of 2027, a new moon four minutes before midnight", "2027-02-06", "2027-1-1"],
    ["the Spring Festival of 2030", "2030-02-03", "2030-1-1"],
    ["a new moon less than a minute after midnight in 2057", "2057-09-28", "2057-8-30"],
    ["and the day after it", "2057-09-29", "2057-9-1"],
    ["a new moon less than a minute before midnight in 2089", "2089-09-04", "2089-8-1"],
    ["a new moon too near to midnight to tell, as printed, in 2097", "2097-08-07", "2097-7-1"],
    ["Beijing's own time, not that of 120° east, in 1914", "1914-11-17", "1914-10-1"],
    ["and for the Spring Festival of 1916", "1916-02-03", "1916-1-1"],
    ["and in 1920", "1920-11-10", "1920-10-1"],
    ["the leap fifth month of 1933", "1933-07-22", "1933-闰5-30"],
    ["the almanac of 1906, not the computed new moon", "1906-04-23", "1906-3-30"],
    ["the first day", "1901-01-01", "1900-11-11"],
    ["the last day", "2100-12-31", "2100-12-1"],
  ])("%s: %s", (_, day, expected) => {
    expect(textOf(lunarDateOf(day))).toBe(expected);
    expect(solarDayOf(lunarDateOf(day))).toBe(day);
  });
});

describe("what is not in the calendar", () => {
  test.each(["1900-12-31", "2101-01-01", "2026-02-30", "2026-2-1", "", "0001-01-01", "yesterday"])("%j", (day) => {
    expect(isInLunarCalendar(day)).toBe(false);
    expect(() => lunarDateOf(day)).toThrow(refused);
  });

  test("messages do not repeat a day, which may be a birthday", () => {
    expect(() => lunarDateOf("1899-05-06")).toThrow(/^(?!.*1899).*1901-01-01 to 2100-12-31/);
    expect(() => solarDayOf({ year: 1899, month: 5, day: 6 })).toThrow(/^(?!.*1899)/);
  });

  test.each([
    [{ year: 2026, month: 1, day: 0 }],
    [{ year: 2026, month: 1, day: 31 }],
    [{ year: 2026, month: 12, day: 30 }],
    [{ year: 2026, month: 0, day: 1 }],
    [{ year: 2026, month: 13, day: 1 }],
    [{ year: 2026, month: 6, day: 1, isLeapMonth: true }],
    [{ year: 2025, month: 7, day: 1, isLeapMonth: true }],
    [{ year: 2026, month: 1, day: 1.5 }],
    [{ year: Number.NaN, month: 1, day: 1 }],
    [{ year: 1900, month: 11, day: 10 }],
    [{ year: 2100, month: 12, day: 2 }],
    [{ year: 2101, month: 1, day: 1 }],
  ])("%j", (date) => {
    expect(isLunarDate(date)).toBe(false);
    expect(() => solarDayOf(date)).toThrow(refused);
  });

  test("a leap month that is denied is none", () => {
    expect(solarDayOf({ year: 2025, month: 6, day: 1, isLeapMonth: false })).toBe("2025-06-25");
  });
});

describe("lunarMonths", () => {
  test("has the months that a lunar library has, without a gap, and 353 to 385 days", () => {
    for (let year = 1901; year <= 2100; year++) {
      const months = lunarMonths(year);
      const library = LunarYear.fromYear(year).getMonthsInYear();
      const leap = months.filter(({ isLeapMonth }) => isLeapMonth === true);
      const days = months.reduce((sum, month) => sum + month.days, 0);
      expect(months.map(({ days: length }) => length)).toEqual(library.map((month) => month.getDayCount()));
      expect(leap.map(({ month }) => month)).toEqual(library.filter((m) => m.isLeap()).map((m) => -m.getMonth()));
      expect(months.slice(1).map(({ firstDay }) => firstDay)).toEqual(
        months.slice(0, -1).map((month) => addDays(month.firstDay, month.days)),
      );
      expect([353, 354, 355, 383, 384, 385]).toContain(days);
    }
  });

  test.each([1900, 2101, 2026.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (year) => {
    expect(() => lunarMonths(year)).toThrow(refused);
  });
});

test("the library reads the same instants backwards: its lunar dates become our days", () => {
  for (let year = 1901; year <= 2099; year++) {
    for (const { month, isLeapMonth = false } of lunarMonths(year)) {
      const library = Lunar.fromYmd(year, isLeapMonth ? -month : month, 15).getSolar();
      expect(solarDayOf({ year, month, day: 15, isLeapMonth })).toBe(library.toYmd());
    }
  }
});

function libraryText(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const lunar = Solar.fromYmd(year, month, date).getLunar();
  const number = lunar.getMonth();
  return `${lunar.getYear()}-${number < 0 ? "闰" : ""}${Math.abs(number)}-${lunar.getDay()}`;
}

function textOf(date: LunarDate): string {
  return `${date.year}-${date.isLeapMonth === true ? "闰" : ""}${date.month}-${date.day}`;
}
