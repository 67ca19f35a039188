import { tzOffset } from "@date-fns/tz";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  atLocalTime,
  compileCalendar,
  endOfDay,
  isZone,
  localDay,
  localTime,
  offsetAt,
  startOfDay,
} from "../../src/calendar/index.js";
import { unknownZone } from "../../src/calendar/zone-issue.js";
import { addDays } from "../../src/shared/days.js";
import { instantOf } from "../../src/shared/instants.js";

const zones = [
  "UTC",
  "Asia/Shanghai",
  "America/New_York",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/Recife",
];
const minute = 60_000;
const anyZone = fc.constantFrom(...zones);
const anyMillis = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2040, 11, 31) });

describe("offsetAt", () => {
  test.each(zones)("%s agrees with @date-fns/tz at random instants from 1980 to 2040", (zone) => {
    const property = fc.property(
      anyMillis,
      (millis) => offsetAt(millis, zone) === tzOffset(zone, new Date(millis)) * minute,
    );
    fc.assert(property, { seed: 1, numRuns: 1500 });
  });

  test.each(zones)("%s agrees in every six hours of the years with odd changes", (zone) => {
    for (const year of [1986, 1991, 2000, 2011, 2018, 2026]) {
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 6 * 60 * minute) {
        if (offsetAt(at, zone) !== tzOffset(zone, new Date(at)) * minute) expect.fail(`${zone} ${instantOf(at)}`);
      }
    }
  });

  test("changes at the very millisecond", () => {
    expect(offsetAt(Date.parse("2026-03-08T06:59:59.999Z"), "America/New_York")).toBe(-300 * minute);
    expect(offsetAt(Date.parse("2026-03-08T07:00:00.000Z"), "America/New_York")).toBe(-240 * minute);
  });

  test("finds a summer time of one week (Recife 2000)", () => {
    const offsets = ["2000-10-07", "2000-10-10", "2000-10-16"].map((day) =>
      offsetAt(Date.parse(day), "America/Recife"),
    );
    expect(offsets).toEqual([-180 * minute, -120 * minute, -180 * minute]);
  });

  test("knows offsets with seconds, and the mean solar time before there were zones", () => {
    expect(offsetAt(Date.parse("1850-01-01T00:00:00Z"), "America/New_York")).toBe(-(4 * 3600 + 56 * 60 + 2) * 1000);
    expect(offsetAt(Date.parse("0050-01-01T00:00:00Z"), "Asia/Shanghai")).toBe((8 * 3600 + 5 * 60 + 43) * 1000);
  });

  test("refuses what is no time and what is no zone", () => {
    expect(() => offsetAt(Number.NaN, "UTC")).toThrow(expect.objectContaining({ code: "command_invalid" }));
    expect(() => offsetAt(8.64e15, "UTC")).toThrow(expect.objectContaining({ code: "command_invalid" }));
    expect(() => offsetAt(0, "Asia/Shangai")).toThrow('"Asia/Shangai" is not a time zone');
  });
});

describe("isZone", () => {
  test("takes names of the database, not offsets or inventions", () => {
    expect(["UTC", "Asia/Shanghai", "Etc/GMT+8"].every(isZone)).toBe(true);
    expect(["", "+08:00", "Shanghai", "Asia/Shangai"].some(isZone)).toBe(false);
    expect(unknownZone("zone", "UTC")).toBeUndefined();
    expect(unknownZone("zone", "Europe/Berln")).toMatchObject({ path: "zone", code: "unknown_name" });
  });

  test("a zone that was left out is not that of the machine", () => {
    const { zone } = JSON.parse("{}") as { readonly zone: string };
    expect(isZone(zone)).toBe(false);
    const wrong: unknown = expect.objectContaining({ code: "config_invalid" });
    expect(() => offsetAt(0, zone)).toThrow(wrong);
    const weekly = [{ days: [1], hours: ["09:00-18:00"] }] as const;
    expect(() => compileCalendar({ weekly, holidays: "none" }, { zone })).toThrow(wrong);
  });
});

