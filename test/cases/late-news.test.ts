// What becomes known after it happened counts from when it happened, and changes nothing else.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyCaseEvents } from "../../src/cases/apply.js";
import { setAppointment } from "../../src/cases/appointments.js";
import { assignCase } from "../../src/cases/assign.js";
import { clockSegments } from "../../src/cases/clock-segments.js";
import { clockTimes } from "../../src/cases/clock-times.js";
import { caseClocks } from "../../src/cases/clocks.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { allowedMoves } from "../../src/cases/allowed-moves.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { respondToCase } from "../../src/cases/respond.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const still = [{ kind: "clock", clock: "paused" }, { kind: "appointment" }] as const;
const desk = deskOf(
  policyWith({
    targets: [
      { metric: "next_response", within: "PT2H", time: "calendar" },
      { metric: "periodic_update", within: "PT4H", time: "calendar" },
      { metric: "resolution", within: "PT8H", time: "calendar", pause: still },
      { metric: "internal", name: "workshop", within: "PT8H", time: "calendar", pause: still },
    ],
  }),
);
const opened = desk.move(desk.open("2026-03-02T08:00"), "investigating", "2026-03-02T08:30");
const paused = desk.move(opened, "awaiting_customer", "2026-03-02T10:00");
const resumed = desk.move(paused, "investigating", "2026-03-02T12:00");
const answered = must(respondToCase(opened, { id: "r0" }, desk.then("2026-03-02T08:40"))).state;

function message(serviceCase: ServiceCase, happened: string, known: string): ServiceCase {
  const command = { id: `msg_${happened}`, occurredAt: instant(happened) };
  return must(receiveMessage(serviceCase, command, desk.then(known))).state;
}

describe("what is told after a pause and lies before it", () => {
  test("leaves the pause where it was", () => {
    const told = message(resumed, "2026-03-02T09:00", "2026-03-02T13:00");
    expect(desk.clock(resumed, "resolution", "2026-03-02T13:00")).toMatchObject({ due: instant("2026-03-02T18:00") });
    expect(desk.clock(told, "resolution", "2026-03-02T13:00")).toMatchObject({ due: instant("2026-03-02T18:00") });
  });

  test("and before an appointment was set, leaves the waiting for it where it was", () => {
    const window = { from: instant("2026-03-02T14:00"), to: instant("2026-03-02T15:00") };
    const waiting = must(setAppointment(opened, { id: "a1", ...window }, desk.then("2026-03-02T10:00"))).state;
    const told = message(waiting, "2026-03-02T09:00", "2026-03-02T11:00");
    expect(told.clocks).toEqual(waiting.clocks);
    expect(desk.clock(told, "resolution", "2026-03-02T11:00")).toMatchObject({ remainingMinutes: 6 * 60 });
  });

  test("starts a clock that stands still in the pause", () => {
    const assigned = { id: "as_1", to: "workshop", occurredAt: instant("2026-03-02T09:00") };
    const told = must(assignCase(resumed, assigned, desk.then("2026-03-02T13:00"))).state;
    expect(desk.clock(told, "internal", "2026-03-02T13:00")).toMatchObject({ due: instant("2026-03-02T19:00") });
    const within = must(assignCase(paused, assigned, desk.then("2026-03-02T11:00"))).state;
    expect(desk.clock(within, "internal", "2026-03-02T11:00")).toMatchObject({ remainingMinutes: 7 * 60 });
  });
});

describe("the oldest message that is not answered", () => {
  test("counts, also where it became known after a younger one", () => {
    const both = message(
      message(answered, "2026-03-02T10:00", "2026-03-02T10:00"),
      "2026-03-02T09:00",
      "2026-03-02T10:30",
    );
    expect(both).toMatchObject({ waitingSince: instant("2026-03-02T09:00"), waits: 1 });
    expect(desk.clock(both, "next_response", "2026-03-02T10:30")).toMatchObject({ due: instant("2026-03-02T11:00") });
    const early = message(both, "2026-03-02T08:35", "2026-03-02T10:40");
    expect(early.waitingSince).toBe(instant("2026-03-02T09:00"));
  });

  test("is the one after an answer that becomes known late", () => {
    const both = message(
      message(answered, "2026-03-02T09:00", "2026-03-02T09:00"),
      "2026-03-02T10:00",
      "2026-03-02T10:00",
    );
    const late = { id: "r1", occurredAt: instant("2026-03-02T09:30") };
    const told = must(respondToCase(both, late, desk.then("2026-03-02T10:30"))).state;
    expect(told).toMatchObject({ waitingSince: instant("2026-03-02T10:00"), waits: 2 });
    expect(caseClocks(told, desk.then("2026-03-02T10:30")).filter(({ metric }) => metric === "next_response")).toEqual([
      { metric: "next_response", state: "met", due: instant("2026-03-02T11:00"), at: instant("2026-03-02T09:30") },
      { metric: "next_response", cycle: 2, state: "running", due: instant("2026-03-02T12:00") },
    ]);
  });

  test("is the one after the first answer, also where that becomes known late", () => {
    const written = message(opened, "2026-03-02T10:00", "2026-03-02T10:00");
    const late = { id: "r1", occurredAt: instant("2026-03-02T09:30") };
    const told = must(respondToCase(written, late, desk.then("2026-03-02T10:30"))).state;
    expect(told.waitingSince).toBe(instant("2026-03-02T10:00"));
    expect(desk.clock(told, "next_response", "2026-03-02T10:30")).toMatchObject({ due: instant("2026-03-02T12:00") });
  });
});

