import fc from "fast-check";
import { allowedMoves } from "../../src/cases/allowed-moves.js";
import { setAppointment, endAppointment } from "../../src/cases/appointments.js";
import { assignCase } from "../../src/cases/assign.js";
import { classifyCase } from "../../src/cases/classify.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import { followUpCase } from "../../src/cases/follow-up.js";
import { mergeCase } from "../../src/cases/merge.js";
import type { CasesContext, ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { reopenCase } from "../../src/cases/reopen.js";
import type { CaseHistory } from "../../src/cases/report-model.js";
import { resolveCase } from "../../src/cases/resolve.js";
import { respondToCase } from "../../src/cases/respond.js";
import { defineCaseRules } from "../../src/cases/rules.js";
import { must, type Decision, type Rejection } from "../../src/shared/decision.js";
import { calendars, complaintPolicy, enquiryPolicy, zone } from "./sample.js";

/** The policies of the sample, with levels to escalate to, and one of after-sales whose clock waits for appointments. */
export const cases = defineCaseRules(
  {
    policies: [
      {
        ...complaintPolicy,
        escalate: [
          { metric: "resolution", at: { kind: "share", share: "0.5" }, to: "manager", level: "shop" },
          { metric: "resolution", at: { kind: "breach" }, to: "administrator", level: "head_office" },
        ],
        followUp: { attempts: 2, spacing: "P1D", time: "calendar", unsatisfied: "reopen" },
      },
      enquiryPolicy,
      {
        id: "repair",
        label: "Repair",
        type: "after_sales",
        workflow: "preset:after_sales",
        targets: [
          { metric: "first_response", within: "PT24H", time: "calendar" },
          { metric: "periodic_update", within: "P2D", time: "calendar" },
          {
            metric: "internal",
            name: "workshop",
            within: "PT6H",
            time: "business",
            calendar: "desk",
            boundary: "next_open",
          },
          {
            metric: "resolution",
            within: "PT20H",
            time: "business",
            calendar: "desk",
            pause: [{ kind: "clock", clock: "paused" }, { kind: "clock", clock: "stopped" }, { kind: "appointment" }],
          },
        ],
      },
    ],
  },
  { of: { id: "shop", version: 3 } },
);

/** The end of the time in which everything happens. */
export const end = Date.parse("2026-05-01T00:00:00+08:00");

/** The context at an instant. */
export function contextAt(millis: number): CasesContext {
  return { cases, calendars, zone, now: new Date(millis) };
}

/** One case of a random world: its events, and its record as it was after each write. */
export interface PlayedCase {
  readonly events: CaseHistory;
  readonly records: readonly ServiceCase[];
  readonly record: ServiceCase;
}

interface Step {
  readonly kind: string;
  readonly minutes: number;
  readonly ago: number;
  readonly pick: number;
}

interface Script {
  readonly type: "complaint" | "enquiry" | "after_sales";
  readonly start: number;
  readonly sku: string;
  readonly steps: readonly Step[];
}

const kinds = [
  "move",
  "move",
  "move",
  "respond",
  "message",
  "resolve",
  "reopen",
  "follow_up",
  "assign",
  "assign",
] as const;
const rare = ["classify", "appointment", "appointment", "appointment_over", "merge"] as const;

const scripts: fc.Arbitrary<Script> = fc.record({
  type: fc.constantFrom("complaint", "enquiry", "after_sales"),
  start: fc.nat({ max: 30 * 1440 }),
  sku: fc.constantFrom("serum-30", "mask-5", "cream"),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds, ...rare),
      minutes: fc.oneof(fc.nat({ max: 120 }), fc.nat({ max: 4000 })),
      ago: fc.oneof(fc.constant(0), fc.constant(0), fc.nat({ max: 300 })),
      pick: fc.nat({ max: 9 }),
    }),
    { maxLength: 12 },
  ),
});

/** A random world of a few cases, opened in March, that go on into April. */
export const worlds: fc.Arbitrary<readonly PlayedCase[]> = fc
  .array(scripts, { minLength: 1, maxLength: 5 })
  .map((all) => all.map((script, i) => played(script, `cas_${i}`)));

function played({ type, start, sku, steps }: Script, id: string): PlayedCase {
  let now = Date.parse("2026-03-02T00:00:00+08:00") + start * 60_000;
  const opened = must(openCase({ id, type, sku }, contextAt(now)));
  const events: CaseEvent[] = [...opened.events];
  const records = [opened.state];
  let record = opened.state;
  for (const [i, step] of steps.entries()) {
    now += step.minutes * 60_000;
    const occurredAt = new Date(now - step.ago * 60_000).toISOString();
    const command = { id: `${id}_${i}`, ...(step.ago > 0 && { occurredAt }) };
    const decision = decided(record, step, command, contextAt(now));
    if (!decision.ok) continue;
    record = decision.state;
    records.push(record);
    events.push(...decision.events);
  }
  return { events, records, record };
}

type Answer = Decision<ServiceCase, CaseEvent, Rejection>;
type Told = { readonly id: string; readonly occurredAt?: string };

function decided(record: ServiceCase, { kind, pick }: Step, told: Told, context: CasesContext): Answer {
  const resolution = { kind: pick % 2 === 0 ? "refund" : "repair" };
  const agentId = `agt_${pick % 3}`;
  const hour = context.now.getTime() + pick * 3_600_000;
  const window = { from: new Date(hour + 600_000).toISOString(), to: new Date(hour + 4_200_000).toISOString() };
  switch (kind) {
    case "respond":
      return respondToCase(record, told, context);
    case "message":
      return receiveMessage(record, told, context);
    case "resolve":
      return resolveCase(record, { ...told, resolution, rootCause: `cause_${pick % 2}` }, context);
    case "reopen":
      return reopenCase(record, told, context);
    case "follow_up":
      return followUpCase(record, { ...told, outcome: pick < 5 ? "unsatisfied" : "not_reached" }, context);
    case "assign":
      return assignCase(
        record,
        { ...told, ...(pick > 0 && { agentId }), ...(pick > 6 && { to: "workshop" }) },
        context,
      );
    case "classify":
      return classifyCase(
        record,
        { id: told.id, category: `category_${pick % 2}`, priority: pick < 5 ? "high" : "low" },
        context,
      );
    case "appointment":
      return setAppointment(record, { ...told, ...window }, context);
    case "appointment_over":
      return endAppointment(record, { ...told, outcome: pick < 5 ? "kept" : "missed" }, context);
    case "merge":
      return mergeCase(record, { ...told, into: "cas_other" }, context);
    default: {
      const moves = allowedMoves(record, context);
      const to = moves[pick % Math.max(1, moves.length)]?.to ?? "nowhere";
      return moveCase(record, { ...told, to, ...(pick > 5 && { rootCause: "supplier", resolution }) }, context);
    }
  }
}
