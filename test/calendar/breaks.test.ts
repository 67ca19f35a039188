import { describe, expect, test } from "vitest";
import {
  addBusinessTime,
  businessTimeUsed,
  compileCalendar,
  endOfBusinessDay,
  explainBusinessTime,
  isBusinessDay,
  isOpen,
  withPauses,
  type BusinessCalendar,
} from "../../src/calendar/index.js";

const hour = 3_600_000;
const zone = "Asia/Shanghai";
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const desk: BusinessCalendar = {
  weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }],
  holidays: "cn",
  makeUpDays: true,
  closed: ["2026-10-12"],
  special: [{ on: "2026-10-13", hours: ["10:00-14:00"] }],
  breaks: [
    { days: [1, 2, 3, 4, 5], hours: ["12:00-13:00"] },
    { on: "2026-10-14", hours: ["09:00-11:00"] },
  ],
};
const cn = { name: "cn", from: "2026-01-01", to: "2026-12-31", closed: ["2026-10-09"], working: ["2026-10-10"] };
const calendar = compileCalendar(desk, { zone, holidays: { cn } });

describe("breaks", () => {
  test("of the week stand on make-up days, not on dates with special hours", () => {
    const noons = ["2026-10-08T12:30", "2026-10-10T12:30", "2026-10-13T12:30"].map(at);
    expect(noons.map((noon) => isOpen(calendar, noon))).toEqual([false, false, true]);
  });

  test("of one date come beside those of the week", () => {
    const moments = ["2026-10-14T10:59", "2026-10-14T11:00", "2026-10-14T12:00", "2026-10-14T13:00"].map(at);
    expect(moments.map((moment) => isOpen(calendar, moment))).toEqual([false, true, false, true]);
  });

  test("of a night shift come after midnight as well", () => {
    const breaks = [{ days: [5] as const, hours: ["02:00-02:30"] }];
    const bar = compileCalendar(
      { weekly: [{ days: [5, 6], hours: ["22:00-06:00"] }], holidays: "none", breaks },
      { zone },
    );
    expect(isOpen(bar, at("2026-03-07T02:15"))).toBe(false);
    expect(isOpen(bar, at("2026-03-08T02:15"))).toBe(true);
    expect(addBusinessTime(bar, at("2026-03-06T22:00"), 5 * hour)).toBe(at("2026-03-07T03:30"));
  });

  test("that take a whole day leave no business day", () => {
    const breaks = [{ on: "2026-10-14", hours: ["00:00-24:00"] }];
    const closed = compileCalendar({ ...desk, breaks }, { zone });
    expect(isBusinessDay(closed, "2026-10-14")).toBe(false);
    expect(endOfBusinessDay(closed, "2026-10-14")).toBeUndefined();
  });
});

describe("where time went", () => {
  const pause = { from: at("2026-10-13T11:00"), to: at("2026-10-13T12:00") };
  const used = businessTimeUsed(withPauses(calendar, [pause]), at("2026-10-08T17:00"), at("2026-10-13T13:00"));

  test("is told stretch by stretch, each with its reason, without a gap", () => {
    const shown = used.segments.map(({ from, kind, counted }) => `${from.slice(5, 16)} ${kind} ${counted / hour}`);
    expect(shown).toEqual([
      "10-08T09:00 open 1",
      "10-08T10:00 closed 0",
      "10-08T16:00 holiday 0",
      "10-09T16:00 closed 0",
      "10-10T01:00 open 3",
      "10-10T04:00 break 0",
      "10-10T05:00 open 5",
      "10-10T10:00 closed 0",
      "10-11T16:00 closed_date 0",
      "10-12T16:00 closed 0",
      "10-13T02:00 open 1",
      "10-13T03:00 paused 0",
      "10-13T04:00 open 1",
    ]);
    expect(used.counted).toBe(11 * hour);
    used.segments.slice(1).forEach(({ from }, i) => expect(from).toBe(used.segments[i]?.to));
  });

  test("reaches the end also where clocks are put back over midnight (St John's 2006)", () => {
    const office = { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-17:00"] }], holidays: "none" } as const;
    const inNewfoundland = compileCalendar(office, { zone: "America/St_Johns" });
    // At 00:01 on Sunday it was 23:01 on Saturday once more, and at 03:00 UTC still is.
    const [from, to] = [Date.parse("2006-10-28T12:00:00Z"), Date.parse("2006-10-29T03:00:00Z")];
    expect(businessTimeUsed(inNewfoundland, from, to).segments).toEqual([
      { from: "2006-10-28T12:00:00.000Z", to: "2006-10-29T03:00:00.000Z", kind: "closed", counted: 0 },
    ]);
  });

  test("in words, in two languages", () => {
    const [first, second] = explainBusinessTime(used, "en").split("\n");
    expect(first).toBe("11 h of open time from 2026-10-08 17:00 to 2026-10-13 13:00 (Asia/Shanghai).");
    expect(second).toBe("2026-10-08 17:00 to 2026-10-08 18:00: open, 1 h counted");
    const lines = explainBusinessTime(used, "zh-CN").split("\n");
    expect(lines[0]).toBe("2026-10-08 17:00至2026-10-13 13:00,营业时间共11小时(时区Asia/Shanghai)。");
    expect(lines[3]).toBe("2026-10-09 00:00至2026-10-10 00:00:法定节假日");
    expect(lines).toHaveLength(used.segments.length + 1);
  });

  test("says that it is provisional, and why", () => {
    const late = businessTimeUsed(calendar, at("2026-12-31T17:00"), at("2027-01-04T10:00") + 30_000);
    expect(late.provisional).toBe(true);
    const lines = explainBusinessTime(late, "en").split("\n");
    expect(lines.at(-1)).toBe('Provisional: "cn" tells the holidays from 2026-01-01 to 2026-12-31 only.');
    expect(lines.at(-2)).toBe("2027-01-04 09:00 to 2027-01-04 10:00:30: open, 1 h 30 s counted");
    const unknown = businessTimeUsed(compileCalendar(desk, { zone }), at("2026-10-08T12:30"), at("2026-10-08T12:30"));
    expect(explainBusinessTime(unknown, "zh-CN").split("\n")).toEqual([
      "2026-10-08 12:30至2026-10-08 12:30,营业时间共0分钟(时区Asia/Shanghai)。",
      "暂定结果:未提供节假日数据“cn”。",
    ]);
  });
});
