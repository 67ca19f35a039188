import { describe, expect, test } from "vitest";
import { allowedMoves } from "../../src/cases/allowed-moves.js";
import { caseClocks } from "../../src/cases/clocks.js";
import { checkOffItems } from "../../src/cases/check-off.js";
import { followUpCase } from "../../src/cases/follow-up.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { recordResolution } from "../../src/cases/record-resolution.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { respondToCase } from "../../src/cases/respond.js";
import type { Workflow } from "../../src/cases/sections.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const workflow: Workflow = {
  initial: "open",
  statuses: {
    open: {
      label: "Open",
      clock: "running",
      to: ["asked", "done", "waived"],
      checklist: ["greeted", "photographed"],
      guards: {
        done: { requires: ["checklist"] },
        waived: { when: { op: "in", fact: "tier.honour", values: ["gold"] }, requires: ["accepted"] },
      },
    },
    asked: {
      label: "Asked",
      clock: "paused",
      to: ["open", "done"],
      on: [
        { event: "message_received", to: "done", when: { op: "eq", fact: "case.severity", value: "trifle" } },
        { event: "message_received", to: "open" },
      ],
    },
    done: { label: "Done", clock: "stopped", to: ["open"] },
    waived: { label: "Waived", clock: "stopped", to: [] },
  },
};
const targets = [
  { metric: "first_response", within: "PT4H", time: "calendar" },
  { metric: "resolution", within: "PT8H", time: "calendar" },
] as const;
const desk = deskOf(policyWith({ workflow, targets, reopenWithin: "P7D" }));

describe("a status with a checklist", () => {
  const opened = desk.open("2026-03-02T10:00");

  test("is left by the guarded way only when all of it was done [S160, 182]", () => {
    const refused = moveCase(opened, { id: "m1", to: "done" }, desk.then("2026-03-02T10:10"));
    expect(refused).toMatchObject({ ok: false, rejection: { code: "requirement_missing", missing: ["checklist"] } });
    const half = must(checkOffItems(opened, { id: "c1", items: ["greeted"] }, desk.then("2026-03-02T10:05"))).state;
    expect(moveCase(half, { id: "m1", to: "done" }, desk.then("2026-03-02T10:10")).ok).toBe(false);
    const all = must(checkOffItems(half, { id: "c2", items: ["photographed"] }, desk.then("2026-03-02T10:06"))).state;
    expect(must(moveCase(all, { id: "m1", to: "done" }, desk.then("2026-03-02T10:10"))).state.checked).toEqual([]);
  });

  test("knows what is on it", () => {
    const wrong = checkOffItems(opened, { id: "c1", items: ["greeted", "waved"] }, desk.then("2026-03-02T10:05"));
    expect(wrong).toMatchObject({
      ok: false,
      rejection: { code: "item_unknown", item: "waved", known: ["greeted", "photographed"] },
    });
  });
});

describe("a guarded way", () => {
  test("is open to those whom its condition lets through, and asks what it asks", () => {
    const opened = desk.open("2026-03-02T10:00");
    const gold = { facts: { "tier.honour": "gold" } };
    const waive = { id: "m1", to: "waived", resolution: { kind: "refund", accepted: true } };
    expect(moveCase(opened, waive, desk.then("2026-03-02T10:10"))).toMatchObject({
      ok: false,
      rejection: { code: "guard_closed" },
    });
    expect(allowedMoves(opened, desk.then("2026-03-02T10:10")).map(({ to, isClosed }) => [to, isClosed])).toEqual([
      ["asked", undefined],
      ["done", undefined],
      ["waived", true],
    ]);
    const unasked = { ...waive, resolution: { kind: "refund" } };
    expect(moveCase(opened, unasked, desk.then("2026-03-02T10:10", gold))).toMatchObject({
      rejection: { missing: ["accepted"] },
    });
    expect(must(moveCase(opened, waive, desk.then("2026-03-02T10:10", gold))).state.status).toBe("waived");
    const said = must(
      recordResolution(
        opened,
        {
          id: "r1",
          remedySought: "refund",
          resolution: { kind: "refund", remedy: { kind: "money", amount: "50.00" }, accepted: true },
        },
        desk.then("2026-03-02T10:05"),
      ),
    ).state;
    expect(said).toMatchObject({ remedySought: "refund", resolution: { remedy: { amount: "50.00" } } });
    expect(moveCase(said, { id: "m1", to: "waived" }, desk.then("2026-03-02T10:10", gold)).ok).toBe(true);
  });
});

