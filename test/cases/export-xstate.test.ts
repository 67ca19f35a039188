import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMachine, initialTransition, transition, type AnyStateMachine } from "xstate";
import { endAppointment, setAppointment } from "../../src/cases/appointments.js";
import { assignCase } from "../../src/cases/assign.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import { workflowMachine, type WayParams } from "../../src/cases/export-xstate.js";
import type { CasesContext, ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { workflowPresets } from "../../src/cases/presets.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { respondToCase } from "../../src/cases/respond.js";
import { defineCaseRules } from "../../src/cases/rules.js";
import type { AutomaticMove, Requirement, Workflow } from "../../src/cases/sections.js";
import { evaluateCondition } from "../../src/conditions/evaluate.js";
import { must, type Decision, type Rejection } from "../../src/shared/decision.js";

/** What an event of the machine brings: what is known of the case, and the facts about its customer. */
interface Brought {
  readonly type: string;
  readonly known: readonly Requirement[];
  readonly tier: string;
}

describe("an exported machine", () => {
  test("is plain JSON, with a final state for every status without a way out", () => {
    for (const [id, workflow] of Object.entries(workflowPresets)) {
      const machine = workflowMachine(workflow, { id, locale: "zh-CN" });
      expect(JSON.parse(JSON.stringify(machine))).toEqual(machine);
      expect(machine.initial).toBe(workflow.initial);
      expect(machine.states["closed"]).toEqual({ description: "结案", tags: ["stopped"], type: "final" });
    }
  });

  test("law: goes where the case goes, over 1,000 random traces in workflows shipped and made up", () => {
    let traces = 0;
    fc.assert(
      fc.property(workflows, fc.boolean(), steps, (workflow, causeRequired, trace) => {
        traces += 1;
        follow(workflow, causeRequired, trace);
      }),
      { seed: 51, numRuns: 1_000 },
    );
    expect(traces).toBe(1_000);
  });
});

const gold = { op: "eq", fact: "tier.honour", value: "gold" } as const;
const conditions = fc.constantFrom(undefined, undefined, gold, { op: "not", of: gold } as const);
const requirements: fc.Arbitrary<readonly Requirement[]> = fc.subarray(
  ["resolution", "rootCause", "remedySought"] as const,
  { maxLength: 2 },
);
const triggers: fc.Arbitrary<AutomaticMove["event"]> = fc.constantFrom(
  "message_received",
  "responded",
  "assigned",
  "appointment_set",
  "appointment_ended",
);

/** Workflows that a shop could write: names with dots among them, guards, and moves that follow by themselves. */
const madeUp: fc.Arbitrary<Workflow> = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom("new", "in.work", "待处理", "a-b", "done", "end", "state"), {
      minLength: 3,
      maxLength: 6,
    }),
    clocks: fc.array(fc.constantFrom("running", "paused", "stopped"), { minLength: 6, maxLength: 6 }),
    ways: fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), { minLength: 6, maxLength: 6 }),
    needs: fc.array(requirements, { minLength: 6, maxLength: 6 }),
    guards: fc.array(fc.record({ when: conditions, requires: requirements }), { minLength: 6, maxLength: 6 }),
    moves: fc.array(
      fc.array(fc.record({ event: triggers, when: conditions, place: fc.nat({ max: 5 }) }), { maxLength: 4 }),
      {
        minLength: 6,
        maxLength: 6,
      },
    ),
  })
  .map(({ names, clocks, ways, needs, guards, moves }) => {
    const nameAt = (place: number): string => names[place % names.length] ?? "";
    const statuses = names.map((name, i) => {
      const to = [...new Set((ways[i] ?? []).map(nameAt))].filter((next) => next !== name);
      const guarded = to.slice(0, 1).map((next) => [next, present(guards[i] ?? {})] as const);
      const on = (moves[i] ?? [])
        .map(({ event, when, place }) => ({
          event,
          to: to[place % Math.max(1, to.length)] ?? "",
          ...present({ when }),
        }))
        .filter((move) => move.to !== "");
      const clock = clocks[i] ?? "running";
      return [
        name,
        { label: name, clock, to, requires: needs[i] ?? [], guards: Object.fromEntries(guarded), on },
      ] as const;
    });
    return { initial: nameAt(0), statuses: Object.fromEntries(statuses) } as Workflow;
  });

const workflows: fc.Arbitrary<Workflow> = fc.oneof(fc.constantFrom(...Object.values(workflowPresets)), madeUp);

