import { describe, expect, test } from "vitest";
import { applyCaseEvents } from "../../src/cases/apply.js";
import { classifyCase } from "../../src/cases/classify.js";
import { caseClocks } from "../../src/cases/clocks.js";
import { migrateCase, migrationPreview } from "../../src/cases/migrate.js";
import type { CasesContext } from "../../src/cases/model.js";
import { defineCaseRules } from "../../src/cases/rules.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { instant } from "./sample.js";

const slow = { metric: "resolution", within: "PT48H", time: "calendar" } as const;
const answer = { metric: "first_response", within: "PT2H", time: "calendar" } as const;
const desk = deskOf(policyWith({ targets: [slow, answer] }));

describe("a migration into another workflow", () => {
  const statuses = {
    accepted: { label: "Accepted", clock: "running", to: ["investigating"] },
    investigating: { label: "Done", clock: "stopped", to: ["shut"] },
    awaiting_customer: { label: "Waiting", clock: "paused", to: ["investigating"] },
    shut: { label: "Shut", clock: "stopped", to: [] },
  } as const;
  const workflow = {
    initial: "accepted",
    statuses: { ...statuses, accepted: { ...statuses.accepted, to: ["investigating", "awaiting_customer"] } },
  } as const;
  const today = defineCaseRules(
    { policies: [policyWith({ workflow, targets: [{ ...slow, within: "PT2H" }, answer] })] },
    { of: { id: "shop", version: 2 } },
  );
  const later = (time: string): CasesContext => ({ ...desk.then(time), cases: today });

  test.each([
    ["of the same name", {}, "case.resolved", "investigating"],
    ["by another name, for good", { status: "shut" }, "case.closed", "shut"],
  ] as const)("that has the work done in a status %s: the case ends, with its verdicts", (_, named, type, status) => {
    const opened = desk.move(desk.open("2026-03-02T10:00"), "investigating", "2026-03-02T10:30");
    const migrated = must(migrateCase(opened, { id: "g1", ...named }, later("2026-03-02T13:00")));
    expect(migrated.events.map((event) => [event.type, event.occurredAt])).toEqual([
      ["case.breached", instant("2026-03-02T12:00")],
      ["case.migrated", instant("2026-03-02T13:00")],
      ["case.breached", instant("2026-03-02T12:00")],
      [type, instant("2026-03-02T13:00")],
    ]);
    expect(migrated.state).toMatchObject({ status, endedAt: instant("2026-03-02T13:00") });
    expect(caseClocks(migrated.state, later("2026-03-09T10:00"))).toMatchObject([
      { metric: "first_response", state: "breached", at: instant("2026-03-02T13:00") },
      { metric: "resolution", state: "breached", due: instant("2026-03-02T12:00"), at: instant("2026-03-02T13:00") },
    ]);
    expect(applyCaseEvents(opened, migrated.events)).toEqual(migrated.state);
    expect(migrationPreview(opened, { ...later("2026-03-02T13:00"), ...named })).toMatchObject({
      ends: type,
      tells: [{ type: "case.breached", metric: "resolution" }],
    });
  });

  test("into a status where work goes on: it does not end", () => {
    const opened = desk.open("2026-03-02T10:00");
    const migrated = must(migrateCase(opened, { id: "g1" }, later("2026-03-02T11:00")));
    expect(migrated.events.map(({ type }) => type)).toEqual(["case.migrated"]);
    expect(migrated.state.endedAt).toBeUndefined();
    expect(migrationPreview(opened, later("2026-03-02T11:00")).ends).toBeUndefined();
  });

  test("keeps a priority that somebody decided, while the program knows it", () => {
    const opened = desk.open("2026-03-02T10:00");
    const set = must(classifyCase(opened, { id: "c1", priority: "high" }, desk.then("2026-03-02T11:00"))).state;
    expect(must(migrateCase(set, { id: "g1" }, later("2026-03-02T12:00"))).state.priority).toBe("high");
    const others = defineCaseRules(
      { priorities: ["p1", "normal"], policies: [policyWith({ targets: [slow] })] },
      { of: { id: "shop", version: 3 } },
    );
    const unknown = must(migrateCase(set, { id: "g1" }, { ...later("2026-03-02T12:00"), cases: others })).state;
    expect([unknown.priority, unknown.isPrioritySet]).toEqual(["normal", undefined]);
    const back = must(classifyCase(set, { id: "c2", category: "taste" }, desk.then("2026-03-02T12:00"))).state;
    expect([back.priority, back.isPrioritySet]).toEqual(["normal", undefined]);
  });
});
