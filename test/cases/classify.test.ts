import { describe, expect, test } from "vitest";
import { caseClocks } from "../../src/cases/clocks.js";
import { classifyCase, type ClassifyCase } from "../../src/cases/classify.js";
import { migrateCase, migrationPreview } from "../../src/cases/migrate.js";
import type { CasesContext, ServiceCase } from "../../src/cases/model.js";
import { respondToCase } from "../../src/cases/respond.js";
import { defineCaseRules, type CaseRulesInput } from "../../src/cases/rules.js";
import { settleCase } from "../../src/cases/settle.js";
import type { CaseTarget } from "../../src/cases/target-model.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const slow: CaseTarget = { metric: "resolution", within: "PT48H", time: "calendar" };
const fast: CaseTarget = { ...slow, within: "PT4H", when: { op: "eq", fact: "case.severity", value: "injury" } };
const answer: CaseTarget = { metric: "first_response", within: "PT2H", time: "calendar" };
const escalate = [{ metric: "resolution", at: { kind: "breach" }, to: "manager" }] as const;
const desk = deskOf(policyWith({ targets: [slow, fast, answer], escalate }));

/** Opened at ten, answered at half past, waited for the customer from eleven to three. */
function worked(): ReturnType<typeof desk.open> {
  const answered = must(
    respondToCase(desk.open("2026-03-02T10:00"), { id: "r1" }, desk.then("2026-03-02T10:30")),
  ).state;
  const asked = desk.move(
    desk.move(answered, "investigating", "2026-03-02T10:40"),
    "awaiting_customer",
    "2026-03-02T11:00",
  );
  return desk.move(asked, "investigating", "2026-03-02T15:00");
}

describe("classifyCase", () => {
  test("chooses the target again, from the opening on, with the pause that there was", () => {
    const before = desk.clock(worked(), "resolution", "2026-03-02T16:00");
    expect(before).toMatchObject({ due: instant("2026-03-04T14:00") });
    const hurt = must(classifyCase(worked(), { id: "c1", severity: "injury" }, desk.then("2026-03-02T16:00"))).state;
    expect(desk.clock(hurt, "resolution", "2026-03-02T16:00")).toEqual({
      metric: "resolution",
      state: "running",
      due: instant("2026-03-02T18:00"),
    });
    expect(desk.clock(hurt, "first_response", "2026-03-02T16:00")).toMatchObject({
      state: "met",
      at: instant("2026-03-02T10:30"),
    });
  });

  test("what should have been done by now is told at once, once", () => {
    const late = must(classifyCase(worked(), { id: "c1", severity: "injury" }, desk.then("2026-03-02T19:00")));
    expect(late.events.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ["case.classified", instant("2026-03-02T19:00")],
      ["case.breached", instant("2026-03-02T18:00")],
      ["case.escalated", instant("2026-03-02T18:00")],
    ]);
    const again = must(classifyCase(late.state, { id: "c2", category: "quality" }, desk.then("2026-03-02T20:00")));
    expect(again.events.map(({ type }) => type)).toEqual(["case.classified"]);
    expect(again.state).toMatchObject({ severity: "injury", category: "quality" });
  });

  test("a target that was not there before counts from where it would have begun", () => {
    const some: CaseTarget = {
      metric: "custom",
      name: "visit",
      within: "PT8H",
      time: "calendar",
      start: [{ kind: "responded" }],
      stop: [{ kind: "ended" }],
      when: { op: "eq", fact: "case.kind", value: "on_site" },
    };
    const shop = deskOf(policyWith({ targets: [some] }));
    const opened = shop.open("2026-03-02T10:00");
    const answered = must(respondToCase(opened, { id: "r1" }, shop.then("2026-03-02T11:00"))).state;
    const visit = must(classifyCase(answered, { id: "c1", kind: "on_site" }, shop.then("2026-03-02T13:00"))).state;
    expect(caseClocks(visit, shop.then("2026-03-02T13:00"))).toEqual([
      { metric: "custom", name: "visit", state: "running", due: instant("2026-03-02T19:00") },
    ]);
  });

  test("a cycle that has its verdict keeps it", () => {
    const shop = deskOf(
      policyWith({
        targets: [answer, { ...answer, within: "PT10M", when: { op: "eq", fact: "case.severity", value: "injury" } }],
      }),
    );
    const answered = must(
      respondToCase(shop.open("2026-03-02T10:00"), { id: "r1" }, shop.then("2026-03-02T11:00")),
    ).state;
    const hurt = must(classifyCase(answered, { id: "c1", severity: "injury" }, shop.then("2026-03-02T12:00"))).state;
    expect(caseClocks(hurt, shop.then("2026-03-09T12:00"))).toEqual(
      caseClocks(answered, shop.then("2026-03-09T12:00")),
    );
  });
});