describe("days of a zone", () => {
  test("the day changes at local midnight", () => {
    expect(localDay("2026-03-02T15:59:59.999Z", "Asia/Shanghai")).toBe("2026-03-02");
    expect(localDay("2026-03-02T16:00:00.000Z", "Asia/Shanghai")).toBe("2026-03-03");
    expect(localTime(Date.parse("2026-03-02T15:59:59.999Z"), "Asia/Shanghai")).toBe(1439);
    expect(localTime(Date.parse("2026-03-02T16:00:00.000Z"), "Asia/Shanghai")).toBe(0);
    expect(localTime(Date.parse("1950-01-01T00:00:00.000Z"), "America/New_York")).toBe(1140);
  });

  test("a day whose midnight is jumped over begins at 01:00 (São Paulo 2017)", () => {
    expect(instantOf(startOfDay("2017-10-15", "America/Sao_Paulo"))).toBe("2017-10-15T03:00:00.000Z");
    expect(localTime(startOfDay("2017-10-15", "America/Sao_Paulo"), "America/Sao_Paulo")).toBe(60);
    expect(endOfDay("2017-10-15", "America/Sao_Paulo") - startOfDay("2017-10-15", "America/Sao_Paulo")).toBe(
      23 * 60 * minute,
    );
  });

  test("a day that was left out begins and ends with the next (Apia 2011)", () => {
    const [start, end] = [startOfDay("2011-12-30", "Pacific/Apia"), endOfDay("2011-12-30", "Pacific/Apia")];
    expect(start).toBe(end);
    expect(localDay(start - 1, "Pacific/Apia")).toBe("2011-12-29");
    expect(localDay(start, "Pacific/Apia")).toBe("2011-12-31");
  });

  test("the changing days of New York and Lord Howe have their real lengths", () => {
    const hours = (day: string, zone: string): number => (endOfDay(day, zone) - startOfDay(day, zone)) / 3_600_000;
    expect(hours("2026-03-08", "America/New_York")).toBe(23);
    expect(hours("2026-11-01", "America/New_York")).toBe(25);
    expect(hours("2026-04-05", "Australia/Lord_Howe")).toBe(24.5);
    expect(hours("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
  });

  test("law: an instant lies between the start and the end of its day", () => {
    const property = fc.property(anyMillis, anyZone, (millis, zone) => {
      const day = localDay(millis, zone);
      expect(startOfDay(day, zone)).toBeLessThanOrEqual(millis);
      expect(endOfDay(day, zone)).toBeGreaterThan(millis);
      expect(endOfDay(day, zone)).toBe(startOfDay(addDays(day, 1), zone));
    });
    fc.assert(property, { seed: 2, numRuns: 3000 });
  });

  test("refuses what is no day", () => {
    expect(() => startOfDay("tomorrow", "UTC")).toThrow('"tomorrow" is not a day');
    expect(instantOf(endOfDay("9999-12-30", "UTC"))).toBe("9999-12-31T00:00:00.000Z");
  });
});

describe("atLocalTime", () => {
  const at = (day: string, minutes: number, zone: string): string => instantOf(atLocalTime(day, minutes, zone));

  test("a time that is jumped over is the moment of the jump", () => {
    expect(at("2026-03-08", 119, "America/New_York")).toBe("2026-03-08T06:59:00.000Z");
    expect(at("2026-03-08", 120, "America/New_York")).toBe("2026-03-08T07:00:00.000Z");
    expect(at("2026-03-08", 179, "America/New_York")).toBe("2026-03-08T07:00:00.000Z");
    expect(at("2026-03-08", 181, "America/New_York")).toBe("2026-03-08T07:01:00.000Z");
    expect(at("2026-10-04", 135, "Australia/Lord_Howe")).toBe("2026-10-03T15:30:00.000Z");
  });

  test("a time that is shown twice counts the first time", () => {
    expect(at("2026-11-01", 60, "America/New_York")).toBe("2026-11-01T05:00:00.000Z");
    expect(at("2026-11-01", 119, "America/New_York")).toBe("2026-11-01T05:59:00.000Z");
    expect(at("2026-11-01", 120, "America/New_York")).toBe("2026-11-01T07:00:00.000Z");
  });

  test("law: a later time is never an earlier instant", () => {
    const days = fc.constantFrom("2026-03-08", "2026-11-01", "2011-12-30", "2017-10-15", "2018-02-18", "2026-10-04");
    const minutes = fc.integer({ min: 0, max: 2879 });
    const property = fc.property(days, anyZone, minutes, minutes, (day, zone, one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      return atLocalTime(day, early, zone) <= atLocalTime(day, late, zone);
    });
    fc.assert(property, { seed: 3, numRuns: 2000 });
  });
});
