import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignCase } from "../../src/cases/assign.js";
import { clockTimes } from "../../src/cases/clock-times.js";
import { mergeCase } from "../../src/cases/merge.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { openCase } from "../../src/cases/open.js";
import { caseCompliance, type ComplianceRow } from "../../src/cases/report-compliance.js";
import { respondToCase } from "../../src/cases/respond.js";
import { settleCase } from "../../src/cases/settle.js";
import { must } from "../../src/shared/decision.js";
import { contextAt, end, worlds } from "./report-histories.js";
import { at, calendars, zone } from "./sample.js";

const told = (rows: readonly ComplianceRow[]): readonly unknown[] =>
  rows.map(({ metric, n, met, breached, share }) => [metric, n, met, breached, share]);

describe("how well promises were kept", () => {
  test("an answer at the due instant is met, a millisecond later it is missed", () => {
    const opened = must(openCase({ id: "cas_1", type: "complaint", channel: "phone" }, at("2026-03-02T09:00")));
    const due = new Date("2026-03-02T14:30:00+08:00");
    const answered = (late: number): readonly unknown[] => {
      const now = new Date(due.getTime() + late);
      const answer = must(respondToCase(opened.state, { id: "ans_1" }, { ...at("2026-03-02T14:30"), now }));
      return told(caseCompliance([[...opened.events, ...answer.events]], { calendars, zone, now }));
    };
    expect(answered(0)).toEqual([["first_response", 1, 1, 0, "1.000000"]]);
    expect(answered(1)).toEqual([["first_response", 1, 0, 1, "0.000000"]]);
  });

  test("a clock that can still be met is not counted; past its due instant it is, settled or not", () => {
    const { events, state } = must(openCase({ id: "cas_1", type: "complaint" }, at("2026-03-02T09:00")));
    expect(caseCompliance([events], at("2026-03-02T14:30"))).toEqual([]);
    const later = at("2026-03-02T14:31");
    const settled = [...events, ...settleCase(state, later)];
    expect(told(caseCompliance([events], later))).toEqual([["first_response", 1, 0, 1, "0.000000"]]);
    expect(caseCompliance([settled], later)).toEqual(caseCompliance([events], later));
  });

  test("a miss lies in the month in which it was due, and with whoever had the case then", () => {
    const opened = must(openCase({ id: "cas_1", type: "enquiry" }, at("2026-03-31T21:00")));
    const first = must(assignCase(opened.state, { id: "asg_1", agentId: "agt_1" }, at("2026-03-31T21:10")));
    const second = must(assignCase(first.state, { id: "asg_2", agentId: "agt_2" }, at("2026-04-01T10:30")));
    const answer = must(respondToCase(second.state, { id: "ans_1" }, at("2026-04-01T10:40")));
    const events = [opened, first, second, answer].flatMap((decision) => decision.events);
    const rows = caseCompliance([events], { ...at("2026-04-02T09:00"), period: "month", by: ["agentId"] });
    expect(rows.filter(({ metric }) => metric === "first_response")).toEqual([
      {
        labels: { agentId: "agt_1" },
        period: { from: "2026-03-01", to: "2026-04-01" },
        metric: "first_response",
        n: 1,
        met: 0,
        breached: 1,
        share: "0.000000",
      },
    ]);
    const metricsFrom = (from: string): readonly string[] =>
      caseCompliance([events], { ...at("2026-04-02T09:00"), from }).map(({ metric }) => metric);
    expect(metricsFrom("2026-03-31")).toEqual(["first_response", "resolution"]);
    expect(metricsFrom("2026-04-01")).toEqual(["resolution"]);
  });

  test("a miss stays when the case goes on in another; what was not missed by then does not count", () => {
    const opened = must(openCase({ id: "cas_1", type: "enquiry" }, at("2026-03-02T10:00")));
    const merged = (time: string): readonly unknown[] => {
      const merge = must(mergeCase(opened.state, { id: "mrg_1", into: "cas_2" }, at(time)));
      return told(caseCompliance([[...opened.events, ...merge.events]], at("2026-03-20T10:00")));
    };
    expect(merged("2026-03-02T10:30")).toEqual([]);
    expect(merged("2026-03-02T10:31")).toEqual([["first_response", 1, 0, 1, "0.000000"]]);
  });

  test("histories, days and labels that are none are named", () => {
    const { events } = must(openCase({ id: "cas_1", type: "enquiry" }, at("2026-03-02T10:00")));
    const now = at("2026-03-02T10:00");
    expect(() => caseCompliance([[]], now)).toThrow("A history of no event is not that of one case");
    expect(() => caseCompliance([[...events, ...events]], now)).toThrow(
      "case.opened, case.opened is not that of one case",
    );
    expect(() => caseCompliance([events], { ...now, from: "2026-02-30" })).toThrow('from: "2026-02-30" is not a day');
    const by: readonly string[] = ["agentid"];
    expect(() => caseCompliance([events], { ...now, by: by as ["agentId"] })).toThrow('did you mean "agentId"?');
  });

  test("law: the records say the same, and so do settled histories", () => {
    fc.assert(
      fc.property(worlds, fc.nat({ max: 60 * 1440 }), (world, early) => {
        const now = end - early * 60_000;
        const known = world.map(({ record }) => Date.parse(record.at));
        const context = contextAt(Math.max(now, ...known));
        const rows = caseCompliance(
          world.map(({ events }) => events),
          context,
        );
        expect(counted(rows)).toEqual(
          countedByRecords(
            world.map(({ record }) => record),
            context,
          ),
        );
        const settled = world.map(({ events, record }) => [...events, ...settleCase(record, context)]);
        const options = { ...context, by: ["agentId", "assignedTo", "priority"], period: "week" } as const;
        expect(caseCompliance(settled, context)).toEqual(rows);
        expect(caseCompliance(settled, { ...options, by: ["agentId"] })).toEqual(
          caseCompliance(
            world.map(({ events }) => events),
            { ...options, by: ["agentId"] },
          ),
        );
        const byAll = caseCompliance(
          world.map(({ events }) => events),
          options,
        );
        expect(byAll.reduce((sum, { n }) => sum + n, 0)).toBe(rows.reduce((sum, { n }) => sum + n, 0));
        const halves = [{ to: "2026-03-20" }, { from: "2026-03-20" }].flatMap((half) =>
          caseCompliance(
            world.map(({ events }) => events),
            { ...context, ...half },
          ),
        );
        expect(counted(halves)).toEqual(counted(rows));
      }),
      { seed: 41, numRuns: 40 },
    );
  });
});