describe("a policy that somebody names", () => {
  const injury = { op: "eq", fact: "case.severity", value: "injury" } as const;
  const policies = [
    policyWith({ id: "injury", when: injury, targets: [slow] }),
    policyWith({ targets: [slow] }),
    policyWith({ id: "vip", when: { op: "eq", fact: "case.sku", value: "vip" }, targets: [slow] }),
  ];
  const shop = deskOf(...policies);
  const classified = (serviceCase: ServiceCase, command: Partial<ClassifyCase>, time: string): ServiceCase =>
    must(classifyCase(serviceCase, { id: time, ...command }, shop.then(time))).state;

  test("stays, whatever the case turns out to be, until another is named", () => {
    const opened = shop.open("2026-03-02T10:00", { policy: "vip" });
    const hurt = classified(opened, { severity: "injury" }, "2026-03-02T11:00");
    const quality = classified(hurt, { category: "quality" }, "2026-03-02T12:00");
    expect([opened, hurt, quality].map(({ policy }) => policy.id)).toEqual(["vip", "vip", "vip"]);
    const named = classified(quality, { policy: "complaint" }, "2026-03-02T13:00");
    expect(classified(named, { severity: "injury" }, "2026-03-02T14:00").policy.id).toBe("complaint");
    expect(classifyCase(named, { id: "c9", policy: "vpi" }, shop.then("2026-03-02T15:00"))).toMatchObject({
      rejection: { code: "no_policy" },
    });
  });

  test("is not there where none was named: what the case turns out to be chooses again", () => {
    const hurt = classified(shop.open("2026-03-02T10:00"), { severity: "injury" }, "2026-03-02T11:00");
    expect([hurt.policy.id, hurt.isPolicyNamed]).toEqual(["injury", undefined]);
  });

  test("stays through a migration, and is chosen again when the program has it no more", () => {
    const under = (listed: typeof policies, version: number): CasesContext => ({
      ...shop.then("2026-03-02T11:00"),
      cases: defineCaseRules({ policies: listed }, { of: { id: "shop", version } }),
    });
    const opened = shop.open("2026-03-02T10:00", { policy: "vip", severity: "injury" });
    const migrated = must(migrateCase(opened, { id: "g1" }, under(policies, 2))).state;
    const later = must(classifyCase(migrated, { id: "c1", category: "quality" }, under(policies, 2))).state;
    expect([migrated.policy.id, later.policy.id]).toEqual(["vip", "vip"]);
    const gone = must(classifyCase(later, { id: "c2", kind: "return" }, under(policies.slice(0, 2), 3))).state;
    expect([gone.policy.id, gone.isPolicyNamed]).toEqual(["injury", undefined]);
  });
});

describe("a priority that somebody names", () => {
  const policy = policyWith({ targets: [slow] });
  const refused = (priority: string, more: Partial<CaseRulesInput>): unknown => {
    const rules = defineCaseRules({ policies: [policy], ...more });
    const context = { ...desk.then("2026-03-02T11:00"), cases: rules };
    const decision = classifyCase(desk.open("2026-03-02T10:00"), { id: "c1", priority }, context);
    return decision.ok ? decision.state.priority : decision.rejection;
  };
  const priorityRules = [{ priority: "recall", condition: { op: "otherwise" } }] as const;

  test("is one of those that the section lists", () => {
    expect(refused("p1", { priorities: ["p1", "p2"] })).toBe("p1");
    expect(refused("urgent", { priorities: ["p1", "p2"] })).toMatchObject({ code: "priority_unknown" });
    expect(refused("urgnet", { priorities: ["urgent", "normal"] })).toEqual({
      code: "priority_unknown",
      message: '"urgnet" is not a priority of cases; known: urgent, normal. Did you mean "urgent"?',
      priority: "urgnet",
      known: ["urgent", "normal"],
    });
  });

  test("is one of the usual, or of those that the rules give, where it lists none", () => {
    const policies = [{ ...policy, priorityRules }];
    expect(["recall", "urgent"].map((each) => refused(each, { policies }))).toEqual(["recall", "urgent"]);
    expect(refused("urgnet", { policies })).toMatchObject({
      code: "priority_unknown",
      known: ["urgent", "high", "normal", "low", "recall"],
    });
  });

  test("is any where there are no rules either", () => {
    expect(refused("vip", {})).toBe("vip");
  });
});