describe("an end that becomes known late", () => {
  const resolution = { resolution: { kind: "refund" }, rootCause: "supplier" } as const;

  test("lets nothing run that began after it", () => {
    const handling = desk.move(answered, "handling", "2026-03-02T08:50");
    const written = message(handling, "2026-03-02T10:00", "2026-03-02T10:00");
    const again = must(respondToCase(written, { id: "r1" }, desk.then("2026-03-02T10:10"))).state;
    const waiting = message(again, "2026-03-02T10:20", "2026-03-02T10:20");
    const command = { id: "res_1", ...resolution, occurredAt: instant("2026-03-02T09:00") };
    const over = must(resolveCase(waiting, command, desk.then("2026-03-02T11:00"))).state;
    const running = caseClocks(over, desk.then("2026-03-09T11:00")).filter((clock) => !("at" in clock));
    expect([over.endedAt, running]).toEqual([instant("2026-03-02T09:00"), []]);
  });

  test("and after any end no answer and no assignment starts a clock that only the end would stop", () => {
    const handling = desk.move(opened, "handling", "2026-03-02T08:50");
    const over = must(resolveCase(handling, { id: "res_1", ...resolution }, desk.then("2026-03-02T09:00"))).state;
    const thanked = must(respondToCase(over, { id: "r1" }, desk.then("2026-03-02T09:10"))).state;
    const given = must(assignCase(thanked, { id: "as_1", agentId: "agt_1" }, desk.then("2026-03-02T09:20"))).state;
    expect(caseClocks(given, desk.then("2026-03-09T09:00")).map(({ metric }) => metric)).toEqual(["resolution"]);
  });
});

describe("law: however late it is told", () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom("move", "message", "respond", "assign", "appointment"),
      minutes: fc.nat({ max: 400 }),
      ago: fc.nat({ max: 500 }),
      pick: fc.nat({ max: 9 }),
    }),
    { maxLength: 20 },
  );
  type Steps = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;
  const begin = Date.parse(instant("2026-03-02T08:00"));

  function played(all: Steps): { readonly events: CaseEvent[]; readonly state: ServiceCase; readonly now: number } {
    let [state, now] = [desk.open("2026-03-02T08:00"), begin];
    const events: CaseEvent[] = [];
    for (const [i, { kind, minutes, ago, pick }] of all.entries()) {
      now += minutes * 60_000;
      const context = desk.then("2026-03-02T08:00", { now: new Date(now) });
      const at = (later: number): string => new Date(Math.max(begin, now + later * 60_000)).toISOString();
      const command = { id: `cmd_${i}`, occurredAt: at(-ago) };
      const moves = allowedMoves(state, context).filter(({ clock }) => clock !== "stopped");
      const write = {
        move: () => moveCase(state, { id: command.id, to: moves[pick % moves.length]?.to ?? "nowhere" }, context),
        message: () => receiveMessage(state, command, context),
        respond: () => respondToCase(state, command, context),
        assign: () => assignCase(state, { ...command, agentId: "agt_1" }, context),
        appointment: () =>
          setAppointment(state, { id: command.id, from: at(pick * 30), to: at(pick * 30 + 60) }, context),
      }[kind];
      const decision = write();
      if (!decision.ok) continue;
      state = decision.state;
      events.push(...decision.events);
    }
    return { events, state, now: now + 60_000 };
  }

  test("the resolution has used what its statuses and its appointment leave, minute by minute", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { events, state, now } = played(all);
        const set = events.find(({ type }) => type === "case.appointment_set");
        const { from = "" } = state.appointment ?? {};
        let minutes = 0;
        for (let at = begin; at < now; at += 60_000) {
          const time = new Date(at).toISOString();
          const isRunning = state.intervals.findLast((interval) => interval.from <= time)?.clock === "running";
          const waits = set !== undefined && set.occurredAt <= time && time < from;
          if (isRunning && !waits) minutes += 1;
        }
        const context = desk.then("2026-03-02T08:00", { now: new Date(now) });
        const elapsed = clockTimes(state, context).find(({ metric }) => metric === "resolution")?.elapsed;
        expect(elapsed).toBe(minutes * 60_000);
        const counted = clockSegments(state, { ...context, metric: "resolution" }).map((segment) => segment.counted);
        expect(counted.reduce((sum, part) => sum + part, 0)).toBe(elapsed);
      }),
      { seed: 42, numRuns: 150 },
    );
  });

  test("the customer waits since the oldest message after the last answer, and the clock says so", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { events, state } = played(all);
        const { respondedAt, waitingSince } = state;
        const sent = events.filter(({ type }) => type === "case.message_received").map(({ occurredAt }) => occurredAt);
        fc.pre(respondedAt !== undefined && !sent.includes(respondedAt));
        expect(waitingSince).toBe(sent.filter((at) => at > (respondedAt ?? "")).toSorted()[0]);
        expect(state.clocks.find(({ metric }) => metric === "next_response")?.from).toBe(waitingSince);
        expect(applyCaseEvents(desk.open("2026-03-02T08:00"), events)).toEqual(state);
      }),
      { seed: 42, numRuns: 150 },
    );
  });
});
