import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpen } from "../../src/calendar/business.js";
import { setAppointment } from "../../src/cases/appointments.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { caseDurations } from "../../src/cases/report-durations.js";
import { percentilesOf } from "../../src/cases/report-percentiles.js";
import { casePauses } from "../../src/cases/report-pauses.js";
import { caseStatusTimes } from "../../src/cases/report-status-time.js";
import { respondToCase } from "../../src/cases/respond.js";
import { must } from "../../src/shared/decision.js";
import { cases, contextAt, end, worlds, type PlayedCase } from "./report-histories.js";
import { at, desk } from "./sample.js";

const minute = 60_000;
const historiesOf = (world: readonly PlayedCase[]): readonly PlayedCase["events"][] =>
  world.map(({ events }) => events);
const sum = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0);

describe("percentiles by the nearest rank", () => {
  test("are values that occurred, also on the border between two ranks", () => {
    expect(percentilesOf([40, 10, 30, 20], ["0.25", "0.5", "0.51", "0.75", "1"])).toEqual({
      "0.25": 10,
      "0.5": 20,
      "0.51": 30,
      "0.75": 30,
      "1": 40,
    });
    expect(percentilesOf([], ["0.5"])).toEqual({});
    for (const share of ["0", "1.1", "-0.5"]) expect(() => percentilesOf([1], [share])).toThrow("is not a share");
  });

  test("law: the smallest value that at least such a share does not exceed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const share = (percent / 100).toFixed(2);
          const reached = values.filter(
            (value) => values.filter((other) => other <= value).length * 100 >= percent * values.length,
          );
          expect(percentilesOf(values, [share])[share]).toBe(Math.min(...reached));
        },
      ),
      { seed: 42, numRuns: 300 },
    );
  });
});

describe("how long customers waited", () => {
  test("all time, and the open time in it", () => {
    const opened = must(openCase({ id: "cas_1", type: "complaint" }, at("2026-03-02T17:00")));
    const answer = must(respondToCase(opened.state, { id: "ans_1" }, at("2026-03-03T10:00")));
    const history = [...opened.events, ...answer.events];
    expect(caseDurations([history], { ...at("2026-03-04T10:00"), calendar: "desk", percentiles: ["0.9"] })).toEqual([
      {
        labels: {},
        duration: "first_response",
        n: 1,
        calendar: { "0.9": 17 * 60 * minute },
        business: { "0.9": 2 * 60 * minute },
      },
    ]);
    expect(() => caseDurations([history], { ...at("2026-03-04T10:00"), calendar: "no" })).toThrow(
      '"no" is not in the context',
    );
  });

  test("law: the records say the same", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = caseDurations(historiesOf(world), { ...contextAt(end), percentiles: ["1"] });
        const waits = world.map(({ records }) => {
          const [first] = records;
          const since = (instant: string | undefined): number =>
            Date.parse(instant ?? "") - Date.parse(first?.openedAt ?? "");
          const ended = records.find(({ endedAt, links }) => endedAt !== undefined && links.mergedInto === undefined);
          const last = records.findLast(({ links }) => links.mergedInto === undefined);
          const answered = records.find(({ answeredAt }) => answeredAt !== undefined);
          return [since(answered?.answeredAt), since(ended?.endedAt), since(last?.endedAt)];
        });
        for (const [i, duration] of ["first_response", "first_resolution", "resolution"].entries()) {
          const known = waits.map((wait) => wait[i] ?? Number.NaN).filter((wait) => !Number.isNaN(wait));
          const row = rows.find((each) => each.duration === duration);
          expect(row?.n ?? 0).toBe(known.length);
          if (row !== undefined) expect(row.calendar["1"]).toBe(Math.max(...known));
        }
      }),
      { seed: 43, numRuns: 40 },
    );
  });
});

