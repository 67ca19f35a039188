import { describe, expect, test } from "vitest";
import { acknowledgeCase } from "../../src/cases/acknowledge.js";
import { assignCase } from "../../src/cases/assign.js";
import { caseClocks } from "../../src/cases/clocks.js";
import { clockTimes } from "../../src/cases/clock-times.js";
import { followUpCase } from "../../src/cases/follow-up.js";
import { markCase } from "../../src/cases/mark.js";
import { respondToCase } from "../../src/cases/respond.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

describe("the acknowledgement", () => {
  const desk = deskOf(
    policyWith({
      targets: [
        { metric: "acknowledge", within: "PT1H", time: "calendar" },
        { metric: "first_response", within: "PT4H", time: "calendar" },
      ],
    }),
  );

  test("is no answer: it ends its own clock alone, at the due instant in time and a minute later not", () => {
    const told = must(acknowledgeCase(desk.open("2026-03-02T10:00"), { id: "ack_1" }, desk.then("2026-03-02T11:00")));
    expect(desk.clock(told.state, "acknowledge", "2026-03-02T11:00")).toMatchObject({ state: "met" });
    expect(desk.clock(told.state, "first_response", "2026-03-02T11:00")).toMatchObject({ state: "running" });
    const late = must(acknowledgeCase(desk.open("2026-03-02T10:00"), { id: "ack_1" }, desk.then("2026-03-02T11:01")));
    expect(desk.clock(late.state, "acknowledge", "2026-03-02T11:01")).toMatchObject({ state: "breached" });
  });

  test("is given with an answer, and with a status that says so", () => {
    const answered = must(respondToCase(desk.open("2026-03-02T10:00"), { id: "rsp_1" }, desk.then("2026-03-02T10:30")));
    expect(desk.clock(answered.state, "acknowledge", "2026-03-02T10:30")).toMatchObject({ state: "met" });
    const iso = deskOf(
      policyWith({
        workflow: "preset:iso_10002",
        targets: [{ metric: "acknowledge", within: "PT1H", time: "calendar" }],
      }),
    );
    const accepted = iso.move(iso.open("2026-03-02T10:00"), "acknowledged", "2026-03-02T10:20");
    expect(iso.clock(accepted, "acknowledge", "2026-03-02T10:20")).toMatchObject({
      state: "met",
      at: instant("2026-03-02T10:20"),
    });
  });
});

describe("periodic updates", () => {
  const desk = deskOf(policyWith({ targets: [{ metric: "periodic_update", within: "P1D", time: "calendar" }] }));

  test("are owed from the first answer on, and each answer begins the next round", () => {
    const opened = desk.open("2026-03-02T10:00");
    expect(desk.clock(opened, "periodic_update", "2026-03-09T10:00")).toBeUndefined();
    const first = must(respondToCase(opened, { id: "rsp_1" }, desk.then("2026-03-02T11:00"))).state;
    const second = must(respondToCase(first, { id: "rsp_2" }, desk.then("2026-03-03T11:30"))).state;
    expect(caseClocks(second, desk.then("2026-03-03T12:00"))).toEqual([
      {
        metric: "periodic_update",
        state: "breached",
        due: instant("2026-03-03T11:00"),
        at: instant("2026-03-03T11:30"),
      },
      { metric: "periodic_update", cycle: 2, state: "running", due: instant("2026-03-04T11:30") },
    ]);
  });
});

describe("targets of the shop's own", () => {
  const desk = deskOf(
    policyWith({
      targets: [
        {
          metric: "internal",
          name: "workshop",
          within: "PT2H",
          time: "business",
          calendar: "desk",
          start: [{ kind: "assigned", to: "workshop" }],
          stop: [{ kind: "assigned", to: "desk" }],
        },
        {
          metric: "custom",
          name: "money_back",
          within: "P3D",
          time: "calendar",
          start: [{ kind: "ended" }],
          stop: [{ kind: "marked", mark: "money_sent" }],
        },
      ],
    }),
  );

  test("start and stop by what they say, as often as it happens", () => {
    const opened = desk.open("2026-03-02T09:00");
    const there = must(assignCase(opened, { id: "a1", to: "workshop" }, desk.then("2026-03-02T11:30"))).state;
    expect(desk.clock(there, "internal", "2026-03-02T11:30")).toMatchObject({
      name: "workshop",
      due: instant("2026-03-02T15:00"),
    });
    const back = must(assignCase(there, { id: "a2", to: "desk" }, desk.then("2026-03-02T15:01"))).state;
    expect(desk.clock(back, "internal", "2026-03-02T16:00")).toMatchObject({
      state: "breached",
      at: instant("2026-03-02T15:01"),
    });
    const again = must(assignCase(back, { id: "a3", to: "workshop" }, desk.then("2026-03-02T16:00"))).state;
    expect(desk.clock(again, "internal", "2026-03-02T16:00")).toMatchObject({ cycle: 2, state: "running" });
  });

  test("wait for a mark that one of them knows", () => {
    const handling = desk.move(
      desk.move(desk.open("2026-03-02T09:00"), "investigating", "2026-03-02T10:00"),
      "handling",
      "2026-03-02T11:00",
    );
    const done = desk.move(handling, "feedback", "2026-03-02T12:00");
    expect(desk.clock(done, "custom", "2026-03-02T12:00")).toMatchObject({ due: instant("2026-03-05T12:00") });
    const wrong = markCase(done, { id: "m1", mark: "monye_sent" }, desk.then("2026-03-03T12:00"));
    expect(wrong).toMatchObject({ ok: false, rejection: { code: "mark_unknown", known: ["money_sent"] } });
    const sent = must(markCase(done, { id: "m2", mark: "money_sent" }, desk.then("2026-03-05T12:00"))).state;
    expect(desk.clock(sent, "custom", "2026-03-06T12:00")).toMatchObject({ state: "met" });
  });
});

