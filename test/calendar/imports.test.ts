import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import {
  compileCalendar,
  holidaysFromChineseDays,
  holidaysFromDateHolidays,
  holidaysFromICal,
  isBusinessDay,
  type ChineseDaysData,
  type DateHolidaysEntry,
  type HolidayData,
} from "../../src/calendar/index.js";
import { defineHolidays } from "../../src/calendar/rules.js";
import { addDays } from "../../src/shared/days.js";

const unreadable: unknown = expect.objectContaining({ code: "config_invalid" });
const folder = createRequire(import.meta.url)
  .resolve("chinese-days")
  .replace(/[^/\\]*$/, "");
const text = (name: string): string => readFileSync(`${folder}${name}`, "utf8");
const json = JSON.parse(text("chinese-days.json")) as ChineseDaysData;
const office = { weekly: [{ days: [1, 2, 3, 4, 5] as const, hours: ["09:00-18:00"] }], holidays: "cn_statutory" };

function workdays(data: HolidayData, makeUpDays: boolean, from: string, to: string): string[] {
  const calendar = compileCalendar(
    { ...office, makeUpDays },
    { zone: "Asia/Shanghai", holidays: { cn_statutory: data } },
  );
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isBusinessDay(calendar, day)) days.push(day);
  return days;
}

describe("chinese-days", () => {
  const data = holidaysFromChineseDays(json);

  test("every statutory working day from 2007 to 2026 is what the package says it is", () => {
    const wanted = workdaysAskedInChina("2007-01-01", "2026-12-31");
    expect(workdays(data, true, "2007-01-01", "2026-12-31")).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(4900);
  });

  test("is holiday data with its coverage, and passes the check", () => {
    expect(defineHolidays(data)).toMatchObject({ name: "cn_statutory", from: "2004-01-01", to: "2026-12-31" });
    expect(holidaysFromChineseDays(json, "statutory").name).toBe("statutory");
  });

  test("make-up days are worked by those who say so", () => {
    expect(workdays(data, true, "2026-02-14", "2026-02-14")).toEqual(["2026-02-14"]);
    expect(workdays(data, false, "2026-02-14", "2026-02-14")).toEqual([]);
    expect(workdays(data, true, "2026-02-16", "2026-02-23")).toEqual([]);
  });

  test("one year alone covers that year, with the days that other years lend it left out", () => {
    const year = JSON.parse(text("years/2024.json")) as ChineseDaysData;
    const lent = { ...year, holidays: { ...year.holidays, "2023-12-30": "New Year's Day,元旦,1" } };
    const one = holidaysFromChineseDays(lent);
    expect([one.from, one.to, one.closed[0]]).toEqual(["2024-01-01", "2024-12-31", "2024-01-01"]);
  });

  test("a missing year, no year, and days that are none are refused", () => {
    const years = (...all: string[]): ChineseDaysData => ({
      holidays: Object.fromEntries(all.map((year) => [`${year}-10-01`, "国庆节"])),
      workdays: {},
    });
    expect(() => holidaysFromChineseDays(years("2024", "2026"))).toThrow(/2025 is missing/);
    expect(() => holidaysFromChineseDays(years())).toThrow(/no whole year/);
    expect(() => holidaysFromChineseDays({ holidays: { soon: "" }, workdays: {} })).toThrow(/"soon" is not a day/);
  });

  test.each([undefined, null, [], {}, { holidays: {} }, { code: 404, holidays: null }])(
    "no such JSON: %j",
    (answer) => {
      const fetched = JSON.parse(JSON.stringify({ answer })) as { readonly answer: ChineseDaysData };
      expect(() => holidaysFromChineseDays(fetched.answer)).toThrow(unreadable);
    },
  );

  test("a day that is off and worked is refused", () => {
    const both = { "2026-10-01": "国庆节" };
    expect(() => holidaysFromChineseDays({ holidays: both, workdays: both })).toThrow(/2026-10-01 stands there as/);
  });
});

