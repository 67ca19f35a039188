import type { Accepted } from "../shared/decision.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyCaseEvent } from "./apply.js";
import { settled } from "./settle.js";
import type { CaseEvent, CasesContext, ServiceCase } from "./model.js";

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

/** Every write ends by applying its event, and with what that lets happen: something late may be overdue at once. */
export function finish(turn: Turn, event: CaseEvent, context: CasesContext): Accepted<ServiceCase, CaseEvent> {
  const end = settled(applyCaseEvent(turn.serviceCase, event), context);
  return { ok: true, state: end.serviceCase, events: [...turn.events, event, ...end.events] };
}
