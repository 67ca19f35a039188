import { describe, expect, test } from "vitest";
import { dueSteps } from "../../src/cases/due-steps.js";
import { settleCase } from "../../src/cases/settle.js";
import type { EscalationStep } from "../../src/cases/target-model.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const resolution = { metric: "resolution", within: "PT4H", time: "business", calendar: "desk" } as const;

function told(
  escalate: readonly EscalationStep[],
  opened: string,
  until: string,
  quiet?: { readonly from: string; readonly to: string },
): readonly (readonly string[])[] {
  const desk = deskOf(policyWith({ targets: [resolution], escalate, ...(quiet !== undefined && { quiet }) }));
  return settleCase(desk.open(opened), desk.then(until)).map((event) => [
    event.type === "case.escalated" ? event.to : "breach",
    event.occurredAt,
  ]);
}

describe("escalation", () => {
  const step = { metric: "resolution", to: "manager" } as const;

  // Four hours of the desk from Friday 16:00: two on Friday, due on Monday at 11:00.
  test.each<readonly [string, EscalationStep["at"], string]>([
    ["half of the time", { kind: "share", share: "0.5" }, "2026-03-06T18:00"],
    ["one and a half of it", { kind: "share", share: "1.5" }, "2026-03-09T14:30"],
    ["an hour before, of the target's time", { kind: "before", by: "PT1H" }, "2026-03-09T10:00"],
    ["three hours before, of the target's time", { kind: "before", by: "PT3H" }, "2026-03-06T17:00"],
    ["three hours before, of all time", { kind: "before", by: "PT3H", time: "calendar" }, "2026-03-09T08:00"],
    [
      "three hours before, of the shop's time",
      { kind: "before", by: "PT3H", time: "business", calendar: "shop" },
      "2026-03-08T20:00",
    ],
    ["two hours after, of the target's time", { kind: "after", by: "PT2H" }, "2026-03-09T14:30"],
    ["two hours after, of all time", { kind: "after", by: "PT2H", time: "calendar" }, "2026-03-09T13:00"],
  ])("comes at %s", (_, at, expected) => {
    const steps = told([{ ...step, at }], "2026-03-06T16:00", "2026-03-20T10:00");
    expect(steps.filter(([who]) => who !== "breach")).toEqual([["manager", instant(expected)]]);
  });

  // Three business days from Monday 11:00: due on Thursday with the close.
  test.each<readonly [string, EscalationStep["at"], string]>([
    ["a business day before", { kind: "before", by: "P1D" }, "2026-03-04T18:00"],
    ["as many before as there are", { kind: "before", by: "P3D" }, "2026-03-02T11:00"],
    ["two after", { kind: "after", by: "P2D" }, "2026-03-09T18:00"],
    ["two hours before, of the desk's time", { kind: "before", by: "PT2H" }, "2026-03-05T16:00"],
    ["a day before, of all time", { kind: "before", by: "P1D", time: "calendar" }, "2026-03-04T18:00"],
  ])("of business days comes %s", (_, at, expected) => {
    const days = { metric: "resolution", within: "P3D", time: "business_days", calendar: "desk" } as const;
    const desk = deskOf(policyWith({ targets: [days], escalate: [{ ...step, at }] }));
    const steps = dueSteps(desk.open("2026-03-02T11:00"), desk.then("2026-03-20T10:00"));
    expect(steps.flatMap((each) => (each.to === undefined ? [] : [each.at]))).toEqual([instant(expected)]);
  });

  test("waits through quiet hours unless it is urgent; the breach is where it is", () => {
    const at = { kind: "before", by: "PT3H", time: "calendar" } as const;
    const steps = [
      { ...step, at },
      { ...step, at, to: "guard", urgent: true },
    ];
    expect(told(steps, "2026-03-06T16:00", "2026-03-20T10:00", { from: "20:00", to: "08:30" })).toEqual([
      ["guard", instant("2026-03-09T08:00")],
      ["manager", instant("2026-03-09T08:30")],
      ["breach", instant("2026-03-09T11:00")],
    ]);
    const ends = told(steps, "2026-03-06T16:00", "2026-03-20T10:00", { from: "20:00", to: "08:00" });
    expect(ends.slice(0, 1)).toEqual([["manager", instant("2026-03-09T08:00")]]);
  });

  test("does not come while the clock stands still, also in time of its own", () => {
    const escalate = [{ ...step, at: { kind: "after", by: "PT1H", time: "calendar" } }] as const;
    const desk = deskOf(policyWith({ targets: [resolution], escalate }));
    const opened = desk.move(desk.open("2026-03-02T09:00"), "investigating", "2026-03-02T09:00");
    const waits = desk.move(opened, "awaiting_customer", "2026-03-02T14:40");
    const goesOn = desk.move(waits, "investigating", "2026-03-03T10:00");
    expect(settleCase(waits, desk.then("2026-03-03T09:00"))).toEqual([]);
    expect(settleCase(goesOn, desk.then("2026-03-04T09:00")).map(({ occurredAt }) => occurredAt)).toEqual([
      instant("2026-03-03T10:00"),
    ]);
    expect(waits.fired).toHaveLength(1);
  });

  test("goes up the levels, and says on what", () => {
    const escalate = [
      { ...step, at: { kind: "breach" }, to: "lead", level: "shop" },
      { ...step, at: { kind: "after", by: "PT2H" }, to: "boss", level: "head_office" },
    ] as const;
    const desk = deskOf(policyWith({ targets: [resolution], escalate }));
    const opened = desk.open("2026-03-02T09:00");
    const due = dueSteps(opened, desk.then("2026-03-03T09:00"));
    expect(due.map(({ to, level, isOvertaken }) => [to, level, isOvertaken])).toEqual([
      [undefined, undefined, undefined],
      ["lead", "shop", true],
      ["boss", "head_office", undefined],
    ]);
    expect(new Set(due.map(({ key }) => key)).size).toBe(3);
    const late = desk.move(opened, "investigating", "2026-03-03T09:00");
    expect(late).toMatchObject({ escalatedTo: "boss", escalatedLevel: "head_office" });
    expect(dueSteps(late, desk.then("2026-03-09T09:00"))).toEqual([]);
  });

  test("belongs to the target of its name", () => {
    const custom = {
      metric: "custom",
      name: "parts",
      within: "PT1H",
      time: "calendar",
      start: [{ kind: "opened" }],
      stop: [{ kind: "ended" }],
    } as const;
    const escalate = [{ metric: "custom", name: "parts", at: { kind: "breach" }, to: "buyer" }] as const;
    const desk = deskOf(policyWith({ targets: [custom], escalate }));
    expect(settleCase(desk.open("2026-03-02T09:00"), desk.then("2026-03-02T11:00"))).toMatchObject([
      { type: "case.breached", metric: "custom", name: "parts" },
      { type: "case.escalated", name: "parts", to: "buyer", occurredAt: instant("2026-03-02T10:00") },
    ]);
  });
});

describe("the next due day of a record", () => {
  test("is that of the first step to come, and gone when there is none", () => {
    const desk = deskOf(
      policyWith({
        targets: [resolution],
        escalate: [{ metric: "resolution", at: { kind: "after", by: "PT8H" }, to: "boss" }],
      }),
    );
    const opened = desk.open("2026-03-06T16:00");
    expect(opened.nextDueOn).toBe("2026-03-09");
    const events = settleCase(opened, desk.then("2026-03-20T09:00"));
    expect(events.map(({ nextDueOn }) => nextDueOn)).toEqual(["2026-03-10", undefined]);
  });
});
