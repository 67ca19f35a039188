import { describe, expect, test } from "vitest";
import { classifyCase } from "../../src/cases/classify.js";
import { dueSteps } from "../../src/cases/due-steps.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { respondToCase } from "../../src/cases/respond.js";
import { settleCase } from "../../src/cases/settle.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { at, complaint, instant } from "./sample.js";

function told(events: readonly CaseEvent[]): readonly (readonly [string, string, string])[] {
  return events.map((event) => [
    event.type === "case.escalated" ? `${event.type} to ${event.to}` : event.type,
    "metric" in event ? event.metric : "",
    event.occurredAt,
  ]);
}

describe("settleCase", () => {
  const opened = complaint();

  test("tells what was missed and whom it concerns, each at the instant of its cause", () => {
    expect(told(settleCase(opened, at("2026-03-06T09:00")))).toEqual([
      ["case.escalated to manager", "first_response", instant("2026-03-02T12:00")],
      ["case.breached", "first_response", instant("2026-03-02T14:30")],
      ["case.escalated to administrator", "first_response", instant("2026-03-02T15:30")],
      ["case.escalated to manager", "resolution", instant("2026-03-04T18:00")],
      ["case.breached", "resolution", instant("2026-03-05T18:00")],
      ["case.escalated to administrator", "resolution", instant("2026-03-05T18:00")],
    ]);
  });

  test("tells nothing at the instant itself, and something a millisecond later", () => {
    const noon = at("2026-03-02T12:00");
    expect(settleCase(opened, noon)).toEqual([]);
    expect(settleCase(opened, { ...noon, now: new Date(noon.now.getTime() + 1) })).toHaveLength(1);
  });

  test("tells nothing while the clock stands still, and goes on where it stood", () => {
    const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, at("2026-03-02T10:00"))).state;
    const paused = must(moveCase(enquiry, { id: "mov_1", to: "awaiting_customer" }, at("2026-03-02T10:10"))).state;
    const resolution = settleCase(paused, at("2026-03-20T10:00")).filter(
      (event) => "metric" in event && event.metric === "resolution",
    );
    expect(resolution).toEqual([]);
    const resumed = must(moveCase(paused, { id: "mov_2", to: "open" }, at("2026-03-20T10:00"))).state;
    expect(told(settleCase(resumed, at("2026-03-21T10:00")))).toEqual([
      ["case.breached", "resolution", instant("2026-03-20T17:50")],
    ]);
  });

  test("tells each thing once in a cycle, and what was missed before is not told again in the next", () => {
    const settled = (serviceCase: ServiceCase, time: string): ServiceCase =>
      must(moveCase(serviceCase, { id: "mov_1", to: "answered" }, at(time))).state;
    const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, at("2026-03-02T10:00"))).state;
    const late = settled(enquiry, "2026-03-02T20:00");
    const reopened = must(reopenCase(late, { id: "reo_1" }, at("2026-03-03T10:00"))).state;
    expect(reopened.fired.map(({ metric }) => metric)).toEqual(["first_response", "resolution"]);
    expect(settleCase(reopened, at("2026-03-09T10:00"))).toEqual([]);
  });

  test("tells what a running cycle has told never again, however much was told since", () => {
    const desk = deskOf(
      policyWith({
        targets: [
          { metric: "resolution", within: "PT1H", time: "calendar" },
          { metric: "periodic_update", within: "PT1H", time: "calendar" },
        ],
      }),
    );
    const events: CaseEvent[] = [];
    let current = desk.open("2026-03-02T09:00");
    for (let i = 0; i < 210; i++) {
      const now = new Date(Date.parse(instant("2026-03-02T09:00")) + i * 7_200_000);
      const decision = must(respondToCase(current, { id: `r${i}` }, desk.then("2026-03-02T09:00", { now })));
      current = decision.state;
      events.push(...decision.events);
    }
    expect(events.filter((event) => event.type === "case.breached" && event.metric === "resolution")).toHaveLength(1);
    expect(current.fired).toHaveLength(200);
  });

  test("tells a step once, also when the case comes back under a policy that it had before", () => {
    const target = { metric: "resolution", within: "PT10H", time: "calendar" } as const;
    const half = { metric: "resolution", at: { kind: "share", share: "0.5" } } as const;
    const desk = deskOf(
      policyWith({ targets: [target], escalate: [{ ...half, to: "manager" }] }),
      policyWith({ id: "other", targets: [target], escalate: [{ ...half, to: "director" }] }),
    );
    const toldUnder = (serviceCase: ServiceCase, policy: string, time: string): readonly [ServiceCase, unknown[]] => {
      const { state, events } = must(classifyCase(serviceCase, { id: time, policy }, desk.then(time)));
      return [state, events.flatMap((event) => (event.type === "case.escalated" ? [event.to] : []))];
    };
    const settled = settleCase(desk.open("2026-03-02T09:00"), desk.then("2026-03-02T15:00"));
    expect(settled.map(({ type }) => type)).toEqual(["case.escalated"]);
    const [other, toOther] = toldUnder(desk.open("2026-03-02T09:00"), "other", "2026-03-02T15:00");
    const [back, toBack] = toldUnder(other, "complaint", "2026-03-02T15:10");
    const [again, toAgain] = toldUnder(back, "other", "2026-03-02T15:20");
    expect([toOther, toBack, toAgain]).toEqual([["manager", "director"], [], []]);
    expect(dueSteps(back, desk.then("2026-03-02T15:30"))).toEqual([]);
    const [first] = dueSteps(desk.open("2026-03-02T09:00"), desk.then("2026-03-02T15:00"));
    expect(first?.key).toBe('["cas_1","resolution","",1,0,"complaint",1]');
    expect(settleCase(again, desk.then("2026-03-03T09:00")).map(({ type }) => type)).toEqual(["case.breached"]);
  });

  test("remembers the role that was told last", () => {
    const late = must(moveCase(opened, { id: "mov_1", to: "investigating" }, at("2026-03-02T14:00"))).state;
    expect(late.escalatedTo).toBe("manager");
    const handled = must(moveCase(late, { id: "mov_2", to: "handling" }, at("2026-03-02T14:00"))).state;
    expect(handled.escalatedTo).toBe("manager");
  });
});
