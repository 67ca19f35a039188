import { describe, expect, test } from "vitest";
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  compileCalendar,
  intersectCalendars,
  isBusinessDay,
  isCovered,
  isOpen,
  isProvisional,
  startOfBusinessDay,
  subtractCalendars,
  unionCalendars,
  withPauses,
  type BusinessCalendar,
  type CompiledCalendar,
} from "../../src/calendar/index.js";
import { madeCalendar } from "./made-calendars.js";

const hour = 3_600_000;
const zone = "Asia/Shanghai";
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const weekly = (days: BusinessCalendar["weekly"][0]["days"], ...hours: string[]): BusinessCalendar => ({
  weekly: [{ days, hours }],
  holidays: "none",
});
const shop = weekly([1, 2, 3, 4, 5], "10:00-20:00");
const hotline = weekly([1, 2, 3, 4, 5, 6], "08:00-12:00");
const compiled = (calendar: BusinessCalendar): CompiledCalendar => compileCalendar(calendar, { zone });

describe("calendars made of others", () => {
  test("are open when any is, when all are, when only the first is", () => {
    const moments = ["2026-03-06T09:00", "2026-03-06T11:00", "2026-03-06T15:00", "2026-03-07T11:00"].map(at);
    const open = (calendar: CompiledCalendar): boolean[] => moments.map((moment) => isOpen(calendar, moment));
    expect(open(unionCalendars(compiled(shop), compiled(hotline)))).toEqual([true, true, true, true]);
    expect(open(intersectCalendars(compiled(shop), compiled(hotline)))).toEqual([false, true, false, false]);
    expect(open(subtractCalendars(compiled(shop), compiled(hotline)))).toEqual([false, false, true, false]);
  });

  test("point by point what the parts say, whatever they are", () => {
    for (let seed = 900; seed < 940; seed++) {
      const [made, other] = [madeCalendar(seed, 6), madeCalendar(seed + 1000, 1)];
      const context = { zone: made.zone, holidays: { some: made.data } };
      const [left, right] = [made, other].map(({ calendar }) => compileCalendar(calendar, context));
      if (left === undefined || right === undefined) continue;
      for (const { from, duration } of made.questions) {
        const [first, second] = [isOpen(left, from), isOpen(right, from)];
        expect(isOpen(unionCalendars(left, right), from)).toBe(first || second);
        expect(isOpen(intersectCalendars(left, right), from)).toBe(first && second);
        expect(isOpen(subtractCalendars(left, right), from)).toBe(first && !second);
        const between = (calendar: CompiledCalendar): number => businessTimeBetween(calendar, from, from + duration);
        const [any, all] = [unionCalendars(left, right), intersectCalendars(left, right)];
        expect(between(any) + between(all)).toBe(between(left) + between(right));
        expect(between(subtractCalendars(left, right))).toBe(between(left) - between(all));
      }
    }
  });

  test("are named in the document, also one of another, and found in the context", () => {
    const calendars = {
      shop,
      hotline,
      both: { op: "intersection", of: ["shop", "hotline"] },
      late: { op: "difference", of: ["shop", "both"] },
    } as const;
    const late = compileCalendar(calendars.late, { zone, calendars });
    expect(addBusinessTime(late, at("2026-03-06T11:00"), 9 * hour)).toBe(at("2026-03-09T13:00"));
    expect(compileCalendar(calendars.late, { zone, calendars })).toBe(late);
    expect(() => compileCalendar(calendars.late, { zone })).toThrow(/"shop" is not in the context/);
    const circle = { op: "union", of: ["circle"] } as const;
    expect(() => compileCalendar(circle, { zone, calendars: { circle } })).toThrow(/made of itself/);
  });

  test("a business day is one on which a shift of it opens", () => {
    const union = unionCalendars(compiled(shop), compiled(hotline));
    const [saturday, sunday] = ["2026-03-07", "2026-03-08"];
    expect([saturday, sunday].map((day) => isBusinessDay(union, day))).toEqual([true, false]);
    expect(isBusinessDay(intersectCalendars(compiled(shop), compiled(hotline)), saturday)).toBe(false);
  });

  test("days of a union are those of the first zone, whatever a part calls them", () => {
    const sunday = compileCalendar({ ...weekly([7], "20:00-23:00"), zone: "America/New_York" }, { zone });
    const both = unionCalendars(compiled(weekly([3], "09:00-18:00")), sunday);
    // Sunday 20:00 in New York is Monday 08:00 in Shanghai.
    expect(["2026-03-08", "2026-03-09"].map((day) => isBusinessDay(both, day))).toEqual([false, true]);
    expect(startOfBusinessDay(both, "2026-03-09")).toBe(at("2026-03-09T08:00"));
    expect(addBusinessDays(both, at("2026-03-06T10:00"), 1)).toBe(at("2026-03-09T11:00"));
    expect(addBusinessDays(both, at("2026-03-06T10:00"), 1, "midnight")).toBe(at("2026-03-10T00:00"));
  });

  test("an answer is provisional once the clock of any part has left what it knows", () => {
    const known = { ...shop, holidays: [], holidaysFor: { from: "2026-01-01", to: "2026-12-31" } };
    const abroad = compileCalendar({ ...shop, zone: "America/New_York" }, { zone });
    const either = unionCalendars(abroad, compiled(known));
    // New York has 31 December for 13 hours more.
    expect(isProvisional(either, at("2026-12-31T10:00"), at("2027-01-01T00:00"))).toBe(false);
    expect(isProvisional(either, at("2026-12-31T10:00"), at("2027-01-01T02:00"))).toBe(true);
  });

  test("know of holidays what all parts know", () => {
    const listed = { ...shop, holidays: [], holidaysFor: { from: "2026-01-01", to: "2026-06-30" } };
    const data = { name: "cn", from: "2026-03-01", to: "2026-12-31", closed: [], working: [] };
    const named = compileCalendar({ ...shop, holidays: "cn" }, { zone, holidays: { cn: data } });
    const union = unionCalendars(compiled(listed), named);
    expect(union.coverage).toEqual({ kind: "days", name: "holidays, cn", from: "2026-03-01", to: "2026-06-30" });
    expect(isCovered(union, "2026-07-01")).toBe(false);
    expect(isProvisional(union, at("2026-06-30T10:00"), at("2026-07-01T00:00"))).toBe(false);
    expect(isProvisional(union, at("2026-06-30T10:00"), at("2026-07-01T00:01"))).toBe(true);
    expect(isProvisional(union, at("2026-02-28T10:00"), at("2026-03-02T00:01"))).toBe(true);
    const missing = compileCalendar({ ...shop, holidays: "de" }, { zone });
    expect(unionCalendars(named, missing).coverage).toEqual({ kind: "missing", name: "de" });
    expect(unionCalendars(compiled(shop), compiled(hotline)).coverage).toEqual({ kind: "complete" });
  });
});

describe("pauses", () => {
  test("over a weekend count what was open of them, not what the clock showed", () => {
    const desk = compiled(weekly([1, 2, 3, 4, 5], "09:00-18:00"));
    const pause = { from: at("2026-03-06T16:00"), to: at("2026-03-09T10:00") };
    const due = addBusinessTime(withPauses(desk, [pause]), at("2026-03-06T15:00"), 4 * hour);
    expect(due).toBe(at("2026-03-09T13:00"));
    const night = { from: at("2026-03-06T18:00"), to: at("2026-03-09T09:00") };
    expect(addBusinessTime(withPauses(desk, [night]), at("2026-03-06T15:00"), 4 * hour)).toBe(at("2026-03-09T10:00"));
  });

  test("that end before they begin are refused, empty ones are none", () => {
    const desk = compiled(shop);
    expect(() => withPauses(desk, [{ from: 2, to: 1 }])).toThrow(/ends before it begins/);
    expect(() => withPauses(desk, [{ from: Number.NaN, to: 1 }])).toThrow(/ends before it begins/);
    const friday = at("2026-03-06T11:00");
    expect(addBusinessTime(withPauses(desk, [{ from: friday, to: friday }]), friday, hour)).toBe(friday + hour);
  });
});
