import type { Locale } from "../shared/locale.js";
import type { Festival } from "./lunar-festivals.js";

/** The names of the festivals. */
export const festivalNames: Readonly<Record<Locale, Readonly<Record<Festival, string>>>> = {
  en: {
    spring_festival: "Spring Festival",
    lantern_festival: "Lantern Festival",
    dragon_head: "Dragon Head-Raising Day",
    qingming: "Tomb-Sweeping Day",
    dragon_boat: "Dragon Boat Festival",
    qixi: "Qixi Festival",
    zhongyuan: "Zhongyuan Festival",
    mid_autumn: "Mid-Autumn Festival",
    double_ninth: "Double Ninth Festival",
    winter_solstice: "Winter Solstice",
    laba: "Laba Festival",
    new_years_eve: "Lunar New Year's Eve",
  },
  "zh-CN": {
    spring_festival: "春节",
    lantern_festival: "元宵节",
    dragon_head: "龙抬头",
    qingming: "清明节",
    dragon_boat: "端午节",
    qixi: "七夕节",
    zhongyuan: "中元节",
    mid_autumn: "中秋节",
    double_ninth: "重阳节",
    winter_solstice: "冬至",
    laba: "腊八节",
    new_years_eve: "除夕",
  },
};

/** The words of a lunar date in one language. Months and days count from 1, years as Gregorian ones. */
export interface LunarWords {
  readonly date: (month: number, day: number, isLeapMonth: boolean) => string;
  readonly inYear: (date: string, year: number) => string;
  readonly whole: (date: string) => string;
}

/** The words of `explainLunarDate`. */
export const lunarWords: Readonly<Record<Locale, LunarWords>> = {
  en: {
    date: (month, day, isLeapMonth) =>
      `the ${ordinal(day)} day of the ${isLeapMonth ? "leap " : ""}${ordinal(month)} lunar month`,
    inYear: (date, year) => `${date}, ${year}, year of the ${animals.at(cycle(year, 12))}`,
    whole: (date) => date,
  },
  "zh-CN": {
    date: (month, day, isLeapMonth) => `${isLeapMonth ? "闰" : ""}${months.charAt(month - 1)}月${chineseDay(day)}`,
    inYear: (date, year) => `${stems.charAt(cycle(year, 10))}${branches.charAt(cycle(year, 12))}年${date}`,
    whole: (date) => `农历${date}`,
  },
};

const animals: readonly string[] = [
  "Rat",
  "Ox",
  "Tiger",
  "Rabbit",
  "Dragon",
  "Snake",
  "Horse",
  "Goat",
  "Monkey",
  "Rooster",
  "Dog",
  "Pig",
];
const stems = "甲乙丙丁戊己庚辛壬癸";
const branches = "子丑寅卯辰巳午未申酉戌亥";
const months = "正二三四五六七八九十冬腊";
const digits = "一二三四五六七八九十";

/** The year 4 began a cycle of sixty, and with it one of ten stems and one of twelve branches. */
function cycle(year: number, length: number): number {
  return (((year - 4) % length) + length) % length;
}

function chineseDay(day: number): string {
  if (day === 20) return "二十";
  if (day === 30) return "三十";
  return `${"初十廿".charAt(Math.floor((day - 1) / 10))}${digits.charAt((day - 1) % 10)}`;
}

function ordinal(count: number): string {
  const isTeen = count % 100 >= 11 && count % 100 <= 13;
  const ending = ["th", "st", "nd", "rd"][isTeen ? 0 : count % 10] ?? "th";
  return `${count}${ending}`;
}
