import fc from "fast-check";
import { allowedMoves } from "../../src/cases/allowed-moves.js";
import { applyCaseEvents } from "../../src/cases/apply.js";
import { followUpCase } from "../../src/cases/follow-up.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import type { ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { respondToCase } from "../../src/cases/respond.js";
import { settleCase } from "../../src/cases/settle.js";
import type { Decision, Rejection } from "../../src/shared/decision.js";
import { freezeDeep } from "../../src/shared/json.js";
import { cases, calendars, zone } from "./sample.js";

/** One thing that happens: what, so many minutes after the one before, and said to have happened so long ago. */
export interface Step {
  readonly kind: "move" | "respond" | "message" | "resolve" | "reopen" | "follow_up" | "sweep";
  readonly minutes: number;
  readonly ago: number;
  readonly pick: number;
}

export interface History {
  readonly type: "complaint" | "enquiry";
  readonly gold: boolean;
  readonly start: number;
  readonly steps: readonly Step[];
}

/** What became of a history: every event, the record, and all decisions in order. */
export interface Outcome {
  readonly events: readonly CaseEvent[];
  readonly serviceCase: ServiceCase;
  readonly decisions: readonly Decision<ServiceCase, CaseEvent, Rejection>[];
  readonly end: number;
}

type Answer = Decision<ServiceCase, CaseEvent, Rejection>;

const monday = Date.parse("2026-03-02T00:00:00+08:00");

export const histories: fc.Arbitrary<History> = fc.record({
  type: fc.constantFrom("complaint", "enquiry"),
  gold: fc.boolean(),
  start: fc.nat({ max: 7 * 1440 }),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom("move", "move", "move", "respond", "message", "resolve", "reopen", "follow_up", "sweep"),
      minutes: fc.oneof(fc.nat({ max: 120 }), fc.nat({ max: 4000 })),
      ago: fc.oneof(fc.constant(0), fc.constant(0), fc.nat({ max: 300 })),
      pick: fc.nat({ max: 9 }),
    }),
    { maxLength: 14 },
  ),
});

/** Plays a history; without sweeps, nothing settles the case but the commands themselves. */
export function played({ type, gold, start, steps }: History, sweeps: boolean): Outcome {
  let now = monday + start * 60_000;
  const facts = gold ? { "tier.honour": "gold" } : {};
  const context = (): Parameters<typeof settleCase>[1] =>
    freezeDeep({ cases, calendars, zone, facts, now: new Date(now) });
  const decisions: Answer[] = [openCase(freezeDeep({ id: "cas_1", type, customerId: "cus_7" }), context())];
  const [opened] = decisions;
  if (opened === undefined || !opened.ok) throw new Error("A case is always opened.");
  let serviceCase = opened.state;
  const events = [...opened.events];
  for (const [i, step] of [...steps, lastSweep].entries()) {
    now += step.minutes * 60_000;
    if (step.kind === "sweep") {
      if (!sweeps && step !== lastSweep) continue;
      const due = settleCase(freezeDeep(serviceCase), context());
      serviceCase = applyCaseEvents(serviceCase, due);
      events.push(...due);
      continue;
    }
    const decision = decided(freezeDeep(serviceCase), step, `cmd_${i}`, context());
    decisions.push(decision);
    if (!decision.ok) continue;
    serviceCase = decision.state;
    events.push(...decision.events);
  }
  return { events, serviceCase, decisions, end: now };
}

const lastSweep: Step = { kind: "sweep", minutes: 20_000, ago: 0, pick: 0 };

function decided(serviceCase: ServiceCase, step: Step, id: string, context: Parameters<typeof moveCase>[2]): Answer {
  const { ago, pick } = step;
  const command = freezeDeep({
    id,
    ...(ago > 0 && { occurredAt: new Date(context.now.getTime() - ago * 60_000).toISOString() }),
  });
  switch (step.kind) {
    case "respond":
      return respondToCase(serviceCase, command, context);
    case "message":
      return receiveMessage(serviceCase, command, context);
    case "resolve":
      return resolveCase(serviceCase, { ...command, resolution: { kind: "done" }, rootCause: "supplier" }, context);
    case "reopen":
      return reopenCase(serviceCase, command, context);
    case "follow_up":
      return followUpCase(serviceCase, { ...command, outcome: pick < 5 ? "satisfied" : "not_reached" }, context);
    default: {
      const moves = allowedMoves(serviceCase, context);
      const to = moves[pick % Math.max(1, moves.length)]?.to ?? "nowhere";
      return moveCase(
        serviceCase,
        { ...command, to, ...(pick > 5 && { rootCause: "supplier", resolution: { kind: "done" } }) },
        context,
      );
    }
  }
}
