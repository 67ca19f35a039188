import { describe, expect, test } from "vitest";
import { caseClocks, isCaseOpen, nextCaseChange } from "../../src/cases/clocks.js";
import { followUpCase } from "../../src/cases/follow-up.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { respondToCase } from "../../src/cases/respond.js";
import { defineCaseRules } from "../../src/cases/rules.js";
import { defineCalendars } from "../../src/calendar/rules.js";
import { must } from "../../src/shared/decision.js";
import { at, complaint, instant, zone } from "./sample.js";

const resolution = { kind: "replaced" };

function clock(serviceCase: ServiceCase, metric: string, time: string): object | undefined {
  return caseClocks(serviceCase, at(time)).findLast((each) => each.metric === metric);
}

function move(serviceCase: ServiceCase, to: string, time: string): ServiceCase {
  return must(moveCase(serviceCase, { id: `mov_${time}`, to }, at(time))).state;
}

describe("a complaint that was only received", () => {
  const calendars = defineCalendars({
    helpdesk: {
      weekly: [{ days: [1, 2, 3, 4, 5], hours: ["09:00-18:00"] }],
      holidays: "cn_statutory",
      makeUpDays: true,
    },
  });
  const cases = defineCaseRules({
    policies: [
      {
        id: "complaint",
        label: "投诉",
        type: "complaint",
        workflow: "preset:iso_10002",
        targets: [
          { metric: "first_response", within: "PT4H", time: "business", calendar: "helpdesk" },
          { metric: "resolution", within: "P3D", time: "business_days", calendar: "helpdesk" },
        ],
      },
    ],
  });
  const then = (time: string): Parameters<typeof caseClocks>[1] => ({ cases, calendars, zone, now: new Date(time) });
  const received = must(
    openCase(
      { id: "cas_1", type: "complaint", customerId: "cus_7", channel: "phone" },
      then("2026-03-02T17:45:00+08:00"),
    ),
  ).state;

  test("has the first response to answer for, 15 minutes of it today and the rest tomorrow [S172]", () => {
    expect(caseClocks(received, then("2026-03-02T18:05:00+08:00"))).toEqual([
      { metric: "first_response", state: "running", due: "2026-03-03T04:45:00.000Z" },
    ]);
  });

  test("starts the resolution clock when it is accepted, and business days exclude that day", () => {
    const accepted = must(moveCase(received, { id: "mov_1", to: "accepted" }, then("2026-03-03T10:00:00+08:00"))).state;
    expect(caseClocks(accepted, then("2026-03-03T10:00:00+08:00"))).toEqual([
      { metric: "first_response", state: "running", due: "2026-03-03T04:45:00.000Z" },
      { metric: "resolution", state: "running", due: instant("2026-03-06T18:00") },
    ]);
  });

  test("and rejected has no resolution to measure, and was answered with the rejection", () => {
    const rejected = must(moveCase(received, { id: "mov_1", to: "rejected" }, then("2026-03-03T10:00:00+08:00"))).state;
    expect(caseClocks(rejected, then("2026-03-09T10:00:00+08:00")).map(({ metric, state }) => [metric, state])).toEqual(
      [["first_response", "met"]],
    );
  });
});

describe("the first response", () => {
  const opened = must(openCase({ id: "enq_1", type: "enquiry", channel: "chat" }, at("2026-03-02T21:45"))).state;

  test("within 30 minutes: 28 are met, 30 are, 31 are not; the shop closes at ten [S154]", () => {
    const due = instant("2026-03-03T10:15");
    const answered = (time: string): ServiceCase => must(respondToCase(opened, { id: "rsp_1" }, at(time))).state;
    expect(clock(answered("2026-03-03T10:13"), "first_response", "2026-03-09T10:00")).toEqual({
      metric: "first_response",
      state: "met",
      due,
      at: instant("2026-03-03T10:13"),
    });
    expect(clock(answered("2026-03-03T10:15"), "first_response", "2026-03-09T10:00")).toMatchObject({ state: "met" });
    expect(clock(answered("2026-03-03T10:16"), "first_response", "2026-03-09T10:00")).toEqual({
      metric: "first_response",
      state: "breached",
      due,
      at: instant("2026-03-03T10:16"),
    });
  });

  test("not given, it runs up to its due instant and is missed from then on", () => {
    expect(clock(opened, "first_response", "2026-03-03T10:15")).toMatchObject({ state: "running" });
    expect(clock(opened, "first_response", "2026-03-03T10:16")).toEqual({
      metric: "first_response",
      state: "breached",
      due: instant("2026-03-03T10:15"),
    });
  });

  test("ends exactly at closing time: due then, not at the next opening", () => {
    const late = must(openCase({ id: "enq_1", type: "enquiry", channel: "chat" }, at("2026-03-02T21:30"))).state;
    expect(clock(late, "first_response", "2026-03-02T21:30")).toMatchObject({ due: instant("2026-03-02T22:00") });
  });

  test("written down later counts when it was given, although the breach was told", () => {
    const asked = { id: "rsp_1", occurredAt: "2026-03-03T10:10:00+08:00" };
    const { state, events } = must(respondToCase(opened, asked, at("2026-03-03T11:00")));
    expect(events.map(({ type }) => type)).toEqual(["case.breached", "case.breached", "case.responded"]);
    expect(clock(state, "first_response", "2026-03-03T11:00")).toMatchObject({
      state: "met",
      at: instant("2026-03-03T10:10"),
    });
  });

  test("is given once: a second answer changes nothing", () => {
    const once = must(respondToCase(opened, { id: "rsp_1" }, at("2026-03-03T10:05"))).state;
    const twice = must(respondToCase(once, { id: "rsp_2" }, at("2026-03-03T10:10"))).state;
    expect(clock(twice, "first_response", "2026-03-03T11:00")).toEqual(
      clock(once, "first_response", "2026-03-03T11:00"),
    );
    expect(twice.responses).toBe(2);
  });
});

