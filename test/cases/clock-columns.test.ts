import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockColumns, clockStates, readClockColumns } from "../../src/cases/clock-columns.js";
import { clockTimes, type ClockTime } from "../../src/cases/clock-times.js";
import { caseClocks } from "../../src/cases/clocks.js";
import type { CasesContext, ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { contextAt, end, worlds } from "./report-histories.js";
import { at, complaint, instant } from "./sample.js";

describe("clocks in columns", () => {
  test("a running, a paused and a breached clock, each side of its due instant", () => {
    const running = complaint("2026-03-02T09:00");
    const moved = must(moveCase(running, { id: "mov_1", to: "investigating" }, at("2026-03-02T10:00")));
    const paused = must(moveCase(moved.state, { id: "mov_2", to: "awaiting_customer" }, at("2026-03-02T11:00")));
    const columns = clockColumns([running, paused.state], at("2026-03-02T11:00"));
    const said = (time: string): readonly unknown[] => {
      const { state, due } = readClockColumns(columns, at(time));
      return columns.clocks.map(({ metric }, i) => [columns.caseIds[i], metric, clockStates[state[i] ?? 0], due[i]]);
    };
    const first = Date.parse(instant("2026-03-02T14:30"));
    const third = Date.parse(instant("2026-03-05T18:00"));
    expect(said("2026-03-02T14:30")).toEqual([
      ["cas_1", "first_response", "running", first],
      ["cas_1", "resolution", "running", third],
      ["cas_1", "first_response", "running", first],
      ["cas_1", "resolution", "paused", Number.NaN],
    ]);
    expect(said("2026-03-02T14:31").map((row) => (row as readonly unknown[])[2])).toEqual([
      "breached",
      "running",
      "breached",
      "paused",
    ]);
  });

  test("clocks of one calendar keep their own ends of the day", () => {
    const business = { metric: "first_response", within: "PT1H", time: "business", calendar: "desk" } as const;
    const days = { metric: "first_response", within: "P1D", time: "business_days", calendar: "desk" } as const;
    const { open, then } = deskOf(
      policyWith({
        targets: [
          { ...business, name: "a" },
          { ...business, name: "b", boundary: "next_open" },
          { ...days, name: "c" },
          { ...days, name: "d", dayEnd: "midnight" },
        ],
      }),
    );
    const context = then("2026-03-02T17:00");
    const { due } = readClockColumns(clockColumns([open("2026-03-02T17:00")], context), context);
    const times = ["2026-03-02T18:00", "2026-03-03T09:00", "2026-03-03T18:00", "2026-03-04T00:00"];
    expect([...due]).toEqual(times.map((time) => Date.parse(instant(time))));
  });

  test("nothing in, nothing out; a calendar that is not there is named", () => {
    const { calendars: _, ...context } = at("2026-03-02T09:00");
    expect(readClockColumns(clockColumns([], context), context).state).toHaveLength(0);
    expect(() => clockColumns([complaint()], context)).toThrow('"desk" is not in the context');
  });

  test("law: they say what the records say, at any instant", () => {
    fc.assert(
      fc.property(worlds, fc.nat({ max: 60 * 1440 }), (world, early) => {
        const records = world.flatMap((played) => played.records.slice(-3));
        const context = contextAt(end - early * 60_000 + (early % 2));
        const columns = clockColumns(records, contextAt(0));
        expect(read(columns, context)).toEqual(records.flatMap((record) => toldByRecord(record, context)));
      }),
      { seed: 52, numRuns: 80 },
    );
  });
});

/** What columns say, as rows. */
function read(columns: ReturnType<typeof clockColumns>, context: CasesContext): readonly unknown[] {
  const { state, due, elapsed, remaining } = readClockColumns(columns, context);
  return columns.clocks.map((clock, i) => {
    const isStill = Number.isNaN(due[i]);
    return {
      ...clock,
      state: clockStates[state[i] ?? 0],
      due: isStill ? undefined : new Date(due[i] ?? 0).toISOString(),
      total: columns.total[i],
      elapsed: elapsed[i],
      remaining: remaining[i],
      ...(isStill && { since: new Date(columns.since[i] ?? 0).toISOString() }),
      ...(isStill && { remainingMinutes: Math.floor((remaining[i] ?? 0) / 60_000) }),
    };
  });
}

/** The same of one record by the two reads of it, in the order of its clocks. */
function toldByRecord(record: ServiceCase, context: CasesContext): readonly unknown[] {
  const isOf = (clock: Pick<ClockTime, "metric" | "name" | "cycle">, each: ServiceCase["clocks"][number]): boolean =>
    clock.metric === each.metric && clock.name === each.name && (clock.cycle ?? 1) === each.cycle;
  const live = record.clocks.filter(({ from }) => from !== undefined);
  return live.map((each) => {
    const time = clockTimes(record, context).find((clock) => clock.at === undefined && isOf(clock, each));
    const clock = caseClocks(record, context).findLast((found) => isOf(found, each));
    const { overdue: _, isProvisional: __, due, ...rest } = time ?? { overdue: 0, isProvisional: false, due: "" };
    const still =
      clock?.state === "paused" && due === undefined
        ? { since: clock.since, remainingMinutes: clock.remainingMinutes }
        : {};
    return { ...rest, due, ...still };
  });
}
