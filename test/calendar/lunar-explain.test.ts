import { Solar } from "lunar-typescript";
import { describe, expect, test } from "vitest";
import { explainFestival, explainLunarDate, festivalDays, lunarDateOf } from "../../src/calendar/index.js";
import { addDays } from "../../src/shared/days.js";

describe("explainLunarDate", () => {
  test.each([
    ["2026-02-17", "农历丙午年正月初一", "the 1st day of the 1st lunar month, 2026, year of the Horse"],
    ["2033-12-22", "农历癸丑年闰冬月初一", "the 1st day of the leap 11th lunar month, 2033, year of the Ox"],
    ["2026-01-26", "农历乙巳年腊月初八", "the 8th day of the 12th lunar month, 2025, year of the Snake"],
    ["2024-02-10", "农历甲辰年正月初一", "the 1st day of the 1st lunar month, 2024, year of the Dragon"],
  ])("%s", (day, chinese, english) => {
    expect(explainLunarDate(lunarDateOf(day), "zh-CN")).toBe(chinese);
    expect(explainLunarDate(lunarDateOf(day), "en")).toBe(english);
  });

  test("a birthday without a year tells none", () => {
    expect(explainLunarDate({ month: 10, day: 22 }, "zh-CN")).toBe("农历十月廿二");
    expect(explainLunarDate({ month: 2, day: 23 }, "en")).toBe("the 23rd day of the 2nd lunar month");
  });

  test("years, months and days are called as a lunar library calls them, over a whole cycle of sixty", () => {
    for (let day = "1984-02-02"; day < "2044-03-01"; day = addDays(day, 5)) {
      const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
      const lunar = Solar.fromYmd(year, month, date).getLunar();
      const name = `${lunar.getYearInGanZhi()}年${lunar.getMonthInChinese()}月${lunar.getDayInChinese()}`;
      expect(explainLunarDate(lunarDateOf(day), "zh-CN")).toBe(`农历${name}`);
    }
  });
});

describe("explainFestival", () => {
  test("names every festival in both languages", () => {
    const festivals = new Set(festivalDays(2026).map(({ festival }) => festival));
    const chinese = [...festivals].map((festival) => explainFestival(festival, "zh-CN"));
    const english = [...festivals].map((festival) => explainFestival(festival, "en"));
    expect(festivals.size).toBe(12);
    expect(chinese).toContain("中秋节");
    expect(english).toContain("Mid-Autumn Festival");
    expect([new Set(chinese).size, new Set(english).size]).toEqual([12, 12]);
  });
});
