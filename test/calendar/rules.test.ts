import { describe, expect, test } from "vitest";
import { checkCalendars, checkHolidays, defineCalendars, defineHolidays } from "../../src/calendar/rules.js";

const desk = { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-12:00", "13:30-18:00"] }], holidays: "none" };
const issuesOf = (calendar: unknown): string[] => {
  const checked = checkCalendars({ desk: calendar });
  return checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`);
};

describe("checkCalendars", () => {
  test("takes shops, night bars, half days and make-up days", () => {
    const bar = { weekly: [{ days: [5, 6], hours: ["22:00-06:00"] }], holidays: ["2026-12-24"] };
    const shop = {
      label: { en: "Shop", "zh-CN": "门店" },
      zone: "Asia/Shanghai",
      weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: ["00:00-24:00"] }],
      holidays: "cn_statutory",
      makeUpDays: true,
      closed: ["2026-02-17"],
      special: [{ on: "2026-12-31", hours: ["09:00-13:00"] }],
    };
    const checked = checkCalendars({ desk, bar, shop });
    expect(checked).toEqual({ ok: true, value: { desk, bar, shop } });
    expect(checked.ok && Object.isFrozen(checked.value["bar"])).toBe(true);
  });

  test.each([
    ["9:00-18:00", false],
    ["09:00-09:00", false],
    ["09:00-24:01", false],
    ["24:00-06:00", false],
    ["09:00-25:00", false],
    ["09:60-10:00", false],
    ["00:00-24:00", true],
    ["22:00-00:00", true],
    ["23:59-23:58", true],
  ])("reads %s: %s", (hours, isRead) => {
    const issues = issuesOf({ weekly: [{ days: [1], hours: [hours] }], holidays: "none" });
    expect(issues).toEqual(isRead ? [] : ["desk.weekly[0].hours[0] not_hours"]);
  });

  test("shifts may touch, not overlap, also over midnight and from Sunday into Monday", () => {
    const week = (...weekly: object[]): string[] => issuesOf({ weekly, holidays: "none" });
    expect(week({ days: [1], hours: ["09:00-12:00", "12:00-18:00"] })).toEqual([]);
    expect(week({ days: [1, 2], hours: ["09:00-12:00", "11:59-18:00"] })).toEqual([
      "desk.weekly[0].hours[1] overlapping_shifts",
    ]);
    expect(week({ days: [1], hours: ["22:00-06:00"] }, { days: [2], hours: ["06:00-09:00"] })).toEqual([]);
    expect(week({ days: [7], hours: ["22:00-06:00"] }, { days: [1], hours: ["05:59-09:00"] })).toEqual([
      "desk.weekly[1].hours[0] overlapping_shifts",
    ]);
    expect(week({ days: [1, 1], hours: ["09:00-12:00"] })).toEqual(["desk.weekly[0].hours[0] overlapping_shifts"]);
  });

  test("finds a calendar that never opens", () => {
    expect(issuesOf({ weekly: [], holidays: "none" })).toEqual(["desk.weekly never_open"]);
    expect(issuesOf({ weekly: [{ days: [], hours: ["09:00-12:00"] }], holidays: "none" })).toEqual([
      "desk.weekly never_open",
    ]);
    expect(issuesOf({ weekly: [], holidays: "none", special: [{ on: "2026-03-06", hours: ["09:00-10:00"] }] })).toEqual(
      [],
    );
  });

  test("gives every mistake at once, each with its path", () => {
    const wrong = {
      ...desk,
      zone: "Asia/Shangai",
      holidays: ["2026-02-30"],
      closed: ["2026-05-01", "soon"],
      special: [
        { on: "2026-05-01", hours: ["10:00-12:00", "11:00-13:00"] },
        { on: "2026-05-01", hours: [] },
      ],
    };
    expect(issuesOf(wrong)).toEqual([
      "desk.zone unknown_name",
      "desk.holidays[0] not_a_day",
      "desk.closed[1] not_a_day",
      "desk.special[0].hours[1] overlapping_shifts",
      "desk.special[1].on repeated_name",
      "desk.closed[0] contradiction",
    ]);
    expect(checkCalendars({ "help desk": desk })).toMatchObject({ issues: [{ code: "invalid_name" }] });
  });

  test("finds mistakes of the shape", () => {
    expect(issuesOf({ ...desk, makeupDays: true })).toEqual(["desk.makeupDays unknown_key"]);
    expect(issuesOf({ ...desk, weekly: [{ days: [8], hours: [] }] })).toEqual(["desk.weekly[0].days[0] invalid_value"]);
    expect(issuesOf({ weekly: desk.weekly })).toEqual(["desk.holidays missing"]);
  });

  test("says what breaks and holidays are", () => {
    const wrong = (part: object): string | false => {
      const checked = checkCalendars({ desk: { ...desk, ...part } });
      return !checked.ok && checked.issues.map(({ path, message }) => `${path} ${message}`).join("\n");
    };
    expect(wrong({ breaks: [{ days: [1] }] })).toContain('desk.breaks[0] is no break; write { "days": [1]');
    expect(wrong({ holidays: 7 })).toContain('desk.holidays is neither "none" nor');
  });
});

describe("breaks and coverage", () => {
  test("are taken with days of the week, a date, a range", () => {
    const breaks = [
      { days: [1, 2], hours: ["12:00-13:00"] },
      { on: "2026-03-06", hours: ["09:00-10:00"] },
    ];
    expect(issuesOf({ ...desk, breaks, holidays: [], holidaysFor: { from: "2026-01-01", to: "2026-12-31" } })).toEqual(
      [],
    );
  });

  test("and refused where they are none", () => {
    const breaks = [
      { days: [1], hours: ["noon"] },
      { on: "2026-02-30", hours: ["09:00-10:00"] },
    ];
    expect(issuesOf({ ...desk, breaks, holidaysFor: { from: "2026-12-31", to: "2026-01-01" } })).toEqual([
      "desk.holidaysFor.from low_above_high",
      "desk.breaks[0].hours[0] not_hours",
      "desk.breaks[1].on not_a_day",
    ]);
    expect(issuesOf({ ...desk, breaks: [{ hours: ["09:00-10:00"] }] })).toEqual(["desk.breaks[0] unknown_kind"]);
  });

  test("that take every hour leave a calendar that never opens", () => {
    const breaks = [{ days: [1, 2, 3, 4, 5], hours: ["08:00-18:00"] }];
    expect(issuesOf({ ...desk, breaks })).toEqual(["desk.weekly never_open"]);
    expect(issuesOf({ ...desk, breaks: [{ days: [1, 2, 3, 4], hours: ["08:00-18:00"] }] })).toEqual([]);
  });
});

describe("calendars made of others", () => {
  const combined = (calendars: object): string[] => {
    const checked = checkCalendars(calendars);
    return checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`);
  };
  const evening = { weekly: [{ days: [1, 2, 3], hours: ["18:00-02:00"] }], holidays: "none" };

  test("name others of the document, also made ones", () => {
    const both = { op: "union", of: ["desk", "evening"], label: "Both" };
    expect(combined({ desk, evening, both, most: { op: "difference", of: ["both", "evening"] } })).toEqual([]);
  });

  test("not unknown ones, none twice, none of themselves", () => {
    expect(combined({ desk, both: { op: "union", of: ["desk", "evning", "desk"] }, evening })).toEqual([
      "both.of[1] unknown_name",
      "both.of[2] repeated_name",
    ]);
    expect(combined({ both: { op: "union", of: [] } })).toEqual(["both.of out_of_range"]);
    expect(combined({ desk, both: { op: "xor", of: ["desk"] } })).toEqual(["both.op invalid_value"]);
    expect(combined({ a: { op: "union", of: ["b"] }, b: { op: "union", of: ["a", "desk"] }, desk })).toEqual([
      "a.of circular",
      "b.of circular",
    ]);
  });

  test("that never meet are found, where one clock shows it", () => {
    const never = { op: "intersection", of: ["desk", "evening"] };
    expect(combined({ desk, evening, never })).toEqual(["never.of never_open"]);
    expect(combined({ desk, evening, nothing: { op: "difference", of: ["desk", "all"] }, all })).toEqual([
      "nothing.of never_open",
    ]);
    expect(combined({ desk, evening: { ...evening, zone: "America/New_York" }, never })).toEqual([]);
    const party = { ...evening, special: [{ on: "2026-03-06", hours: ["09:00-10:00"] }] };
    expect(combined({ desk, evening: party, never })).toEqual([]);
  });

  test("that meet on single dates alone are taken: duty on holidays, or on make-up days", () => {
    const duty = { op: "difference", of: ["desk", "office"] };
    for (const dates of [{ holidays: "cn" }, { closed: ["2026-03-06"] }, { breaks: [onDate] }]) {
      expect(combined({ desk, office: { ...desk, ...dates }, duty })).toEqual([]);
    }
    expect(combined({ desk, office: { ...desk, holidays: [] }, duty })).toEqual(["duty.of never_open"]);
    const extra = { op: "intersection", of: ["office", "saturday"] };
    const saturday = { weekly: [{ days: [6], hours: ["09:00-12:00"] }], holidays: "none" };
    expect(combined({ saturday, office: { ...desk, holidays: "cn", makeUpDays: true }, extra })).toEqual([]);
    expect(combined({ saturday, office: { ...desk, holidays: "cn" }, extra })).toEqual(["extra.of never_open"]);
  });

  test("a document of more than 500 calendars is refused", () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`c${i}`, desk]));
    expect(combined(many)).toEqual([" out_of_range"]);
  });

  const onDate = { on: "2026-03-06", hours: ["09:00-10:00"] };
  const all = { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: ["00:00-24:00"] }], holidays: "none" };
});

