import { instantOf, millisOf } from "../shared/instants.js";
import { applyCaseEvent } from "./apply.js";
import { amountAt, instantAt, liveClocks, type LiveClock } from "./live-clock.js";
import type { CaseEvent, CasesContext, ServiceCase } from "./model.js";

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
  const due = stepsToCome(serviceCase, context).filter(({ at }) => at < now);
  const events: CaseEvent[] = [];
  let current = serviceCase;
  for (const step of due) {
    const event = eventOf(current, step);
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
  const steps = liveClocks(serviceCase, context).flatMap((clock) => stepsOf(serviceCase, clock));
  return steps.sort((left, right) => left.at - right.at);
}

function stepsOf({ policy, fired }: ServiceCase, clock: LiveClock): ComingStep[] {
  const { metric, cycle, measure, from } = clock;
  const points = policy.escalate.map((each, step) => ({ each, step })).filter(({ each }) => each.metric === metric);
  const amounts: { readonly amount: number; readonly step?: number }[] = [
    { amount: measure.total },
    ...points.map(({ each, step }) => ({ amount: amountAt(each.at, measure), step })),
  ];
  return amounts.flatMap(({ amount, ...which }) => {
    const at = instantAt(clock, amount);
    const isPast = fired.some((each) => each.metric === metric && each.cycle === cycle && each.step === which.step);
    return at === undefined || at < from || isPast ? [] : [{ clock, ...which, at }];
  });
}

function eventOf(serviceCase: ServiceCase, { clock, step, at }: ComingStep): CaseEvent {
  const number = serviceCase.settled + 1;
  const occurredAt = instantOf(at);
  const recordedAt = serviceCase.at > occurredAt ? serviceCase.at : occurredAt;
  const about = serviceCase.about === undefined ? {} : { about: serviceCase.about };
  const { metric, cycle } = clock;
  const id = `${serviceCase.id}/settled/${number}`;
  const shared = { id, ...about, occurredAt, recordedAt, of: serviceCase.of, metric, cycle, settled: number };
  const to = step === undefined ? undefined : serviceCase.policy.escalate[step]?.to;
  if (step === undefined || to === undefined) return { type: "case.breached", ...shared };
  return { type: "case.escalated", ...shared, step, to };
}
