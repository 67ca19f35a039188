import { instantOf, millisOf } from "../shared/instants.js";
import { effectOf } from "./clock-machine.js";
import type { CaseEvent } from "./event-model.js";
import { elapsedAt, instantAt, liveClocks } from "./live-clock.js";
import type { CasesContext, EndedClock, ServiceCase } from "./model.js";
import { momentOf } from "./moments.js";
import { selectorsOf } from "./selectors.js";

/**
 * An event with the verdicts on the clocks that it ends: `met` at the due instant or before. A paused clock would have
 * been due so much later. The verdicts lie in the event, so that no later calendar or program changes them.
 */
export function withVerdicts<Event extends CaseEvent & { readonly ended?: readonly EndedClock[] }>(
  serviceCase: ServiceCase,
  event: Event,
  context: CasesContext,
): Event {
  const moment = momentOf(serviceCase, event);
  if (moment === undefined) return event;
  const end = millisOf(moment.at);
  const ending = liveClocks(serviceCase, context).filter(({ state, target }) => {
    const effect = effectOf(state, selectorsOf(target, serviceCase.policy), moment);
    return effect === "stop" || effect === "reset";
  });
  const ended = ending.map((clock): EndedClock => {
    const { metric, name, cycle, measure, from } = clock;
    const elapsed = elapsedAt(clock, end);
    const due = instantAt(clock, measure.total) ?? measure.add(end, measure.total - elapsed);
    return {
      metric,
      ...(name !== undefined && { name }),
      cycle,
      state: due < end ? "breached" : "met",
      due: instantOf(due),
      at: moment.at,
      from: instantOf(from),
      total: measure.total,
      elapsed,
    };
  });
  return event.ended === undefined && ended.length === 0 ? event : { ...event, ended };
}
