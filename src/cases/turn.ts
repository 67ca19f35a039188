import type { Accepted } from "../shared/decision.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyCaseEvent } from "./apply.js";
import type { CaseEvent } from "./event-model.js";
import { dueOn, settled, stepsToCome } from "./settle.js";
import type { CasesContext, ServiceCase } from "./model.js";

/** A write in the making: the case settled to `now`, what settled it, and when the write is recorded. */
export interface Turn {
  readonly serviceCase: ServiceCase;
  readonly events: readonly CaseEvent[];
  readonly recordedAt: Instant;
}

/** Every write begins with what time alone has done. */
export function begin(serviceCase: ServiceCase, context: CasesContext): Turn {
  const start = settled(serviceCase, context);
  return { ...start, recordedAt: recordedAtOf(context.now, start.serviceCase) };
}

/** The turn after an event of the write. The event says when time alone changes the case next. */
export function followed(turn: Turn, event: CaseEvent, context: CasesContext): Turn {
  const { serviceCase, told } = applied(turn.serviceCase, event, context);
  return { ...turn, serviceCase, events: [...turn.events, told] };
}

/** Every write ends with what its events let happen: something late may be overdue at once. */
export function finish(turn: Turn, context: CasesContext): Accepted<ServiceCase, CaseEvent> {
  const end = settled(turn.serviceCase, context);
  return { ok: true, state: end.serviceCase, events: [...turn.events, ...end.events] };
}

/** A case after an event that says when time alone changes the case next. */
export function applied(
  before: ServiceCase | undefined,
  event: CaseEvent,
  context: CasesContext,
): { readonly serviceCase: ServiceCase; readonly told: CaseEvent } {
  const after = applyCaseEvent(before, event);
  const next = dueOn(stepsToCome(after, context)[0], context);
  // What the event says of the next day is the only thing that applying it once more would add.
  return { serviceCase: { ...after, ...next }, told: { ...event, ...next } };
}