describe("which target holds", () => {
  const first = { metric: "first_response", time: "calendar" } as const;
  const desk = deskOf(
    policyWith({
      targets: [
        { ...first, within: "PT4H" },
        { ...first, within: "PT1H", when: { op: "eq", fact: "case.severity", value: "injury" } },
        { ...first, within: "PT2H", when: { op: "in", fact: "tier.honour", values: ["gold"] } },
      ],
    }),
  );

  test.each([
    ["somebody", {}, {}, "2026-03-02T14:00"],
    ["somebody who was hurt", { severity: "injury" }, { "tier.honour": "gold" }, "2026-03-02T11:00"],
    ["a gold customer", {}, { "tier.honour": "gold" }, "2026-03-02T12:00"],
  ])("the first that says for which cases it stands: %s", (_, more, facts, due) => {
    const opened = desk.open("2026-03-02T10:00", more, { facts });
    expect(desk.clock(opened, "first_response", "2026-03-02T10:00")).toMatchObject({ due: instant(due) });
    expect(opened.policy.targets).toHaveLength(1);
  });

  test("a policy stands for those of whom its condition holds, and else the next one does", () => {
    const shops = deskOf(
      policyWith({ id: "flagship", when: { op: "eq", fact: "case.shopId", value: "sh_1" } }),
      policyWith({ id: "usual" }),
    );
    expect(shops.open("2026-03-02T10:00", { shopId: "sh_1" }).policy.id).toBe("flagship");
    expect(shops.open("2026-03-02T10:00", { shopId: "sh_2" }).policy.id).toBe("usual");
    expect(shops.open("2026-03-02T10:00").policy.id).toBe("usual");
    expect(shops.open("2026-03-02T10:00", { policy: "flagship" }).policy.id).toBe("flagship");
  });
});

describe("units", () => {
  const resolution = { metric: "resolution", calendar: "desk" } as const;

  test("business days end with the close of business, or with the day", () => {
    const target = { ...resolution, within: "P3D", time: "business_days" } as const;
    const close = deskOf(policyWith({ targets: [target] }));
    const midnight = deskOf(policyWith({ targets: [{ ...target, dayEnd: "midnight" }] }));
    // A Monday; nothing depends on the time of day at which it was opened.
    for (const time of ["2026-03-02T00:00", "2026-03-02T23:59"]) {
      expect(close.clock(close.open(time), "resolution", time)).toMatchObject({ due: instant("2026-03-05T18:00") });
      expect(midnight.clock(midnight.open(time), "resolution", time)).toMatchObject({
        due: instant("2026-03-06T00:00"),
      });
    }
    const opened = midnight.move(midnight.open("2026-03-02T10:00"), "investigating", "2026-03-02T10:00");
    const waits = midnight.move(opened, "awaiting_customer", "2026-03-03T12:00");
    const goesOn = midnight.move(waits, "investigating", "2026-03-04T12:00");
    expect(midnight.clock(goesOn, "resolution", "2026-03-04T12:00")).toMatchObject({
      due: instant("2026-03-07T00:00"),
    });
    const weekend = midnight.move(
      midnight.move(opened, "awaiting_customer", "2026-03-04T00:00"),
      "investigating",
      "2026-03-08T10:00",
    );
    expect(midnight.clock(weekend, "resolution", "2026-03-08T10:00")).toMatchObject({
      due: instant("2026-03-11T00:00"),
    });
  });

  test("a deadline on closing time stays there, or moves to the next opening", () => {
    const target = { ...resolution, within: "PT3H", time: "business" } as const;
    const stays = deskOf(policyWith({ targets: [target] }));
    const moves = deskOf(policyWith({ targets: [{ ...target, boundary: "next_open" }] }));
    const friday = "2026-03-06T15:00";
    expect(stays.clock(stays.open(friday), "resolution", friday)).toMatchObject({ due: instant("2026-03-06T18:00") });
    expect(moves.clock(moves.open(friday), "resolution", friday)).toMatchObject({ due: instant("2026-03-09T09:00") });
  });
});