describe("migrateCase", () => {
  const policies = [policyWith({ targets: [{ ...slow, within: "PT24H" }, answer], escalate })];
  const cases = defineCaseRules({ policies }, { of: { id: "shop", version: 2 } });
  const later = (time: string, more: Partial<CasesContext> = {}): CasesContext => ({
    ...desk.then(time),
    cases,
    ...more,
  });

  test("a case keeps its policy under a later program until it is migrated", () => {
    const opened = desk.open("2026-03-02T10:00");
    expect(caseClocks(opened, later("2026-03-02T10:00")).at(-1)).toMatchObject({ due: instant("2026-03-04T10:00") });
    const migrated = must(migrateCase(opened, { id: "g1" }, later("2026-03-02T11:00"))).state;
    expect(migrated).toMatchObject({ repinned: 1, policy: { version: 2 }, of: { version: 2 } });
    expect(caseClocks(migrated, later("2026-03-02T11:00")).at(-1)).toMatchObject({ due: instant("2026-03-03T10:00") });
    expect(migrateCase(migrated, { id: "g2" }, later("2026-03-02T12:00"))).toMatchObject({
      ok: false,
      rejection: { code: "nothing_to_change", version: 2 },
    });
  });

  test("the preview says which clocks would be another, and what would be told", () => {
    const opened = must(
      respondToCase(desk.open("2026-03-02T10:00"), { id: "r1" }, desk.then("2026-03-02T11:00")),
    ).state;
    const preview = migrationPreview(opened, later("2026-03-03T12:00"));
    expect(preview).toMatchObject({
      from: { policy: "complaint", version: 1 },
      to: { policy: "complaint", version: 2 },
      changes: [
        {
          before: { state: "running", due: instant("2026-03-04T10:00") },
          after: { state: "breached", due: instant("2026-03-03T10:00") },
        },
      ],
      tells: [{ type: "case.breached" }, { type: "case.escalated" }],
    });
    expect(settleCase(opened, later("2026-03-03T12:00"))).toEqual([]);
  });

  test("into a workflow without the status: refused with those that there are, taken with one of them", () => {
    const other = defineCaseRules(
      { policies: [policyWith({ workflow: "preset:enquiry", targets: [slow] })] },
      { of: { id: "shop", version: 3 } },
    );
    const opened = desk.open("2026-03-02T10:00");
    const refused = migrateCase(opened, { id: "g1" }, { ...later("2026-03-02T11:00"), cases: other });
    expect(refused).toMatchObject({
      ok: false,
      rejection: {
        code: "status_unknown",
        status: "accepted",
        allowed: ["open", "awaiting_customer", "answered", "closed"],
      },
    });
    const waits = must(
      migrateCase(opened, { id: "g1", status: "awaiting_customer" }, { ...later("2026-03-02T11:00"), cases: other }),
    ).state;
    expect(waits.status).toBe("awaiting_customer");
    expect(caseClocks(waits, later("2026-03-02T12:00"))).toMatchObject([
      { state: "paused", since: instant("2026-03-02T11:00"), remainingMinutes: 47 * 60 },
    ]);
  });

  test("what has its verdict does not run again, whatever stops it by the policy of today", () => {
    const called = {
      metric: "custom",
      name: "call",
      within: "PT2H",
      time: "calendar",
      start: [{ kind: "opened" }],
    } as const;
    const shop = deskOf(policyWith({ targets: [{ ...called, stop: [{ kind: "responded" }] }] }));
    const answered = must(
      respondToCase(shop.open("2026-03-02T10:00"), { id: "r1" }, shop.then("2026-03-02T11:00")),
    ).state;
    const rules = [policyWith({ targets: [{ ...called, stop: [{ kind: "ended" }] }] })];
    const today = defineCaseRules({ policies: rules }, { of: { id: "shop", version: 2 } });
    const migrated = must(
      migrateCase(answered, { id: "g1" }, { ...shop.then("2026-03-02T12:00"), cases: today }),
    ).state;
    expect(caseClocks(migrated, shop.then("2026-03-09T12:00"))).toMatchObject([{ name: "call", state: "met" }]);
  });
});