describe("further messages", () => {
  const answered = must(respondToCase(complaint(), { id: "rsp_1" }, at("2026-03-02T09:10"))).state;

  test("the oldest one without an answer starts the clock, later ones do not move it [c76]", () => {
    const first = must(receiveMessage(answered, { id: "msg_1" }, at("2026-03-02T10:00"))).state;
    const second = must(receiveMessage(first, { id: "msg_2" }, at("2026-03-02T11:00"))).state;
    expect(clock(second, "next_response", "2026-03-02T11:00")).toMatchObject({ due: instant("2026-03-02T12:00") });
    const done = must(respondToCase(second, { id: "rsp_2" }, at("2026-03-02T11:30"))).state;
    expect(clock(done, "next_response", "2026-03-02T11:30")).toMatchObject({ state: "met" });
    const third = must(receiveMessage(done, { id: "msg_3" }, at("2026-03-02T11:40"))).state;
    expect(clock(third, "next_response", "2026-03-02T11:40")).toMatchObject({ cycle: 2, state: "running" });
  });

  test("before the first answer, after an answer that came later, or after the end they start none", () => {
    const early = must(receiveMessage(complaint(), { id: "msg_1" }, at("2026-03-02T09:05"))).state;
    expect(clock(early, "next_response", "2026-03-02T09:05")).toBeUndefined();
    const old = { id: "msg_1", occurredAt: "2026-03-02T09:06:00+08:00" };
    expect(
      clock(must(receiveMessage(answered, old, at("2026-03-02T09:30"))).state, "next_response", "2026-03-02T09:30"),
    ).toBeUndefined();
  });
});

