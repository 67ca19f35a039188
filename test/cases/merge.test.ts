import { describe, expect, test } from "vitest";
import { classifyCase } from "../../src/cases/classify.js";
import { caseClocks } from "../../src/cases/clocks.js";
import { absorbCase, mergeCase, splitCase, waitingFrom } from "../../src/cases/merge.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { duplicatesOf, recurrencesOf } from "../../src/cases/related-cases.js";
import { respondToCase } from "../../src/cases/respond.js";
import { settleCase } from "../../src/cases/settle.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const desk = deskOf(
  policyWith({
    targets: [
      { metric: "first_response", within: "PT4H", time: "calendar" },
      { metric: "next_response", within: "PT2H", time: "calendar" },
      { metric: "resolution", within: "PT48H", time: "calendar" },
    ],
  }),
);
const customer = { customerId: "cus_7", orderId: "ord_1" };

describe("a duplicate", () => {
  const older = must(
    respondToCase(
      desk.open("2026-03-02T09:00", { caseId: "cas_1", ...customer }),
      { id: "r1" },
      desk.then("2026-03-02T09:30"),
    ),
  ).state;
  const younger = desk.open("2026-03-02T12:00", { caseId: "cas_2", ...customer });

  test("goes on in the other: its clocks end without a verdict, and nothing is told of it any more", () => {
    const merged = must(mergeCase(younger, { id: "mrg_1", into: "cas_1" }, desk.then("2026-03-02T12:30"))).state;
    expect(merged).toMatchObject({ links: { mergedInto: "cas_1" }, endedAt: instant("2026-03-02T12:30"), ended: [] });
    expect(caseClocks(merged, desk.then("2026-03-20T12:30"))).toEqual([]);
    expect(settleCase(merged, desk.then("2026-03-20T12:30"))).toEqual([]);
    expect(moveCase(merged, { id: "m1", to: "investigating" }, desk.then("2026-03-02T13:00"))).toMatchObject({
      rejection: { code: "move_not_allowed", allowed: [] },
    });
    const written = must(receiveMessage(merged, { id: "msg_1" }, desk.then("2026-03-02T13:00"))).state;
    expect(caseClocks(written, desk.then("2026-03-20T12:30"))).toEqual([]);
    expect(mergeCase(merged, { id: "mrg_2", into: "cas_3" }, desk.then("2026-03-02T13:00"))).toMatchObject({
      rejection: { code: "case_merged", into: "cas_1" },
    });
  });

  test("makes nobody wait longer: who waits there waits here, since the same moment", () => {
    const waitingSince = waitingFrom(younger) ?? "";
    expect(waitingSince).toBe(instant("2026-03-02T12:00"));
    const absorbed = must(
      absorbCase(older, { id: "mrg_1", from: "cas_2", waitingSince }, desk.then("2026-03-02T12:30")),
    ).state;
    expect(absorbed).toMatchObject({ links: { merged: ["cas_2"] }, waitingSince });
    expect(desk.clock(absorbed, "next_response", "2026-03-02T12:30")).toMatchObject({
      due: instant("2026-03-02T14:00"),
    });
    expect(absorbCase(absorbed, { id: "mrg_2", from: "cas_2" }, desk.then("2026-03-02T12:40"))).toMatchObject({
      rejection: { code: "already_linked", caseId: "cas_2" },
    });
    expect(absorbCase(older, { id: "mrg_2", from: "cas_1" }, desk.then("2026-03-02T12:40"))).toMatchObject({
      rejection: { code: "same_case" },
    });
  });

  const waitingSince = instant("2026-03-02T12:00");
  const answered = must(respondToCase(older, { id: "r2" }, desk.then("2026-03-02T12:15"))).state;

  test.each([
    ["nobody waited", answered],
    ["somebody waited since", must(receiveMessage(answered, { id: "m2" }, desk.then("2026-03-02T12:20"))).state],
  ])("is not answered by what was answered here in between, where %s", (_, serviceCase) => {
    const command = { id: "mrg_1", from: "cas_2", waitingSince };
    const decision = must(absorbCase(serviceCase, command, desk.then("2026-03-02T12:30")));
    const absorbed = decision.state;
    expect([absorbed.waitingSince, absorbed.waits]).toEqual([waitingSince, 1]);
    const due = instant("2026-03-02T14:00");
    expect(desk.clock(absorbed, "next_response", "2026-03-02T12:30")).toMatchObject({ state: "running", due });
    const told = must(classifyCase(absorbed, { id: "c1", category: "taste" }, desk.then("2026-03-02T12:40"))).state;
    expect(desk.clock(told, "next_response", "2026-03-02T12:40")).toMatchObject({ state: "running", due });
    const done = must(respondToCase(absorbed, { id: "r3" }, desk.then("2026-03-02T13:00"))).state;
    expect(done.waitingSince).toBeUndefined();
    expect(desk.clock(done, "next_response", "2026-03-02T13:00")).toMatchObject({ state: "met", due });
    expect(desk.clock(done, "next_response", "2026-03-20T13:00")).toMatchObject({ state: "met", due });
  });

  test("ends a clock that a message ends, with its verdict", () => {
    const own = { start: [{ kind: "responded" }], stop: [{ kind: "message_received" }] } as const;
    const target = { metric: "custom", name: "silence", within: "PT8H", time: "calendar", ...own } as const;
    const quiet = deskOf(policyWith({ targets: [target] }));
    const answered = must(
      respondToCase(quiet.open("2026-03-02T09:00"), { id: "r1" }, quiet.then("2026-03-02T09:30")),
    ).state;
    const command = { id: "mrg_1", from: "cas_2", waitingSince: instant("2026-03-02T12:00") };
    const absorbed = must(absorbCase(answered, command, quiet.then("2026-03-02T12:30"))).state;
    expect(quiet.clock(absorbed, "custom", "2026-03-02T12:30")).toMatchObject({
      state: "met",
      at: instant("2026-03-02T12:00"),
    });
  });

  test("is found by what it is about, and two orders are two matters", () => {
    const context = { ...desk.then("2026-03-02T12:30"), others: [older, younger] };
    expect(duplicatesOf(younger, context)).toEqual([
      { caseId: "cas_1", openedAt: instant("2026-03-02T09:00"), alike: ["order"] },
    ]);
    const another = desk.open("2026-03-02T12:00", {
      caseId: "cas_3",
      customerId: "cus_7",
      orderId: "ord_2",
      category: "quality",
    });
    expect(duplicatesOf(another, context)).toEqual([]);
    const late = desk.open("2026-03-09T09:01", { caseId: "cas_4", ...customer });
    expect(duplicatesOf(late, context).map(({ caseId }) => caseId)).toEqual(["cas_2"]);
    const stranger = desk.open("2026-03-02T12:00", { caseId: "cas_5", orderId: "ord_1" });
    expect(duplicatesOf(stranger, context)).toEqual([]);
  });
});

