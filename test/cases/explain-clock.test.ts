import { describe, expect, test } from "vitest";
import { caseClocks } from "../../src/cases/clocks.js";
import { clockSegments, type ClockSegment } from "../../src/cases/clock-segments.js";
import { explainClock, type ExplainedClock } from "../../src/cases/explain-clock.js";
import { classifyCase } from "../../src/cases/classify.js";
import { clockTimes } from "../../src/cases/clock-times.js";
import { migrateCase } from "../../src/cases/migrate.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { respondToCase } from "../../src/cases/respond.js";
import { defineCaseRules } from "../../src/cases/rules.js";
import { moveCase } from "../../src/cases/move.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { at, cases, complaint, instant, zone } from "./sample.js";

const due = "2026-03-03T04:45:00.000Z";
const later = "2026-03-03T06:00:00.000Z";

describe("explainClock", () => {
  const clocks: readonly (readonly [ExplainedClock, string, string])[] = [
    [
      { metric: "first_response", state: "running", due },
      "First response: due 2026-03-03 12:45.",
      "首次响应:计时中,截止时间2026-03-03 12:45。",
    ],
    [
      { metric: "next_response", cycle: 2, state: "met", due: later, at: due },
      "Next response: in time, at 2026-03-03 12:45; it was due 2026-03-03 14:00.",
      "后续响应:达标,2026-03-03 12:45完成,截止时间2026-03-03 14:00。",
    ],
    [
      { metric: "resolution", state: "breached", due },
      "Resolution: overdue since 2026-03-03 12:45.",
      "解决:已超时,截止时间2026-03-03 12:45,尚未完成。",
    ],
    [
      { metric: "follow_up", state: "breached", due, at: later },
      "Follow-up: late, at 2026-03-03 14:00; it was due 2026-03-03 12:45.",
      "回访:超时,2026-03-03 14:00完成,截止时间2026-03-03 12:45。",
    ],
    [
      { metric: "resolution", state: "paused", since: due, remainingMinutes: 135 },
      "Resolution: paused since 2026-03-03 12:45, 2 h 15 min left.",
      "解决:自2026-03-03 12:45起暂停计时,剩余2小时15分钟。",
    ],
  ];
  test.each(clocks)("says how a clock stands: %o", (clock, english, chinese) => {
    expect(explainClock({ ...clock, zone }, "en")).toBe(english);
    expect(explainClock({ ...clock, zone }, "zh-CN")).toBe(chinese);
  });

  test("shows instants in UTC where no zone is given", () => {
    expect(explainClock({ metric: "resolution", state: "breached", due }, "en")).toBe(
      `Resolution: overdue since ${due}.`,
    );
  });

  test("what its lines count adds up to the elapsed seconds, also where each has parts of a second", () => {
    const line = (from: string, to: string, counted: number): ClockSegment => {
      return { status: "open", clock: "running", reason: "counted", from, to, counted };
    };
    const segments = [
      line("2026-03-02T02:00:00.600Z", "2026-03-02T02:00:02.500Z", 1900),
      line("2026-03-02T02:00:02.500Z", "2026-03-02T02:00:04.700Z", 2200),
    ];
    const told = explainClock({ metric: "resolution", state: "running", due, zone, segments }, "en");
    expect(told.split("\n").slice(1)).toEqual([
      "2026-03-02 10:00 to 2026-03-02 10:00:02, open: 1 s counted",
      "2026-03-02 10:00:02 to 2026-03-02 10:00:04, open: 3 s counted",
    ]);
  });

  test("a status in which the target stands still is a pause, whatever the clock of the status", () => {
    const pause = [{ kind: "status", status: "investigating" }] as const;
    const desk = deskOf(policyWith({ targets: [{ metric: "resolution", within: "PT8H", time: "calendar", pause }] }));
    const asked = desk.move(desk.open("2026-03-02T10:00"), "investigating", "2026-03-02T11:00");
    const segments = clockSegments(asked, { ...desk.then("2026-03-02T12:00"), metric: "resolution" });
    expect(segments.map(({ clock, reason }) => [clock, reason])).toEqual([
      ["running", "counted"],
      ["paused", "paused"],
    ]);
  });

  test("says where the time went, part by part", () => {
    const asked = must(
      moveCase(complaint("2026-03-02T11:00"), { id: "mov_1", to: "investigating" }, at("2026-03-02T14:00")),
    ).state;
    const paused = must(moveCase(asked, { id: "mov_2", to: "awaiting_customer" }, at("2026-03-02T14:45"))).state;
    const context = at("2026-03-03T09:00");
    const clock = caseClocks(paused, context).find(({ metric }) => metric === "resolution");
    const segments = clockSegments(paused, { ...context, metric: "resolution" });
    const statuses = cases.policies[0]?.workflow.statuses ?? {};
    expect(explainClock({ ...(clock as ExplainedClock), zone, segments, statuses }, "zh-CN").split("\n")).toEqual([
      "解决:自2026-03-02 14:45起暂停计时,剩余25小时45分钟。",
      "2026-03-02 11:00至2026-03-02 14:00,受理:计时1小时30分钟",
      "2026-03-02 14:00至2026-03-02 14:45,调查:计时45分钟",
      "2026-03-02 14:45至2026-03-03 09:00,待客户补充:暂停计时",
    ]);
    expect(explainClock({ ...(clock as ExplainedClock), zone, segments }, "en").split("\n")[2]).toBe(
      "2026-03-02 14:00 to 2026-03-02 14:45, investigating: 45 min counted",
    );
  });
});

