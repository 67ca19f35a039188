import { caseClocks, nextCaseChange } from "../cases/clocks.js";
import { clockSegments } from "../cases/clock-segments.js";
import { clockTimes } from "../cases/clock-times.js";
import { applyCaseEvents } from "../cases/apply.js";
import { dueSteps } from "../cases/due-steps.js";
import type { CaseEvent } from "../cases/event-model.js";
import type { CasesContext, ServiceCase } from "../cases/model.js";
import { settleCase } from "../cases/settle.js";
import { canonicalJson } from "../shared/json.js";
import { millisOf } from "../shared/instants.js";
import { contextOf, type CasePlay } from "./case-play.js";
import { broken, requireSame } from "./contract/demand.js";

/** Throws unless elapsed and remaining add up to the total, and the stretches of a clock to what has elapsed. */
export function requireAddedUp(play: CasePlay): void {
  const context = contextOf(play);
  for (const clock of clockTimes(play.serviceCase, context)) {
    const { metric, name, cycle = 1, total, elapsed, remaining } = clock;
    requireSame(`${metric}: elapsed and remaining`, elapsed + remaining, total);
    const isLast = play.serviceCase.clocks.some(
      (each) => each.metric === metric && each.name === name && each.cycle === cycle,
    );
    const isKept =
      play.serviceCase.measured?.some(
        (each) => each.metric === metric && each.name === name && each.cycle === cycle,
      ) === true;
    if (!isLast && !isKept) continue;
    for (const hours of [false, true]) {
      const asked = { ...context, metric, ...(name !== undefined && { name }), cycle, hours };
      const segments = clockSegments(play.serviceCase, asked);
      const counted = segments.reduce((sum, each) => sum + each.counted, 0);
      requireSame(`${metric}: what its stretches count`, counted, elapsed);
      const gaps = segments.slice(1).filter(({ from }, i) => from !== segments[i]?.to);
      requireSame(`${metric}: gaps between its stretches`, gaps, []);
    }
  }
}

/** Throws unless no event changes a verdict that there was, or tells a step of a cycle a second time. */
export function requireLasting(events: readonly CaseEvent[]): void {
  let current = applyCaseEvents(undefined, events.slice(0, 1));
  const told = new Set<string>();
  for (const event of events.slice(1)) {
    const next = applyCaseEvents(current, [event]);
    requireSame("verdicts that there were", next.ended.slice(0, current.ended.length), current.ended);
    if (event.type === "case.breached" || event.type === "case.escalated") {
      const { metric, name, cycle } = event;
      const key = canonicalJson([
        metric,
        name,
        cycle,
        "step" in event ? [event.step, current.policy.id, current.policy.version] : "breach",
      ]);
      if (told.has(key)) throw broken(`${key} is told twice.`);
      told.add(key);
    }
    current = next;
  }
}

/** Throws unless a host that wakes only at the next change misses nothing, and finds nothing without need. */
export function requireWoken({ serviceCase }: CasePlay, context: CasesContext): void {
  const swept = applyCaseEvents(serviceCase, settleCase(serviceCase, context));
  let current = swept;
  const told: CaseEvent[] = [];
  for (let next = nextCaseChange(current, context); next !== undefined;) {
    const then = { ...context, now: new Date(millisOf(next)) };
    const due = dueSteps(current, then);
    const events = settleCase(current, then);
    requireSame(
      "steps that are due",
      due.map(({ at }) => at),
      events.map(({ occurredAt }) => occurredAt),
    );
    if (events.length === 0) throw broken(`Nothing happens at ${next}, which was said to be the next change.`);
    current = applyCaseEvents(current, events);
    told.push(...events);
    next = nextCaseChange(current, then);
  }
  const late = { ...context, now: new Date(context.now.getTime() + 20 * 366 * 86_400_000) };
  requireSame("what time alone does", told, settleCase(swept, late));
}

/** Throws unless nothing is told of a clock while it stands still, and clocks that run have their breaches told. */
export function requireTold(play: CasePlay): void {
  const context = contextOf(play);
  const swept = applyCaseEvents(play.serviceCase, settleCase(play.serviceCase, context));
  requireSame("what is left to settle", settleCase(swept, context), []);
  for (const { metric, name, cycle = 1, ...clock } of caseClocks(swept, context)) {
    const isTold = swept.fired.some(
      (each) => each.metric === metric && each.name === name && each.cycle === cycle && each.step === undefined,
    );
    if (clock.state === "running" || clock.state === "paused")
      requireSame(`${metric}: told of too early`, isTold && swept.repinned === 0, false);
    if (clock.state !== "breached" || clock.at !== undefined || cycle > 1) continue;
    requireSame(`${metric}: its breach is told`, isTold, true);
  }
}

/** The whole of a case's life, every instant in one status. */
export function requireLifetime({ serviceCase: { intervals, openedAt } }: CasePlay): void {
  requireSame("when the first status began", intervals[0]?.from, openedAt);
  const backwards = intervals.slice(1).filter(({ from }, i) => from < (intervals[i]?.from ?? ""));
  requireSame("statuses that begin before the one before", backwards, []);
}

/** The verdicts and the steps told: what must not depend on when a job ran. */
export function outcomeOf({ serviceCase, events }: CasePlay): string {
  return canonicalJson({ serviceCase: plain(serviceCase), events });
}

function plain(serviceCase: ServiceCase): unknown {
  return JSON.parse(JSON.stringify(serviceCase));
}
