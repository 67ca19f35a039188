import { Solar } from "lunar-typescript";
import { describe, expect, test } from "vitest";
import { festivalDays, festivalOn, type Festival } from "../../src/calendar/index.js";
import { addDays } from "../../src/shared/days.js";

const refused: unknown = expect.objectContaining({ code: "command_invalid" });
const years = Array.from({ length: 200 }, (_, index) => 1901 + index);

/** What the library calls them. 清明 and 冬至 are among its solar terms. */
const libraryNames: Readonly<Record<Festival, string>> = {
  spring_festival: "春节",
  lantern_festival: "元宵节",
  dragon_head: "龙头节",
  qingming: "清明",
  dragon_boat: "端午节",
  qixi: "七夕节",
  zhongyuan: "中元节",
  mid_autumn: "中秋节",
  double_ninth: "重阳节",
  winter_solstice: "冬至",
  laba: "腊八节",
  new_years_eve: "除夕",
};

describe("festivalDays", () => {
  test("of 2026", () => {
    expect(festivalDays(2026).map(({ festival, on }) => `${on} ${festival}`)).toEqual([
      "2026-01-26 laba",
      "2026-02-16 new_years_eve",
      "2026-02-17 spring_festival",
      "2026-03-03 lantern_festival",
      "2026-03-20 dragon_head",
      "2026-04-05 qingming",
      "2026-06-19 dragon_boat",
      "2026-08-19 qixi",
      "2026-08-27 zhongyuan",
      "2026-09-25 mid_autumn",
      "2026-10-18 double_ninth",
      "2026-12-22 winter_solstice",
    ]);
  });

  test("a leap month repeats no festival: 2025 has 端午 once, 2020 and 2006 too", () => {
    expect(daysOf("dragon_boat", 2020)).toEqual(["2020-06-25"]);
    expect(daysOf("mid_autumn", 2006)).toEqual(["2006-10-06"]);
  });

  test("腊八 is missing in a year or comes twice, all others come once", () => {
    const counts = (festival: Festival) => new Set(years.map((year) => daysOf(festival, year).length));
    const others = Object.keys(libraryNames).filter((festival) => festival !== "laba");
    expect(daysOf("laba", 2022)).toEqual(["2022-01-10", "2022-12-30"]);
    expect(daysOf("laba", 2023)).toEqual([]);
    expect(counts("laba")).toEqual(new Set([0, 1, 2]));
    for (const festival of others) expect(counts(festival as Festival)).toEqual(new Set([1]));
  });

  test("除夕 is the 29th or the 30th, the day before 春节", () => {
    for (const year of years) {
      expect(daysOf("new_years_eve", year).map((day) => addDays(day, 1))).toEqual(daysOf("spring_festival", year));
    }
  });

  test("no solstice of the edge is missed: 21, 22 and 23 December", () => {
    expect([1903, 2021, 2022].flatMap((year) => daysOf("winter_solstice", year))).toEqual([
      "1903-12-23",
      "2021-12-21",
      "2022-12-22",
    ]);
  });

  test("fall on the days on which a lunar library has them", () => {
    const wrong = years.flatMap(festivalDays).filter(({ festival, on }) => {
      return !libraryFestivals(on).includes(libraryNames[festival]);
    });
    expect(wrong).toEqual([]);
  });

  test.each([1900, 2101, 2026.5, Number.NaN])("refuses %d", (year) => {
    expect(() => festivalDays(year)).toThrow(refused);
  });
});

describe("festivalOn", () => {
  test("is the one of the year's festivals on that day, on every day from 1901 to 2100", () => {
    const all = years.flatMap(festivalDays);
    const byDay = new Map(all.map(({ festival, on }) => [on, festival]));
    const wrong: string[] = [];
    for (let day = "1901-01-01"; day <= "2100-12-31"; day = addDays(day, 1)) {
      if (festivalOn(day) !== byDay.get(day)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
    expect(byDay.size).toBe(all.length);
  });

  test.each(["1900-12-31", "2101-01-01", "2026-02-30"])("refuses %j", (day) => {
    expect(() => festivalOn(day)).toThrow(refused);
  });
});

function daysOf(wanted: Festival, year: number): readonly string[] {
  return festivalDays(year)
    .filter(({ festival }) => festival === wanted)
    .map(({ on }) => on);
}

function libraryFestivals(day: string): readonly string[] {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const lunar = Solar.fromYmd(year, month, date).getLunar();
  return [...lunar.getFestivals(), ...lunar.getOtherFestivals(), lunar.getJieQi()];
}