interface Step {
  readonly kind: "move" | AutomaticMove["event"];
  readonly pick: number;
  readonly brings: readonly ("resolution" | "rootCause")[];
  readonly tier: "gold" | "silver";
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.oneof(fc.constant("move" as const), triggers),
    pick: fc.nat({ max: 20 }),
    brings: fc.subarray(["resolution", "rootCause"] as const),
    tier: fc.constantFrom("gold", "silver"),
  }),
  { maxLength: 9 },
);

/** Does the same to a case and to the machine, step by step. */
function follow(workflow: Workflow, causeRequired: boolean, trace: readonly Step[]): void {
  const cases = rulesWith(workflow, causeRequired);
  const machine = machineOf(workflow, causeRequired);
  let [snapshot] = initialTransition(machine);
  let minute = Date.parse("2026-03-02T09:00:00+08:00");
  const context = (tier: string): CasesContext => ({
    cases,
    zone: "Asia/Shanghai",
    now: new Date(minute),
    facts: { "tier.honour": tier },
  });
  let record = must(openCase({ id: "cas_1", type: "complaint", remedySought: "refund" }, context("silver"))).state;
  expect(snapshot.value).toBe(record.status);
  const names = Object.keys(workflow.statuses);
  for (const [i, step] of trace.entries()) {
    minute += 60_000;
    const to = names[step.pick % names.length] ?? "";
    const known = knownOf(record, step);
    const decision = done(record, step, { id: `step_${i}`, to }, context(step.tier));
    if (!decision.ok && step.kind !== "move") continue;
    const event: Brought = { type: step.kind === "move" ? `move.${to}` : step.kind, known, tier: step.tier };
    [snapshot] = transition(machine, snapshot, event);
    record = decision.ok ? decision.state : record;
    expect([i, step.kind, snapshot.value]).toEqual([i, step.kind, record.status]);
  }
}

function rulesWith(workflow: Workflow, causeRequiredToClose: boolean): CasesContext["cases"] {
  const [preset] = Object.entries(workflowPresets).find(([, each]) => each === workflow) ?? [];
  const policy = { id: "complaint", label: "Complaint", type: "complaint", targets: [] } as const;
  const checked = defineCaseRules({
    causeRequiredToClose,
    policies: [{ ...policy, workflow: `preset:${preset ?? "shop_flow"}` }],
  });
  return { ...checked, policies: checked.policies.map((each) => ({ ...each, workflow })) };
}

function machineOf(workflow: Workflow, causeRequired: boolean): AnyStateMachine {
  const config = workflowMachine(workflow, { id: "complaint", locale: "en", causeRequired });
  return createMachine(config, {
    guards: {
      isOpen: ({ event }, params) => isOpen(event as Brought, params as WayParams),
    },
  });
}

function isOpen({ known, tier }: Brought, { when, requires = [], causeRequired }: WayParams): boolean {
  if (when !== undefined && evaluateCondition(when, { facts: { "tier.honour": tier } }) !== "matched") return false;
  if (causeRequired === true && known.includes("resolution") && !known.includes("rootCause")) return false;
  return requires.every((requirement) => known.includes(requirement));
}

function knownOf({ resolution, rootCause }: ServiceCase, { kind, brings }: Step): readonly Requirement[] {
  const brought = kind === "move" ? brings : [];
  return [
    "remedySought",
    ...(resolution !== undefined || brought.includes("resolution") ? (["resolution"] as const) : []),
    ...(rootCause !== undefined || brought.includes("rootCause") ? (["rootCause"] as const) : []),
  ];
}

function done(
  record: ServiceCase,
  { kind, brings }: Step,
  { id, to }: { readonly id: string; readonly to: string },
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, Rejection> {
  const now = context.now.getTime();
  switch (kind) {
    case "move": {
      const resolution = brings.includes("resolution") ? { resolution: { kind: "refund" } } : {};
      const rootCause = brings.includes("rootCause") ? { rootCause: "supplier" } : {};
      return moveCase(record, { id, to, ...resolution, ...rootCause }, context);
    }
    case "message_received":
      return receiveMessage(record, { id }, context);
    case "responded":
      return respondToCase(record, { id }, context);
    case "assigned":
      return assignCase(record, { id, agentId: "agt_1" }, context);
    case "appointment_set": {
      const window = { from: new Date(now + 3_600_000).toISOString(), to: new Date(now + 7_200_000).toISOString() };
      return setAppointment(record, { id, ...window }, context);
    }
    case "appointment_ended":
      return endAppointment(record, { id, outcome: "kept" }, context);
    default:
      return kind satisfies never;
  }
}

function present<Value extends object>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
