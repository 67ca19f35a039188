import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import { elapsedAt, instantAt, liveClocks } from "./live-clock.js";
import type { CasesContext, EndedClock, ServiceCase } from "./model.js";
import type { CaseMetric } from "./sections.js";

/**
 * The verdicts on the clocks that end at an instant: `met` at the due instant or before. A paused clock would have been
 * due so much later. The verdict goes into the event, so that no later calendar or program changes it.
 */
export function verdictsAt(
  serviceCase: ServiceCase,
  at: Instant,
  metrics: readonly CaseMetric[],
  context: CasesContext,
): readonly EndedClock[] {
  const end = millisOf(at);
  const ending = liveClocks(serviceCase, context).filter(({ metric }) => metrics.includes(metric));
  return ending.map((clock) => {
    const { metric, cycle, measure } = clock;
    const due = instantAt(clock, measure.total) ?? measure.add(end, measure.total - elapsedAt(clock, end));
    return { metric, cycle, state: due < end ? "breached" : "met", due: instantOf(due), at };
  });
}
