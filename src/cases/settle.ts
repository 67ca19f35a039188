import { localDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import { instantOf, millisOf } from "../shared/instants.js";
import { applyCaseEvent } from "./apply.js";
import { stepInstant } from "./escalation.js";
import type { CaseEvent } from "./event-model.js";
import { instantAt, liveClocks, type LiveClock } from "./live-clock.js";
import type { CasesContext, ServiceCase } from "./model.js";
import { isOfPolicy } from "./told-step.js";

/**
 * What time alone has done to a case up to `now`, in the order in which it happened: targets missed, and the steps of
 * the policy that tell somebody about it.
 *
 * An answer at the due instant is in time, so a target is missed from the next millisecond on; the event still counts
 * from the due instant. While a clock stands still none of its steps comes. Every event carries the instant of its
 * cause and each comes once, so the case is the same whether this runs every minute, late or never.
 */
export function settleCase(serviceCase: ServiceCase, context: CasesContext): readonly CaseEvent[] {
  return settled(serviceCase, context).events;
}

/** The case as it is at `now`, and the events that settled it. */
export function settled(
  serviceCase: ServiceCase,
  context: CasesContext,
): { readonly serviceCase: ServiceCase; readonly events: readonly CaseEvent[] } {
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const steps = stepsToCome(serviceCase, context);
  const due = steps.filter(({ at }) => at < now);
  const events: CaseEvent[] = [];
  let current = serviceCase;
  for (const [i, step] of due.entries()) {
    const event = { ...eventOf(current, step), ...dueOn(steps[i + 1], context) };
    current = applyCaseEvent(current, event);
    events.push(event);
  }
  return { serviceCase: current, events };
}

/** A breach, or an escalation step by its place in the policy, and the instant that it counts from. */
export interface ComingStep {
  readonly clock: LiveClock;
  readonly step?: number;
  readonly at: number;
}

/** What the running clocks of a case will still cause if nobody does anything, earliest first, a breach before its steps. */
export function stepsToCome(serviceCase: ServiceCase, context: CasesContext): readonly ComingStep[] {
  const steps = liveClocks(serviceCase, context).flatMap((clock) => stepsOf(serviceCase, clock, context));
  return steps.sort((left, right) => left.at - right.at);
}

/** The day on which a step changes the case, for an event to carry: what is due at an instant has happened a millisecond later. */
export function dueOn(step: ComingStep | undefined, { zone }: CasesContext): { readonly nextDueOn?: Day } {
  return step === undefined ? {} : { nextDueOn: localDay(step.at + 1, zone) };
}

function stepsOf({ policy, fired }: ServiceCase, clock: LiveClock, context: CasesContext): ComingStep[] {
  const { metric, name, cycle, measure, from } = clock;
  const isTold = (step?: number): boolean =>
    fired.some(
      (each) =>
        each.metric === metric &&
        each.name === name &&
        each.cycle === cycle &&
        each.step === step &&
        (step === undefined || isOfPolicy(each, policy)),
    );
  const due = instantAt(clock, measure.total);
  const coming: ComingStep[] = due === undefined || due < from || isTold() ? [] : [{ clock, at: due }];
  for (const [step, each] of policy.escalate.entries()) {
    if (each.metric !== metric || each.name !== name || isTold(step)) continue;
    const at = stepInstant(each, clock, policy.quiet, context);
    if (at !== undefined && at >= from) coming.push({ clock, step, at });
  }
  return coming;
}

function eventOf(serviceCase: ServiceCase, { clock, step, at }: ComingStep): CaseEvent {
  const number = serviceCase.settled + 1;
  const occurredAt = instantOf(at);
  const recordedAt = serviceCase.at > occurredAt ? serviceCase.at : occurredAt;
  const { orderId } = serviceCase.about;
  const about = orderId === undefined ? {} : { about: orderId };
  const { metric, name, cycle } = clock;
  const id = `${serviceCase.id}/settled/${number}`;
  const named = name === undefined ? {} : { name };
  const shared = { id, ...about, occurredAt, recordedAt, of: serviceCase.of, metric, ...named, cycle, settled: number };
  const told = step === undefined ? undefined : serviceCase.policy.escalate[step];
  if (step === undefined || told === undefined) return { type: "case.breached", ...shared };
  const { to, level } = told;
  return { type: "case.escalated", ...shared, step, to, ...(level !== undefined && { level }) };
}