describe("numbers", () => {
  const desk = deskOf(
    policyWith({ targets: [{ metric: "resolution", within: "PT4H", time: "business", calendar: "desk" }] }),
  );

  test("elapsed and remaining add up to the total, also when it is overdue", () => {
    const opened = desk.open("2026-03-02T11:00");
    const hour = 3_600_000;
    expect(clockTimes(opened, desk.then("2026-03-02T14:00"))).toEqual([
      {
        metric: "resolution",
        state: "running",
        due: instant("2026-03-02T16:30"),
        total: 4 * hour,
        elapsed: 1.5 * hour,
        remaining: 2.5 * hour,
        overdue: 0,
      },
    ]);
    expect(clockTimes(opened, desk.then("2026-03-02T17:30"))).toMatchObject([
      { state: "breached", elapsed: 5 * hour, remaining: -hour, overdue: hour },
    ]);
    const handling = desk.move(desk.move(opened, "investigating", "2026-03-02T12:00"), "handling", "2026-03-02T14:00");
    const done = desk.move(handling, "feedback", "2026-03-03T09:00");
    expect(clockTimes(done, desk.then("2026-03-20T09:00"))).toMatchObject([
      { state: "breached", elapsed: 5.5 * hour, overdue: 1.5 * hour },
    ]);
  });
});

describe("a reopened case", () => {
  const target = { metric: "resolution", within: "PT8H", time: "calendar" } as const;
  const done = (desk: ReturnType<typeof deskOf>) => {
    const handling = desk.move(
      desk.move(desk.open("2026-03-02T10:00"), "investigating", "2026-03-02T10:00"),
      "handling",
      "2026-03-02T12:00",
    );
    return desk.move(desk.move(handling, "feedback", "2026-03-02T13:00"), "investigating", "2026-03-04T10:00");
  };

  test.each([
    ["continue", [{ state: "met" }, { cycle: 2, state: "running", due: instant("2026-03-04T15:00") }]],
    ["restart", [{ state: "met" }, { cycle: 2, state: "running", due: instant("2026-03-04T18:00") }]],
    ["keep", [{ state: "met" }]],
  ] as const)("its clock does as the target says: %s", (reopen, clocks) => {
    const desk = deskOf(policyWith({ targets: [{ ...target, reopen }] }));
    expect(caseClocks(done(desk), desk.then("2026-03-04T10:00"))).toMatchObject(clocks);
    const byPolicy = deskOf(policyWith({ targets: [target], reopen }));
    expect(caseClocks(done(byPolicy), byPolicy.then("2026-03-04T10:00"))).toMatchObject(clocks);
  });
});

describe("the plan of follow-ups", () => {
  const plan = { attempts: 2, spacing: "PT4H", time: "business", calendar: "desk" } as const;
  const targets = [{ metric: "follow_up", within: "P7D", time: "calendar" }] as const;
  const resolved = (desk: ReturnType<typeof deskOf>) => {
    const handling = desk.move(
      desk.move(desk.open("2026-03-02T10:00"), "investigating", "2026-03-02T10:00"),
      "handling",
      "2026-03-02T12:00",
    );
    return desk.move(handling, "feedback", "2026-03-02T15:00");
  };

  test("says when to try again, and that enough was tried", () => {
    const desk = deskOf(policyWith({ targets, followUp: plan }));
    const once = must(
      followUpCase(resolved(desk), { id: "f1", outcome: "not_reached" }, desk.then("2026-03-02T16:00")),
    ).state;
    expect(once).toMatchObject({ attempts: 1, followUpAgainAt: instant("2026-03-03T11:00") });
    const twice = must(followUpCase(once, { id: "f2", outcome: "not_reached" }, desk.then("2026-03-03T11:00"))).state;
    expect(twice.followUpFrom).toBeUndefined();
    expect(twice.followUpAgainAt).toBeUndefined();
    expect(desk.clock(twice, "follow_up", "2026-03-20T10:00")).toMatchObject({ state: "met" });
    expect(followUpCase(twice, { id: "f3", outcome: "satisfied" }, desk.then("2026-03-03T12:00")).ok).toBe(false);
  });

  test("an unhappy answer takes the case on again, or owes another follow-up", () => {
    const unhappy = { id: "f1", outcome: "unsatisfied" } as const;
    const again = deskOf(policyWith({ targets, followUp: { ...plan, unsatisfied: "reopen" } }));
    const reopened = must(followUpCase(resolved(again), unhappy, again.then("2026-03-03T10:00")));
    expect(reopened.events.map(({ type, id }) => [type, id])).toEqual([
      ["case.followed_up", "f1"],
      ["case.reopened", "f1#2"],
    ]);
    expect(reopened.state).toMatchObject({ status: "investigating", cycle: 2 });
    const asks = deskOf(policyWith({ targets, followUp: { ...plan, unsatisfied: "follow_up" } }));
    const asked = must(followUpCase(resolved(asks), unhappy, asks.then("2026-03-03T10:00"))).state;
    expect(asked).toMatchObject({ attempts: 0, followUpFrom: instant("2026-03-03T10:00") });
    expect(asks.clock(asked, "follow_up", "2026-03-03T10:00")).toMatchObject({
      cycle: 2,
      state: "running",
      due: instant("2026-03-10T10:00"),
    });
  });
});