describe("where the time goes", () => {
  test("a status without a way out takes no time, and the border between two months cuts", () => {
    const opened = must(openCase({ id: "cas_1", type: "complaint" }, at("2026-03-31T23:00")));
    const moved = must(moveCase(opened.state, { id: "mov_1", to: "rejected" }, at("2026-04-01T02:00")));
    const rows = caseStatusTimes([[...opened.events, ...moved.events]], { ...at("2026-04-09T09:00"), period: "month" });
    expect(
      rows.map(({ period, status, entered, spent }) => [period?.from, status, entered, spent.calendar / minute]),
    ).toEqual([
      ["2026-03-01", "accepted", 1, 60],
      ["2026-04-01", "accepted", 0, 120],
      ["2026-04-01", "rejected", 1, 0],
    ]);
  });

  test("law: minute by minute, the record says the same", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const context = { ...contextAt(end), from: "2026-03-10", to: "2026-04-12", calendar: "desk" } as const;
        const rows = caseStatusTimes(historiesOf(world), { ...context, period: "week", by: ["agentId"] });
        const merged = caseStatusTimes(historiesOf(world), context);
        expect(sum(rows.map(({ spent }) => spent.calendar))).toBe(sum(merged.map(({ spent }) => spent.calendar)));
        expect(sum(rows.map(({ spent }) => spent.business ?? 0))).toBe(
          sum(merged.map(({ spent }) => spent.business ?? 0)),
        );
        for (const { status, spent } of merged) {
          const samples = world.map((each) => sampled(each, status));
          expect([status, spent.calendar]).toEqual([status, sum(samples.map(([all]) => all))]);
          expect([status, spent.business]).toEqual([status, sum(samples.map(([, open]) => open))]);
        }
      }),
      { seed: 44, numRuns: 15 },
    );
  });
});

describe("how much stood still", () => {
  test("for a status, and for the window of an appointment where the policy waits for it", () => {
    const then = (time: string): ReturnType<typeof at> => ({ ...at(time), cases });
    const opened = must(openCase({ id: "cas_1", type: "after_sales" }, then("2026-03-02T09:00")));
    const window = { from: "2026-03-02T15:00:00+08:00", to: "2026-03-02T16:00:00+08:00" };
    const set = must(setAppointment(opened.state, { id: "app_1", ...window }, then("2026-03-02T10:00")));
    const moved = must(moveCase(set.state, { id: "mov_1", to: "awaiting_parts" }, then("2026-03-02T16:00")));
    const history = [opened, set, moved].flatMap(({ events }) => events);
    const [row] = casePauses([history], { ...then("2026-03-02T19:00"), calendar: "desk" });
    expect(row?.running).toEqual({ calendar: 120 * minute, business: 120 * minute });
    expect(row?.paused).toEqual({ calendar: 480 * minute, business: 330 * minute });
    expect(row?.share).toBe("0.800000");
    expect(row?.reasons.map(({ kind, status, share }) => [kind, status, share])).toEqual([
      ["appointment", "scheduled", "0.500000"],
      ["status", "awaiting_parts", "0.300000"],
    ]);
  });

  test("law: what ran and what stood still is the time in statuses that do not stop the clock", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const context = { ...contextAt(end), by: ["about.sku", "type"] } as const;
        const pauses = casePauses(historiesOf(world), context);
        const times = caseStatusTimes(historiesOf(world), context).filter(({ clock }) => clock !== "stopped");
        const whole = pauses.map(({ running, paused }) => running.calendar + paused.calendar);
        expect(sum(whole)).toBe(sum(times.map(({ spent }) => spent.calendar)));
        for (const { reasons, paused } of pauses)
          expect(sum(reasons.map((reason) => reason.paused.calendar))).toBe(paused.calendar);
      }),
      { seed: 45, numRuns: 40 },
    );
  });
});

/** How often a case is in a status, looked at once a minute, and how often the desk is open then: everything happens at whole minutes. */
function sampled({ record, events }: PlayedCase, status: string): readonly [all: number, open: number] {
  const statuses = record.intervals.map(({ from, status: name }) => ({ from: Date.parse(from), name }));
  const merge = events.find(({ type }) => type === "case.merged");
  const last = Math.min(
    Date.parse("2026-04-12T00:00:00+08:00"),
    Date.parse(merge?.occurredAt ?? "2026-05-01T00:00:00Z"),
  );
  const first = Math.max(Date.parse("2026-03-10T00:00:00+08:00"), Date.parse(record.openedAt));
  let [all, open] = [0, 0];
  if (record.policy.workflow.statuses[status]?.to.length === 0) return [all, open];
  for (let at = first; at < last; at += minute) {
    if (statuses.findLast(({ from }) => from <= at)?.name !== status) continue;
    all += minute;
    if (isOpen(desk, at)) open += minute;
  }
  return [all, open];
}