/** Met and missed by metric, summed over rows. */
function counted(rows: readonly ComplianceRow[]): Readonly<Record<string, readonly number[]>> {
  const sums: Record<string, [number, number]> = {};
  for (const { metric, met, breached } of rows) {
    const [a, b] = sums[metric] ?? [0, 0];
    sums[metric] = [a + met, b + breached];
  }
  return sums;
}

/** The same from the records: what their clocks say, and misses of clocks that are there no more. */
function countedByRecords(
  records: readonly ServiceCase[],
  context: Parameters<typeof clockTimes>[1],
): Readonly<Record<string, readonly number[]>> {
  const sums: Record<string, [number, number]> = {};
  const add = (metric: string, met: number, missed: number): void => {
    const [a, b] = sums[metric] ?? [0, 0];
    if (met + missed > 0) sums[metric] = [a + met, b + missed];
  };
  for (const record of records) {
    const clocks = clockTimes(record, context);
    for (const { metric, state } of clocks) add(metric, Number(state === "met"), Number(state === "breached"));
    const misses = record.fired.filter(({ step }) => step === undefined);
    for (const { metric, cycle } of misses) {
      if (!clocks.some((clock) => clock.metric === metric && (clock.cycle ?? 1) === cycle)) add(metric, 0, 1);
    }
  }
  return sums;
}