describe("a clock that ended before the case got other targets", () => {
  const injury = { op: "eq", fact: "case.severity", value: "injury" } as const;
  const open = { metric: "first_response", within: "PT8H", time: "business", calendar: "desk" } as const;
  const targets = [
    open,
    { metric: "first_response", within: "P2D", time: "calendar", when: injury },
    { metric: "resolution", within: "PT48H", time: "calendar" },
    { metric: "resolution", within: "PT9H", time: "business", calendar: "desk", pause: [], when: injury },
  ] as const;
  const shop = deskOf(policyWith({ targets }));
  const answered = must(
    respondToCase(shop.open("2026-03-02T11:00"), { id: "r1" }, shop.then("2026-03-03T10:00")),
  ).state;
  const asked = shop.move(
    shop.move(answered, "investigating", "2026-03-03T10:30"),
    "awaiting_customer",
    "2026-03-03T11:00",
  );
  const ended = shop.move(
    shop.move(shop.move(asked, "investigating", "2026-03-03T17:00"), "handling", "2026-03-03T17:00"),
    "feedback",
    "2026-03-03T17:30",
  );
  const later = shop.then("2026-03-04T10:00");
  const hurt = must(classifyCase(ended, { id: "c1", severity: "injury" }, later)).state;
  const cases2 = defineCaseRules({ policies: [policyWith({ targets: [] })] }, { of: { id: "shop", version: 2 } });
  const moved = must(migrateCase(ended, { id: "g1" }, { ...later, cases: cases2 })).state;
  const again = must(migrateCase(hurt, { id: "g2" }, { ...later, cases: cases2 })).state;
  const reopened = must(reopenCase(hurt, { id: "o1" }, shop.then("2026-03-04T11:00"))).state;

  test.each([
    ["classified", hurt],
    ["migrated", moved],
    ["both", again],
    ["reopened", reopened],
  ])("is told as it was measured: %s", (_, serviceCase) => {
    for (const { metric, cycle = 1, elapsed } of clockTimes(ended, later))
      for (const hours of [false, true]) {
        const segments = clockSegments(serviceCase, { ...later, metric, cycle, hours });
        expect(segments).toEqual(clockSegments(ended, { ...later, metric, cycle, hours }));
        expect(segments.reduce((sum, { counted }) => sum + counted, 0)).toBe(elapsed);
      }
  });

  test("ends where its verdict was reached, whatever came after", () => {
    const told = must(respondToCase(answered, { id: "r2" }, shop.then("2026-03-03T12:00"))).state;
    const segments = clockSegments(told, { ...later, metric: "first_response" });
    expect(segments.at(-1)).toMatchObject({ to: instant("2026-03-03T10:00"), reason: "counted" });
  });
});