describe("the resolution", () => {
  test("excludes the day of opening and ends with the close of the third business day, weekend or not", () => {
    expect(clock(complaint("2026-03-02T08:00"), "resolution", "2026-03-02T09:00")).toMatchObject({
      due: instant("2026-03-05T18:00"),
    });
    expect(clock(complaint("2026-03-05T23:00"), "resolution", "2026-03-05T23:00")).toMatchObject({
      due: instant("2026-03-10T18:00"),
    });
  });

  test("waits while the customer is asked: the pause moves the due instant by its open time", () => {
    const asked = move(move(complaint(), "investigating", "2026-03-02T10:00"), "awaiting_customer", "2026-03-03T17:00");
    expect(clock(asked, "resolution", "2026-03-20T10:00")).toEqual({
      metric: "resolution",
      state: "paused",
      since: instant("2026-03-03T17:00"),
      remainingMinutes: (1 + 7.5 * 2) * 60,
    });
    const resumed = move(asked, "investigating", "2026-03-05T10:00");
    expect(clock(resumed, "resolution", "2026-03-05T10:00")).toMatchObject({ due: instant("2026-03-09T11:00") });
    const overnight = move(asked, "investigating", "2026-03-03T18:00");
    expect(clock(overnight, "resolution", "2026-03-03T18:00")).toMatchObject({ due: instant("2026-03-06T10:00") });
  });

  test("in calendar time a pause moves it by as long as it took", () => {
    const enquiry = must(openCase({ id: "enq_1", type: "enquiry", channel: "chat" }, at("2026-03-02T10:00"))).state;
    const resumed = move(move(enquiry, "awaiting_customer", "2026-03-02T12:00"), "open", "2026-03-04T13:00");
    expect(clock(resumed, "resolution", "2026-03-04T13:00")).toMatchObject({ due: instant("2026-03-04T19:00") });
  });

  test("missed before the pause stays missed, and a pause cannot be back-dated behind that", () => {
    const enquiry = must(openCase({ id: "enq_1", type: "enquiry", channel: "chat" }, at("2026-03-02T10:00"))).state;
    const asked = { id: "mov_1", to: "awaiting_customer", occurredAt: "2026-03-02T12:00:00+08:00" };
    const late = must(moveCase(enquiry, asked, at("2026-03-02T19:00")));
    expect(clock(late.state, "resolution", "2026-03-03T10:00")).toMatchObject({
      state: "breached",
      due: instant("2026-03-02T18:00"),
    });
    expect(late.events.at(-1)).toMatchObject({
      occurredAt: instant("2026-03-02T19:00"),
      happenedAt: instant("2026-03-02T12:00"),
    });
  });

  test("on a pause at the due instant itself nothing is missed: what is left is nothing, and waits", () => {
    const enquiry = must(openCase({ id: "enq_1", type: "enquiry", channel: "chat" }, at("2026-03-02T10:00"))).state;
    const paused = move(enquiry, "awaiting_customer", "2026-03-02T18:00");
    expect(clock(paused, "resolution", "2026-03-04T10:00")).toMatchObject({ state: "paused", remainingMinutes: 0 });
    expect(clock(move(paused, "open", "2026-03-04T10:00"), "resolution", "2026-03-04T10:01")).toMatchObject({
      state: "breached",
      due: instant("2026-03-04T10:00"),
    });
  });

  test("reopened goes on with what was left, as a second cycle, and the first verdict stays", () => {
    const enquiry = must(openCase({ id: "enq_1", type: "enquiry", channel: "chat" }, at("2026-03-02T10:00"))).state;
    const resolved = must(resolveCase(enquiry, { id: "res_1", resolution }, at("2026-03-02T13:00"))).state;
    expect([isCaseOpen(enquiry), isCaseOpen(resolved)]).toEqual([true, false]);
    const reopened = must(reopenCase(resolved, { id: "reo_1" }, at("2026-03-04T10:00"))).state;
    expect(caseClocks(reopened, at("2026-03-04T10:00")).filter(({ metric }) => metric === "resolution")).toEqual([
      { metric: "resolution", state: "met", due: instant("2026-03-02T18:00"), at: instant("2026-03-02T13:00") },
      { metric: "resolution", cycle: 2, state: "running", due: instant("2026-03-04T15:00") },
    ]);
    expect(isCaseOpen(reopened)).toBe(true);
  });
});

describe("the follow-up", () => {
  const handling = move(move(complaint(), "investigating", "2026-03-02T10:00"), "handling", "2026-03-03T10:00");
  const resolved = must(
    resolveCase(handling, { id: "res_1", resolution, rootCause: "supplier" }, at("2026-03-03T11:00")),
  ).state;

  test("is owed from the resolution on, and goes on when the case is closed [S175]", () => {
    expect(clock(resolved, "follow_up", "2026-03-03T12:00")).toMatchObject({ due: instant("2026-03-10T11:00") });
    expect(clock(move(resolved, "closed", "2026-03-04T10:00"), "follow_up", "2026-03-04T10:00")).toMatchObject({
      state: "running",
    });
  });

  test("ends when the customer was reached [S175]", () => {
    const tried = must(followUpCase(resolved, { id: "fol_1", outcome: "not_reached" }, at("2026-03-04T10:00"))).state;
    expect(clock(tried, "follow_up", "2026-03-04T10:00")).toMatchObject({ state: "running" });
    const done = must(followUpCase(tried, { id: "fol_2", outcome: "unsatisfied" }, at("2026-03-11T10:00"))).state;
    expect(clock(done, "follow_up", "2026-03-12T10:00")).toMatchObject({
      state: "breached",
      at: instant("2026-03-11T10:00"),
    });
    expect(followUpCase(done, { id: "fol_3", outcome: "satisfied" }, at("2026-03-12T10:00"))).toMatchObject({
      ok: false,
      rejection: { code: "no_follow_up_due", status: "feedback" },
    });
  });

  test("is not owed any more when the case is reopened", () => {
    const reopened = must(reopenCase(resolved, { id: "reo_1" }, at("2026-03-04T10:00"))).state;
    expect(clock(reopened, "follow_up", "2026-03-04T10:00")).toBeUndefined();
  });
});

describe("nextCaseChange", () => {
  test("names the millisecond after each thing that time does, until nothing is to come", () => {
    const opened = complaint();
    expect(nextCaseChange(opened, at("2026-03-02T09:00"))).toBe("2026-03-02T04:00:00.001Z");
    expect(nextCaseChange(opened, at("2026-03-02T12:00"))).toBe("2026-03-02T04:00:00.001Z");
    expect(nextCaseChange(opened, at("2026-03-02T12:01"))).toBe("2026-03-02T06:30:00.001Z");
    const rejected = move(opened, "rejected", "2026-03-02T10:00");
    expect(nextCaseChange(rejected, at("2026-03-02T10:00"))).toBeUndefined();
  });
});
