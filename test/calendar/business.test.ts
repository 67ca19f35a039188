import { beforeAll, describe, expect, test } from "vitest";
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  compileCalendar,
  isBusinessDay,
  isCovered,
  isOpen,
  nextOpen,
  type BusinessCalendar,
  type CompiledCalendar,
  type HolidayData,
} from "../../src/calendar/index.js";
import { instantOf } from "../../src/shared/instants.js";

const hour = 3_600_000;
const weekdays = [1, 2, 3, 4, 5] as const;
const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
const desk: BusinessCalendar = {
  weekly: [{ days: weekdays, hours: ["09:00-12:00", "13:30-18:00"] }],
  holidays: "cn_statutory",
  makeUpDays: true,
};
const spring: HolidayData = {
  name: "cn_statutory",
  from: "2026-01-01",
  to: "2026-12-31",
  closed: ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"],
  working: ["2026-02-14", "2026-02-28"],
};
const context = { zone: "Asia/Shanghai", holidays: { cn_statutory: spring } };
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const shown = (millis: number): string => new Date(millis + 8 * hour).toISOString().slice(0, 16);
const inZone = (
  zone: string,
  hours: readonly string[],
  days: BusinessCalendar["weekly"][0]["days"] = everyDay,
): CompiledCalendar => compileCalendar({ weekly: [{ days, hours }], holidays: "none" }, { zone });