describe("a move that follows by itself", () => {
  test("is the first whose condition holds, in an event of its own", () => {
    const asked = desk.move(desk.open("2026-03-02T10:00"), "asked", "2026-03-02T11:00");
    const heard = must(receiveMessage(asked, { id: "msg_1", by: "cus_7" }, desk.then("2026-03-02T12:00")));
    expect(heard.events.map(({ type, id }) => [type, id])).toEqual([
      ["case.message_received", "msg_1"],
      ["case.moved", "msg_1#2"],
    ]);
    expect(desk.clock(heard.state, "resolution", "2026-03-02T12:00")).toMatchObject({
      due: instant("2026-03-02T19:00"),
    });
    const trifle = desk.move(desk.open("2026-03-02T10:00", { severity: "trifle" }), "asked", "2026-03-02T11:00");
    expect(must(receiveMessage(trifle, { id: "msg_1" }, desk.then("2026-03-02T12:00"))).state.status).toBe("done");
  });
});

describe("a case that is opened elsewhere", () => {
  test("waiting: its resolution has started and stands still", () => {
    const opened = desk.open("2026-03-02T10:00", { status: "asked" });
    expect(caseClocks(opened, desk.then("2026-03-03T10:00"))).toMatchObject([
      { metric: "first_response", state: "breached" },
      { metric: "resolution", state: "paused", since: instant("2026-03-02T10:00"), remainingMinutes: 480 },
    ]);
    const open = desk.move(opened, "open", "2026-03-03T10:00");
    expect(desk.clock(open, "resolution", "2026-03-03T10:00")).toMatchObject({ due: instant("2026-03-03T18:00") });
  });

  test("over: it was answered and ended as it was opened", () => {
    const decision = must(
      openCase({ id: "cas_1", type: "complaint", status: "waived" }, desk.then("2026-03-02T10:00")),
    );
    expect(decision.events.map(({ type, id }) => [type, id])).toEqual([
      ["case.opened", "cas_1"],
      ["case.closed", "cas_1#2"],
    ]);
    expect(decision.state).toMatchObject({
      endedAt: instant("2026-03-02T10:00"),
      answeredAt: instant("2026-03-02T10:00"),
    });
    expect(caseClocks(decision.state, desk.then("2026-03-09T10:00"))).toMatchObject([
      { metric: "first_response", state: "met" },
    ]);
    expect(decision.state.nextDueOn).toBeUndefined();
  });

  test("in a status that tells the customer so: it was acknowledged as it was opened", () => {
    const targets = [{ metric: "acknowledge", within: "PT1H", time: "calendar" }] as const;
    const iso = deskOf(policyWith({ workflow: "preset:iso_10002", targets }));
    const states = ["received", "accepted"].map((status) => {
      return iso.clock(iso.open("2026-03-02T10:00", { status }), "acknowledge", "2026-03-03T10:00");
    });
    const at = instant("2026-03-02T10:00");
    expect(states).toMatchObject([{ state: "breached" }, { state: "met", at }]);
  });

  test("in a status that there is not: refused with those that there are", () => {
    const refused = openCase({ id: "cas_1", type: "complaint", status: "opne" }, desk.then("2026-03-02T10:00"));
    expect(refused).toMatchObject({
      ok: false,
      rejection: { code: "status_unknown", allowed: ["open", "asked", "done", "waived"] },
    });
  });
});

