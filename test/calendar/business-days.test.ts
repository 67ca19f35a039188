import { describe, expect, test } from "vitest";
import {
  addBusinessDays,
  addBusinessTime,
  businessDaysBetween,
  compileCalendar,
  endOfBusinessDay,
  nthBusinessDay,
  previousClose,
  signedBusinessTimeBetween,
  startOfBusinessDay,
  subtractBusinessTime,
  type BusinessCalendar,
} from "../../src/calendar/index.js";

const hour = 3_600_000;
const zone = "Asia/Shanghai";
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const desk: BusinessCalendar = {
  weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }],
  holidays: "none",
};
const bar: BusinessCalendar = { weekly: [{ days: [5, 6], hours: ["22:00-06:00"] }], holidays: "none" };
const [calendar, nights] = [desk, bar].map((each) => compileCalendar(each, { zone })) as [
  ReturnType<typeof compileCalendar>,
  ReturnType<typeof compileCalendar>,
];

describe("days", () => {
  test("are counted without the first one, forwards and backwards", () => {
    expect(nthBusinessDay(calendar, "2026-03-06", 1)).toBe("2026-03-09");
    expect(nthBusinessDay(calendar, "2026-03-07", 1)).toBe("2026-03-09");
    expect(nthBusinessDay(calendar, "2026-03-06", 45)).toBe("2026-05-08");
    expect(nthBusinessDay(calendar, "2026-03-08", -1)).toBe("2026-03-06");
    expect(nthBusinessDay(calendar, "2026-03-06", -5)).toBe("2026-02-27");
    expect(businessDaysBetween(calendar, "2026-03-06", "2026-05-08")).toBe(45);
    expect(businessDaysBetween(calendar, "2026-03-06", "2026-03-08")).toBe(0);
    expect(businessDaysBetween(calendar, "2026-03-09", "2026-03-06")).toBe(0);
  });

  test("begin and end with their shifts; a night shift ends in the morning", () => {
    expect(startOfBusinessDay(calendar, "2026-03-06")).toBe(at("2026-03-06T09:00"));
    expect(endOfBusinessDay(calendar, "2026-03-06")).toBe(at("2026-03-06T18:00"));
    expect(endOfBusinessDay(calendar, "2026-03-07")).toBeUndefined();
    expect(startOfBusinessDay(nights, "2026-03-07")).toBe(at("2026-03-07T22:00"));
    expect(endOfBusinessDay(nights, "2026-03-07")).toBe(at("2026-03-08T06:00"));
    expect(endOfBusinessDay(nights, "2026-03-08")).toBeUndefined();
  });

  test("end at the close, or with the day on the wall", () => {
    expect(addBusinessDays(calendar, at("2026-03-06T23:59"), 1)).toBe(at("2026-03-09T18:00"));
    expect(addBusinessDays(calendar, at("2026-03-06T23:59"), 1, "midnight")).toBe(at("2026-03-10T00:00"));
  });

  test.each([0, 1.5, Number.NaN, 8000])("number %s there is none", (count) => {
    expect(() => nthBusinessDay(calendar, "2026-03-06", count)).toThrow(/business day/);
  });

  test.each(["soon", "2026-02-30", ""])("that are none, %j, are refused", (day) => {
    expect(() => nthBusinessDay(calendar, day, 1)).toThrow(/is not a day/);
    expect(() => businessDaysBetween(calendar, "2026-03-06", day)).toThrow(/is not a day/);
  });
});

describe("backwards", () => {
  test("the latest start from which so much open time is left", () => {
    expect(subtractBusinessTime(calendar, at("2026-03-09T11:00"), 4 * hour)).toBe(at("2026-03-06T16:00"));
    expect(subtractBusinessTime(calendar, at("2026-03-08T11:00"), hour)).toBe(at("2026-03-06T17:00"));
    expect(subtractBusinessTime(calendar, at("2026-03-06T14:00") + 1500, 2 * hour)).toBe(at("2026-03-06T10:30") + 1500);
  });

  test("a start at opening stays there, or goes to the close before it", () => {
    const monday = at("2026-03-09T11:00");
    expect(subtractBusinessTime(calendar, monday, 2 * hour)).toBe(at("2026-03-09T09:00"));
    expect(subtractBusinessTime(calendar, monday, 2 * hour, "previous_close")).toBe(at("2026-03-06T18:00"));
    expect(subtractBusinessTime(calendar, at("2026-03-08T09:00"), 0)).toBe(at("2026-03-08T09:00"));
    expect(previousClose(calendar, at("2026-03-08T09:00"))).toBe(at("2026-03-06T18:00"));
    expect(previousClose(calendar, at("2026-03-06T18:00"))).toBe(at("2026-03-06T18:00"));
    expect(previousClose(calendar, at("2026-03-06T17:59"))).toBe(at("2026-03-06T17:59"));
    expect(previousClose(calendar, at("2026-03-09T09:00"))).toBe(at("2026-03-06T18:00"));
  });

  test("over years, and back again", () => {
    const due = addBusinessTime(calendar, at("2026-03-06T16:00"), 10_000 * hour);
    expect(subtractBusinessTime(calendar, due, 10_000 * hour)).toBe(at("2026-03-06T16:00"));
  });

  test("refuses what is no length, and stops where nothing opened", () => {
    const opening = compileCalendar(
      { weekly: [], holidays: "none", special: [{ on: "2026-03-06", hours: ["09:00-10:00"] }] },
      { zone },
    );
    expect(() => subtractBusinessTime(calendar, at("2026-03-06T16:00"), -1)).toThrow(/no length of open time/);
    expect(() => subtractBusinessTime(opening, at("2026-03-06T10:00"), hour + 1)).toThrow(/within 20 years before/);
    expect(subtractBusinessTime(opening, at("2026-03-06T10:00"), hour)).toBe(at("2026-03-06T09:00"));
  });

  test("between two instants with a sign", () => {
    const [friday, monday] = [at("2026-03-06T16:00"), at("2026-03-09T10:00")];
    expect(signedBusinessTimeBetween(calendar, friday, monday)).toBe(3 * hour);
    expect(signedBusinessTimeBetween(calendar, monday, friday)).toBe(-3 * hour);
  });
});