describe("a desk with a lunch break, holidays and make-up days", () => {
  let calendar: CompiledCalendar;
  beforeAll(() => {
    calendar = compileCalendar(desk, context);
  });

  test("four hours from Friday 16:00 end on Monday 11:00", () => {
    expect(shown(addBusinessTime(calendar, at("2026-03-06T16:00"), 4 * hour))).toBe("2026-03-09T11:00");
  });

  test("a deadline at closing time stays there, or moves to the next opening", () => {
    const friday = at("2026-03-06T16:00");
    expect(shown(addBusinessTime(calendar, friday, 2 * hour))).toBe("2026-03-06T18:00");
    expect(shown(addBusinessTime(calendar, friday, 2 * hour, "next_open"))).toBe("2026-03-09T09:00");
    expect(shown(addBusinessTime(calendar, friday, 2 * hour + 1, "close"))).toBe("2026-03-09T09:00");
    expect(addBusinessTime(calendar, friday, 2 * hour + 1)).toBe(at("2026-03-09T09:00") + 1);
  });

  test("nothing added stays where it is, or waits for the opening", () => {
    const lunch = at("2026-03-06T12:30");
    expect(addBusinessTime(calendar, lunch, 0)).toBe(lunch);
    expect(shown(addBusinessTime(calendar, lunch, 0, "next_open"))).toBe("2026-03-06T13:30");
    expect(shown(nextOpen(calendar, at("2026-03-06T18:00")))).toBe("2026-03-09T09:00");
    expect(shown(nextOpen(calendar, at("2026-03-06T17:59")))).toBe("2026-03-06T17:59");
  });

  test("seconds and milliseconds count", () => {
    const start = at("2026-03-06T17:59") + 30_500;
    expect(addBusinessTime(calendar, start, 60_000)).toBe(at("2026-03-09T09:00") + 30_500);
  });

  test("it opens at the minute and is closed at the minute of closing", () => {
    const moments = [
      "2026-03-06T08:59",
      "2026-03-06T09:00",
      "2026-03-06T11:59",
      "2026-03-06T12:00",
      "2026-03-06T13:30",
    ];
    expect(moments.map((moment) => isOpen(calendar, at(moment)))).toEqual([false, true, true, false, true]);
  });

  test("time between counts the lunch break out, and is 0 backwards", () => {
    expect(businessTimeBetween(calendar, at("2026-03-06T11:00"), at("2026-03-06T14:00"))).toBe(1.5 * hour);
    expect(businessTimeBetween(calendar, at("2026-03-06T12:10"), at("2026-03-06T13:20"))).toBe(0);
    expect(businessTimeBetween(calendar, at("2026-03-06T14:00"), at("2026-03-06T11:00"))).toBe(0);
  });

  test("holidays are closed and make-up Saturdays work the hours of Monday", () => {
    const days = ["2026-02-13", "2026-02-14", "2026-02-16", "2026-02-23", "2026-02-24", "2026-02-28", "2026-03-07"];
    expect(days.map((day) => isBusinessDay(calendar, day))).toEqual([true, true, false, false, true, true, false]);
    expect(shown(addBusinessTime(calendar, at("2026-02-13T17:00"), 2 * hour))).toBe("2026-02-14T10:00");
    expect(shown(addBusinessTime(calendar, at("2026-02-14T17:00"), 2 * hour))).toBe("2026-02-24T10:00");
  });

  test("business days leave out the day of opening and end with business", () => {
    expect(shown(addBusinessDays(calendar, at("2026-03-06T08:00"), 1))).toBe("2026-03-09T18:00");
    expect(shown(addBusinessDays(calendar, at("2026-03-07T08:00"), 1))).toBe("2026-03-09T18:00");
    expect(shown(addBusinessDays(calendar, at("2026-02-12T23:59"), 3))).toBe("2026-02-24T18:00");
  });

  test("coverage tells what is known", () => {
    expect(calendar.coverage).toEqual({ kind: "days", name: "cn_statutory", from: "2026-01-01", to: "2026-12-31" });
    const days = ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"];
    expect(days.map((day) => isCovered(calendar, day))).toEqual([false, true, true, false]);
    const unknown = compileCalendar(desk, { zone: "Asia/Shanghai" });
    expect(unknown.coverage).toEqual({ kind: "missing", name: "cn_statutory" });
    expect([isCovered(unknown, "2026-02-17"), isBusinessDay(unknown, "2026-02-17")]).toEqual([false, true]);
    expect(inZone("UTC", ["09:00-17:00"]).coverage).toEqual({ kind: "complete" });
  });

  test("finance rests on make-up days when the calendar does not ask for them", () => {
    const finance = compileCalendar({ ...desk, makeUpDays: false }, context);
    expect([isBusinessDay(finance, "2026-02-14"), isBusinessDay(finance, "2026-02-16")]).toEqual([false, false]);
  });

  test("the same calendar and data are compiled once", () => {
    expect(compileCalendar(desk, { zone: "Asia/Shanghai", holidays: { cn_statutory: spring } })).toBe(calendar);
    expect(compileCalendar(desk, { zone: "Asia/Tokyo", holidays: { cn_statutory: spring } })).not.toBe(calendar);
    expect(compileCalendar(desk, { zone: "Asia/Shanghai" })).not.toBe(calendar);
  });

  test("refuses what cannot be added", () => {
    const refused: unknown = expect.objectContaining({ code: "command_invalid" });
    for (const duration of [-1, Number.NaN]) expect(() => addBusinessTime(calendar, 0, duration)).toThrow(refused);
    expect(() => addBusinessTime(calendar, Number.NaN, hour)).toThrow(refused);
    for (const days of [0, -1, 1.5]) expect(() => addBusinessDays(calendar, 0, days)).toThrow(refused);
  });
});

describe("what stands for one date wins", () => {
  test("special hours over closed days, closed days over make-up days, those over holidays", () => {
    const working = [...spring.working, "2026-02-17", "2026-02-18"];
    const holidays = { cn_statutory: { ...spring, working } };
    const calendar = compileCalendar(
      { ...desk, closed: ["2026-02-18", "2026-03-06"], special: [{ on: "2026-02-19", hours: ["10:00-11:00"] }] },
      { ...context, holidays },
    );
    const days = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-03-06"];
    expect(days.map((day) => isBusinessDay(calendar, day))).toEqual([false, true, false, true, false]);
    expect(businessTimeBetween(calendar, at("2026-02-19T00:00"), at("2026-02-20T00:00"))).toBe(hour);
  });

  test("a make-up day keeps hours of its own", () => {
    const weekly = [...desk.weekly, { days: [6] as const, hours: ["10:00-12:00"] }];
    const calendar = compileCalendar({ ...desk, weekly }, context);
    expect(businessTimeBetween(calendar, at("2026-02-14T00:00"), at("2026-02-15T00:00"))).toBe(2 * hour);
  });

  test("a calendar may list its holidays and name its own zone", () => {
    const calendar = compileCalendar({ ...desk, holidays: ["2026-03-06"], zone: "Europe/Berlin" }, context);
    expect(calendar.zone).toBe("Europe/Berlin");
    expect(isBusinessDay(calendar, "2026-03-06")).toBe(false);
  });
});