describe("date-holidays", () => {
  test("public holidays of Bavaria", () => {
    const place = new Holidays("DE", "by");
    const data = holidaysFromDateHolidays(
      [2026, 2027].flatMap((year) => place.getHolidays(year)),
      { name: "by" },
    );
    expect([data.from, data.to, data.working]).toEqual(["2026-01-01", "2027-12-31", []]);
    expect(data.closed).toEqual(expect.arrayContaining(["2026-01-06", "2026-04-03", "2026-10-03", "2027-12-25"]));
    expect(data.closed).not.toContain("2026-02-14");
    expect(defineHolidays(data)).toEqual(data);
  });

  test("the same after JSON, whatever the zone of the machine", () => {
    const entries = new Holidays("US", "ny").getHolidays(2026);
    const copy = JSON.parse(JSON.stringify(entries)) as typeof entries;
    expect(holidaysFromDateHolidays(copy, { name: "ny" })).toEqual(holidaysFromDateHolidays(entries, { name: "ny" }));
  });

  test("every day of a long holiday, none of a half one, and the days on which clocks change", () => {
    const entry = (date: string, start: string, end: string, type = "public") => ({ date, start, end, type });
    const data = holidaysFromDateHolidays(
      [
        entry("2026-03-03 00:00:00", "2026-03-02T22:00:00Z", "2026-03-05T22:00:00Z"),
        entry("2026-12-24 12:00:00", "2026-12-24T11:00:00Z", "2026-12-24T23:00:00Z"),
        entry("2026-12-30 18:00:00", "2026-12-30T17:00:00Z", "2026-12-31T23:00:00Z"),
        entry("2026-03-29 00:00:00", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        entry("2026-10-25 00:00:00", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        entry("2026-05-01 00:00:00", "2026-04-30T22:00:00Z", "2026-05-01T22:00:00Z", "bank"),
      ],
      { name: "some", types: ["public"] },
    );
    const long = ["2026-03-03", "2026-03-04", "2026-03-05"];
    expect(data.closed).toEqual([...long, "2026-03-29", "2026-10-25", "2026-12-31"]);
  });

  test("refuses what is no entry", () => {
    const wrong = { date: "soon", start: "", end: "", type: "public" };
    expect(() => holidaysFromDateHolidays([wrong], { name: "x" })).toThrow(/does not begin with a day/);
    expect(() => holidaysFromDateHolidays([{ ...wrong, date: "2026-01-01" }], { name: "x" })).toThrow(
      /no start or end/,
    );
    expect(() => holidaysFromDateHolidays([], { name: "x" })).toThrow(/no whole year/);
    for (const answer of [false, null, [null], [{}], [{ date: 5 }], [{ date: "2026-01-01", type: "public" }]]) {
      const { entries } = JSON.parse(JSON.stringify({ entries: answer })) as {
        readonly entries: readonly DateHolidaysEntry[];
      };
      expect(() => holidaysFromDateHolidays(entries, { name: "x" })).toThrow(unreadable);
    }
  });
});

describe("iCalendar", () => {
  const range = { name: "feed", from: "2026-01-01", to: "2027-12-31" };
  const feed = (...events: string[][]): string =>
    ["BEGIN:VCALENDAR", ...events.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]), "END:VCALENDAR"].join(
      "\r\n",
    );
  const closed = (...events: string[][]): readonly string[] => holidaysFromICal(feed(...events), range).closed;

  test("a feed of 2024 to 2026 that marks days off and make-up days says what the JSON says", () => {
    const years = { name: "cn_statutory", from: "2024-01-01", to: "2026-12-31" };
    const fromFeed = holidaysFromICal(text("holidays.ics"), years);
    const { closed: off, working } = holidaysFromChineseDays(json);
    expect(fromFeed.closed).toEqual(off.filter((day) => day >= years.from));
    expect(fromFeed.working).toEqual(working.filter((day) => day >= years.from));
  });

  test("days up to the end, which is exclusive, or by a length", () => {
    expect(closed(["DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260504"])).toEqual([
      "2026-05-01",
      "2026-05-02",
      "2026-05-03",
    ]);
    expect(closed(["DTSTART;VALUE=DATE:20260501", "DURATION:P2D"])).toEqual(["2026-05-01", "2026-05-02"]);
    expect(closed(["DTSTART;VALUE=DATE:20260501"])).toEqual(["2026-05-01"]);
    expect(closed(["DTSTART;VALUE=DATE:20251231", "DTEND;VALUE=DATE:20260102"])).toEqual(["2026-01-01"]);
    expect(closed(["DTSTART;TZID=Asia/Shanghai:20260501T000000", "DTEND;TZID=Asia/Shanghai:20260502T000000"])).toEqual([
      "2026-05-01",
    ]);
  });

  test("folded lines, quoted parameters, alarms inside, plain line ends", () => {
    const lines = ['DTSTART;X-NOTE="a:b;c";VALUE=DATE:2026', " 0501", "BEGIN:VALARM", "DTSTART:20260601", "END:VALARM"];
    expect(holidaysFromICal(feed(lines).replaceAll("\r\n", "\n"), range).closed).toEqual(["2026-05-01"]);
  });

  test("an event with hours, and a cancelled one, close no day", () => {
    expect(closed(["DTSTART:20260501T090000Z", "DTEND:20260501T170000Z"])).toEqual([]);
    expect(closed(["DTSTART;VALUE=DATE:20260501", "STATUS:CANCELLED"])).toEqual([]);
    const meeting = ["DTSTART:20260105T090000Z", "DTEND:20260105T093000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO"];
    expect(closed(meeting, ["DTSTART;VALUE=DATE:20260501"])).toEqual(["2026-05-01"]);
  });

  test("every year on the same date, with its end, its gaps and what was moved", () => {
    const yearly = (rule: string, ...more: string[]): string[] => [
      "UID:a",
      "DTSTART;VALUE=DATE:20201225",
      `RRULE:FREQ=YEARLY${rule}`,
      ...more,
    ];
    expect(closed(yearly(""))).toEqual(["2026-12-25", "2027-12-25"]);
    expect(closed(yearly(";BYMONTH=12;BYMONTHDAY=25"))).toEqual(["2026-12-25", "2027-12-25"]);
    expect(closed(yearly(";UNTIL=20261231"))).toEqual(["2026-12-25"]);
    expect(closed(yearly(";COUNT=7"))).toEqual(["2026-12-25"]);
    expect(closed(yearly(";INTERVAL=7"))).toEqual(["2027-12-25"]);
    expect(closed(yearly("", "EXDATE;VALUE=DATE:20261225"))).toEqual(["2027-12-25"]);
    const moved = ["UID:a", "RECURRENCE-ID;VALUE=DATE:20261225", "DTSTART;VALUE=DATE:20261224"];
    expect(closed(yearly(""), moved)).toEqual(["2026-12-24", "2027-12-25"]);
    expect(closed(yearly(""), [...moved, "STATUS:CANCELLED"])).toEqual(["2027-12-25"]);
    const leap = { name: "leap", from: "2024-01-01", to: "2028-12-31" };
    expect(holidaysFromICal(feed(["DTSTART:20200229", "RRULE:FREQ=YEARLY"]), leap).closed).toEqual([
      "2024-02-29",
      "2028-02-29",
    ]);
  });

  test.each(["FREQ=WEEKLY", "FREQ=YEARLY;BYDAY=4TH", "FREQ=YEARLY;BYMONTH=11", "FREQ=YEARLY;INTERVAL=0"])(
    "a rule that is more, %s, is refused",
    (rule) => {
      expect(() => closed(["DTSTART;VALUE=DATE:20201225", `RRULE:${rule}`])).toThrow(/RRULE:/);
    },
  );

  test("dates and ranges that are none are refused", () => {
    expect(() => closed(["DTSTART;VALUE=DATE:20260231"])).toThrow(/is not a date/);
    expect(() => holidaysFromICal("", { name: "x", from: "2026-12-31", to: "2026-01-01" })).toThrow(/no days in order/);
    expect(holidaysFromICal("", range).closed).toEqual([]);
    const { text } = JSON.parse('{ "text": null }') as { readonly text: string };
    expect(() => holidaysFromICal(text, range)).toThrow(unreadable);
    const marked = (mark: string): string[] => ["DTSTART;VALUE=DATE:20260501", `X-APPLE-SPECIAL-DAY:${mark}`];
    expect(() => closed(marked("WORK-HOLIDAY"), marked("ALTERNATE-WORKDAY"))).toThrow(/2026-05-01 stands there as/);
  });
});

/** The package reads days in the zone of the machine and is right only east of Greenwich, so it is asked in China. */
function workdaysAskedInChina(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const script = `import chineseDays from "chinese-days";
    console.log(JSON.stringify(${JSON.stringify(days)}.filter((day) => chineseDays.isWorkday(day))));`;
  const env = { ...process.env, TZ: "Asia/Shanghai" };
  const args = ["--input-type=module", "--eval", script];
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: "utf8" })) as readonly string[];
}