describe("defineCalendars", () => {
  test("gives the literal back, or throws every mistake", () => {
    const { bar } = defineCalendars({ bar: { weekly: [{ days: [5], hours: ["22:00-06:00"] }], holidays: "none" } });
    expect(bar.weekly[0].hours[0]).toBe("22:00-06:00");
    const empty = { desk: { weekly: [], holidays: "none" } };
    expect(() => defineCalendars(empty)).toThrow(/1 mistake:\n {2}desk\.weekly: is never open/);
  });
});

describe("checkHolidays", () => {
  const data = {
    name: "cn_statutory",
    from: "2026-01-01",
    to: "2026-12-31",
    closed: ["2026-10-01"],
    working: ["2026-10-10"],
  };

  test("takes announced holidays with their coverage", () => {
    expect(defineHolidays(data)).toEqual(data);
  });

  test("finds a range that ends before it begins", () => {
    const checked = checkHolidays({ ...data, from: "2027-01-01", closed: [], working: [] });
    expect(checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "from low_above_high",
    ]);
  });

  test("finds days that do not exist, lie outside, or are both closed and worked", () => {
    const wrong = { ...data, closed: ["2026-02-30", "2027-01-01", "2026-10-01"], working: ["2026-10-01"] };
    const checked = checkHolidays(wrong);
    expect(checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "closed[0] not_a_day",
      "closed[1] outside_coverage",
      "working[0] contradiction",
    ]);
  });
});