describe("night shifts and clock changes", () => {
  test("a night shift belongs to the day on which it opens", () => {
    const bar = inZone("Asia/Shanghai", ["22:00-06:00"], [5]);
    expect(isOpen(bar, at("2026-03-07T05:59"))).toBe(true);
    expect(isOpen(bar, at("2026-03-07T06:00"))).toBe(false);
    expect([isBusinessDay(bar, "2026-03-06"), isBusinessDay(bar, "2026-03-07")]).toEqual([true, false]);
    expect(shown(addBusinessTime(bar, at("2026-03-06T23:00"), 8 * hour))).toBe("2026-03-13T23:00");
    expect(shown(addBusinessDays(bar, at("2026-03-02T10:00"), 1))).toBe("2026-03-07T06:00");
  });

  test("hours that close a little before they open last until the next day", () => {
    const kiosk = inZone("Asia/Shanghai", ["23:30-23:00"], [5]);
    expect(businessTimeBetween(kiosk, at("2026-03-02T00:00"), at("2026-03-09T00:00"))).toBe(23.5 * hour);
  });

  test("a night shift that began before a holiday ends as usual", () => {
    const calendar = compileCalendar(
      { weekly: [{ days: everyDay, hours: ["22:00-06:00"] }], holidays: ["2026-10-01"] },
      context,
    );
    const moments = ["2026-10-01T05:59", "2026-10-01T22:30", "2026-10-02T05:59", "2026-10-02T22:30"];
    expect(moments.map((moment) => isOpen(calendar, at(moment)))).toEqual([true, false, false, true]);
  });

  test("round the clock, open time is time, in every zone and over every change", () => {
    for (const zone of ["America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo"]) {
      const calendar = inZone(zone, ["00:00-24:00"]);
      const start = Date.parse("2011-03-01T03:04:05.678Z");
      expect(addBusinessTime(calendar, start, 10_000 * hour, "next_open")).toBe(start + 10_000 * hour);
      expect(businessTimeBetween(calendar, start, start + 9 * 365 * 24 * hour)).toBe(9 * 365 * 24 * hour);
    }
  });

  test("a shift over the hour that is skipped is shorter, over the one that is repeated longer (New York)", () => {
    const night = inZone("America/New_York", ["01:00-04:00"]);
    const open = (day: string): number => {
      const noon = Date.parse(`${day}T17:00:00Z`);
      return businessTimeBetween(night, noon - 24 * hour, noon) / hour;
    };
    expect(["2026-03-07", "2026-03-08", "2026-03-09"].map(open)).toEqual([3, 2, 3]);
    expect(["2026-10-31", "2026-11-01", "2026-11-02"].map(open)).toEqual([3, 4, 3]);
    const skipped = inZone("America/New_York", ["02:00-02:30"]);
    expect([isBusinessDay(skipped, "2026-03-07"), isBusinessDay(skipped, "2026-03-08")]).toEqual([true, false]);
  });

  test("Lord Howe changes by half an hour", () => {
    const night = inZone("Australia/Lord_Howe", ["01:00-03:00"]);
    const start = Date.parse("2026-10-03T12:00:00Z");
    expect(businessTimeBetween(night, start, start + 12 * hour)).toBe(1.5 * hour);
  });

  test("a day that was left out is no business day (Apia 2011)", () => {
    const shop = inZone("Pacific/Apia", ["09:00-17:00"]);
    expect(["2011-12-29", "2011-12-30", "2011-12-31"].map((day) => isBusinessDay(shop, day))).toEqual([
      true,
      false,
      true,
    ]);
    const thursday = Date.parse("2011-12-29T10:00:00-10:00");
    expect(instantOf(addBusinessDays(shop, thursday, 1))).toBe("2011-12-31T03:00:00.000Z");
  });

  test("nor does a night shift of that day open", () => {
    const night = inZone("Pacific/Apia", ["22:00-06:00"]);
    expect(isBusinessDay(night, "2011-12-30")).toBe(false);
    // That of the 29th is over when the 30th is jumped over; the next one opens on the evening of the 31st.
    const evening = Date.parse("2011-12-29T22:00:00-10:00");
    expect(instantOf(addBusinessTime(night, evening, 2 * hour))).toBe("2011-12-30T10:00:00.000Z");
    expect(instantOf(addBusinessTime(night, evening, 2 * hour, "next_open"))).toBe("2011-12-31T08:00:00.000Z");
  });

  test("a shift from midnight begins when the clocks have jumped over it (São Paulo 2017)", () => {
    const club = inZone("America/Sao_Paulo", ["00:00-03:00"]);
    expect(instantOf(nextOpen(club, Date.parse("2017-10-14T12:00:00Z")))).toBe("2017-10-15T03:00:00.000Z");
    expect(instantOf(addBusinessTime(club, Date.parse("2017-10-14T12:00:00Z"), 2 * hour))).toBe(
      "2017-10-15T05:00:00.000Z",
    );
  });
});