describe("bad input", () => {
  const asked = desk.move(desk.open("2026-03-02T10:00"), "asked", "2026-03-02T11:00");
  const now = desk.then("2026-03-02T12:00");

  test("before the opening is refused, at the opening not", () => {
    const early = { id: "r1", occurredAt: "2026-03-02T09:59:59+08:00" };
    expect(respondToCase(asked, early, now)).toMatchObject({
      ok: false,
      rejection: { code: "occurred_before_opening", openedAt: instant("2026-03-02T10:00") },
    });
    expect(moveCase(asked, { ...early, to: "open" }, now)).toMatchObject({
      rejection: { code: "occurred_before_opening" },
    });
    expect(respondToCase(asked, { id: "r1", occurredAt: "2026-03-02T10:00:00+08:00" }, now).ok).toBe(true);
  });

  test("a move before the last move is out of order, at the same instant it is not", () => {
    const back = { id: "m1", to: "open", occurredAt: "2026-03-02T10:59:59+08:00" };
    expect(moveCase(asked, back, now)).toMatchObject({
      ok: false,
      rejection: { code: "out_of_order", earliest: instant("2026-03-02T11:00") },
    });
    expect(moveCase(asked, { ...back, occurredAt: "2026-03-02T11:00:00+08:00" }, now).ok).toBe(true);
  });

  test("a case is reopened within its window, to the millisecond", () => {
    const done = desk.move(asked, "done", "2026-03-02T12:00");
    expect(reopenCase(done, { id: "o1" }, desk.then("2026-03-09T12:00")).ok).toBe(true);
    const late = reopenCase(done, { id: "o1" }, { ...now, now: new Date(Date.parse(instant("2026-03-09T12:00")) + 1) });
    expect(late).toMatchObject({
      ok: false,
      rejection: { code: "reopen_window_closed", until: instant("2026-03-09T12:00") },
    });
  });

  test("nor is it after that by a move; a move that does not take it on again is free", () => {
    const brief = deskOf(policyWith({ workflow: "preset:enquiry", targets: [], reopenWithin: "P7D" }));
    const done = brief.move(brief.open("2026-03-02T10:00"), "answered", "2026-03-02T12:00");
    const late = brief.then("2026-03-09T12:01");
    expect(moveCase(done, { id: "m1", to: "open" }, brief.then("2026-03-09T12:00")).ok).toBe(true);
    expect(moveCase(done, { id: "m1", to: "open" }, late)).toMatchObject({
      rejection: { code: "reopen_window_closed", until: instant("2026-03-09T12:00") },
    });
    expect(moveCase(done, { id: "m1", to: "closed" }, late).ok).toBe(true);
  });

  test("nor by what the customer writes", () => {
    const open = { label: "Open", clock: "running", to: ["done"] } as const;
    const on = [{ event: "message_received", to: "open" }] as const;
    const statuses = { open, done: { label: "Done", clock: "stopped", to: ["open"], on } } as const;
    const brief = deskOf(policyWith({ workflow: { initial: "open", statuses }, reopenWithin: "P7D" }));
    const done = brief.move(brief.open("2026-03-02T10:00"), "done", "2026-03-02T12:00");
    const statusAt = (time: string): string =>
      must(receiveMessage(done, { id: "msg_1" }, brief.then(time))).state.status;
    expect([statusAt("2026-03-09T12:00"), statusAt("2026-03-09T12:01")]).toEqual(["open", "done"]);
  });

  test("but by an unhappy answer it is, for the shop asked, however late", () => {
    const followUp = { attempts: 3, spacing: "P1D", time: "calendar", unsatisfied: "reopen" } as const;
    const brief = deskOf(policyWith({ reopenWithin: "P7D", followUp }));
    const handling = brief.move(brief.open("2026-03-02T10:00"), "investigating", "2026-03-02T11:00");
    const done = brief.move(brief.move(handling, "handling", "2026-03-02T11:30"), "feedback", "2026-03-02T12:00");
    const late = brief.then("2026-04-02T12:00");
    expect(reopenCase(done, { id: "o1" }, late)).toMatchObject({ rejection: { code: "reopen_window_closed" } });
    const unhappy = must(followUpCase(done, { id: "f1", outcome: "unsatisfied" }, late));
    expect(unhappy.events.map(({ type }) => type)).toEqual(["case.followed_up", "case.reopened"]);
    expect(unhappy.state).toMatchObject({ status: "investigating", cycle: 2 });
    expect(unhappy.state.endedAt).toBeUndefined();
  });
});
