import { describe, expect, test } from "vitest";
import { confirmAppointment, endAppointment, moveAppointment, setAppointment } from "../../src/cases/appointments.js";
import { clockSegments } from "../../src/cases/clock-segments.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const desk = deskOf(
  policyWith({
    type: "after_sales",
    workflow: "preset:after_sales",
    targets: [
      {
        metric: "resolution",
        within: "PT8H",
        time: "business",
        calendar: "desk",
        pause: [{ kind: "clock", clock: "paused" }, { kind: "appointment" }],
      },
    ],
  }),
);
const window = { from: "2026-03-04T14:00:00+08:00", to: "2026-03-04T16:00:00+08:00" };
const due = (serviceCase: ReturnType<typeof desk.open>, time: string): unknown =>
  desk.clock(serviceCase, "resolution", time);

describe("an appointment", () => {
  const opened = desk.open("2026-03-02T10:00");
  const set = must(setAppointment(opened, { id: "apt_1", ...window, agentId: "agt_1" }, desk.then("2026-03-02T11:00")));

  test("lets the clock stand still until its window, and then run by itself [S158]", () => {
    expect(set.events.map(({ type }) => type)).toEqual(["case.appointment_set", "case.moved"]);
    expect(set.state).toMatchObject({
      status: "scheduled",
      appointments: 1,
      appointment: { id: "apt_1", state: "set", agentId: "agt_1", moves: 0 },
    });
    expect(due(set.state, "2026-03-03T11:00")).toMatchObject({
      state: "paused",
      since: instant("2026-03-02T11:00"),
      remainingMinutes: 420,
    });
    // One hour before it was set; four are left of Wednesday from two on, and three of Thursday.
    expect(due(set.state, "2026-03-04T14:00")).toMatchObject({ state: "running", due: instant("2026-03-05T12:00") });
  });

  test("adds up in the segments, with the reason", () => {
    const segments = clockSegments(set.state, { ...desk.then("2026-03-04T15:00"), metric: "resolution" });
    expect(segments.map(({ status, reason, counted }) => [status, reason, counted / 60_000])).toEqual([
      ["accepted", "counted", 60],
      ["scheduled", "appointment", 0],
      ["scheduled", "counted", 60],
    ]);
  });

  test("is confirmed, moved and confirmed anew", () => {
    const yes = must(confirmAppointment(set.state, { id: "c1" }, desk.then("2026-03-02T12:00"))).state;
    expect(yes.appointment).toMatchObject({ state: "confirmed" });
    const later = { from: "2026-03-05T09:00:00+08:00", to: "2026-03-05T10:00:00+08:00" };
    const moved = must(moveAppointment(yes, { id: "m1", ...later }, desk.then("2026-03-03T12:00"))).state;
    expect(moved.appointment).toMatchObject({
      state: "set",
      moves: 1,
      agentId: "agt_1",
      from: instant("2026-03-05T09:00"),
    });
    expect(due(moved, "2026-03-05T09:00")).toMatchObject({ due: instant("2026-03-05T17:30") });
    const sooner = { from: "2026-03-03T14:00:00+08:00", to: "2026-03-03T15:00:00+08:00" };
    expect(
      due(must(moveAppointment(yes, { id: "m2", ...sooner }, desk.then("2026-03-03T12:00"))).state, "2026-03-03T14:00"),
    ).toMatchObject({ due: instant("2026-03-04T12:00") });
  });

  test.each(["missed", "cancelled"] as const)("%s before its window: the clock runs at once", (outcome) => {
    const over = must(endAppointment(set.state, { id: "e1", outcome }, desk.then("2026-03-03T09:00"))).state;
    expect(over).toMatchObject({ status: "handling", appointment: { state: outcome } });
    expect(due(over, "2026-03-03T09:00")).toMatchObject({ state: "running", due: instant("2026-03-03T17:30") });
    expect(endAppointment(over, { id: "e2", outcome }, desk.then("2026-03-03T10:00"))).toMatchObject({
      ok: false,
      rejection: { code: "no_appointment", appointments: 1 },
    });
    expect(setAppointment(over, { id: "apt_2", ...window }, desk.then("2026-03-03T10:00")).ok).toBe(true);
  });

  test("kept: nothing was counted before the window, all after it", () => {
    const kept = must(endAppointment(set.state, { id: "e1", outcome: "kept" }, desk.then("2026-03-04T15:00"))).state;
    expect(due(kept, "2026-03-04T15:00")).toMatchObject({ due: instant("2026-03-05T12:00") });
  });

  test("is refused with what stands in its way", () => {
    const at = desk.then("2026-03-02T12:00");
    expect(setAppointment(set.state, { id: "a2", ...window }, at)).toMatchObject({
      rejection: { code: "appointment_pending", from: instant("2026-03-04T14:00") },
    });
    expect(setAppointment(opened, { id: "a2", from: window.to, to: window.from }, at)).toMatchObject({
      rejection: { code: "window_invalid" },
    });
    expect(
      setAppointment(opened, { id: "a2", from: window.from, to: window.to }, desk.then("2026-03-04T16:00")),
    ).toMatchObject({ rejection: { code: "window_invalid" } });
    expect(
      setAppointment(opened, { id: "a2", from: window.from, to: window.to }, desk.then("2026-03-04T15:59")).ok,
    ).toBe(true);
    expect(confirmAppointment(opened, { id: "c1" }, at)).toMatchObject({ rejection: { code: "no_appointment" } });
    expect(() => setAppointment(opened, { id: "a2", from: "tomorrow", to: window.to }, at)).toThrow(/from/);
  });
});