describe("far away and never", () => {
  test("ten thousand hours are skipped over, and found again", () => {
    const calendar = compileCalendar(desk, context);
    const start = at("2026-03-06T16:00");
    const end = addBusinessTime(calendar, start, 10_000 * hour);
    expect(businessTimeBetween(calendar, start, end)).toBe(10_000 * hour);
    for (let i = 0; i < 1000; i++) addBusinessTime(calendar, start + i, 10_000 * hour);
  });

  test("a calendar that opens too little says so and does not hang", () => {
    const once = compileCalendar(
      { weekly: [], holidays: "none", special: [{ on: "2026-03-06", hours: ["09:00-10:00"] }] },
      context,
    );
    const wrong: unknown = expect.objectContaining({ code: "config_invalid" });
    expect(shown(addBusinessTime(once, at("2026-01-01T00:00"), hour))).toBe("2026-03-06T10:00");
    expect(() => addBusinessTime(once, at("2026-01-01T00:00"), hour + 1)).toThrow(wrong);
    expect(() => nextOpen(once, at("2026-03-06T10:00"))).toThrow(wrong);
    expect(() => addBusinessDays(once, at("2026-03-06T10:00"), 1)).toThrow(wrong);
  });

  test("20 years are searched, wherever they begin", () => {
    const special = [{ on: "2045-10-16", hours: ["09:00-10:00"] }];
    const late = compileCalendar({ weekly: [], holidays: "none", special }, { zone: "UTC" });
    expect(instantOf(nextOpen(late, Date.parse("2025-10-22T23:59:59Z")))).toBe("2045-10-16T09:00:00.000Z");
  });

  test("time between instants that are none is refused, in whatever order", () => {
    const calendar = compileCalendar(desk, context);
    const wrong: unknown = expect.objectContaining({ code: "command_invalid" });
    expect(() => businessTimeBetween(calendar, at("2026-03-06T10:00"), -Infinity)).toThrow(wrong);
    expect(() => businessTimeBetween(calendar, Infinity, at("2026-03-06T10:00"))).toThrow(wrong);
    expect(() => businessTimeBetween(calendar, Number.NaN, at("2026-03-06T10:00"))).toThrow(wrong);
  });

  test("an unchecked calendar with bad hours or a bad zone is thrown", () => {
    const wrong: unknown = expect.objectContaining({ code: "config_invalid" });
    expect(() => inZone("UTC", ["9-5"])).toThrow(wrong);
    expect(() => inZone("Asia/Shangai", ["09:00-17:00"])).toThrow(wrong);
  });
});