describe("a case in two parts", () => {
  test("says which, and each part counts from the same moment", () => {
    const opened = desk.open("2026-03-02T09:00", customer);
    const split = must(splitCase(opened, { id: "spl_1", into: ["cas_9"] }, desk.then("2026-03-02T10:00"))).state;
    expect(split.links).toEqual({ split: ["cas_9"] });
    const part = { id: "cas_9", type: "complaint", splitFrom: "cas_1", occurredAt: opened.openedAt } as const;
    const other = must(openCase(part, desk.then("2026-03-02T10:00"))).state;
    expect(other.links).toEqual({ splitFrom: "cas_1" });
    expect(desk.clock(other, "first_response", "2026-03-02T10:00")).toEqual(
      desk.clock(opened, "first_response", "2026-03-02T10:00"),
    );
    expect(splitCase(split, { id: "spl_2", into: ["cas_9"] }, desk.then("2026-03-02T10:00")).ok).toBe(false);
  });
});

describe("what comes again", () => {
  test("is counted by cause and article, within the time that is looked back", () => {
    const ended = (time: string, caseId: string): ServiceCase => {
      const opened = desk.open(time, { caseId, customerId: "cus_7", sku: "kettle-2" });
      return desk.move(desk.move(desk.move(opened, "investigating", time), "handling", time), "feedback", time);
    };
    const [first, second, third] = [
      ended("2025-11-01T09:00", "k1"),
      ended("2026-02-01T09:00", "k2"),
      ended("2026-03-01T09:00", "k3"),
    ];
    expect(recurrencesOf(third, { ...desk.then("2026-03-02T09:00"), others: [first, second, third] })).toEqual([
      { by: "rootCause", value: "supplier", count: 2, cases: ["k2"] },
      { by: "sku", value: "kettle-2", count: 2, cases: ["k2"] },
    ]);
    expect(
      recurrencesOf(third, { ...desk.then("2026-03-02T09:00"), others: [first, second], within: "P6M" }),
    ).toMatchObject([{ count: 3, cases: ["k1", "k2"] }, { count: 3 }]);
  });
});
