import { instantOf, millisOf, type Instant } from "../shared/instants.js";
import type { CasesContext, ServiceCase } from "./model.js";
import { stepsToCome, type ComingStep } from "./settle.js";
import type { CaseMetric, EscalationLevel } from "./target-model.js";

/** A target that was missed, or a step of the policy that is due, and not recorded yet. */
export interface DueStep {
  /** The same for this step of this cycle whenever it is asked for: what to know it by when it is told twice. */
  readonly key: string;
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  readonly at: Instant;
  /** Its place in the policy; absent for the breach itself. */
  readonly step?: number;
  readonly to?: string;
  readonly level?: EscalationLevel;
  /** A later step of the same clock is due as well: whoever is told that need not be told this. */
  readonly isOvertaken?: true;
}

/** What is due for a case at `now` and not recorded yet, earliest first: what `settleCase` will record. */
export function dueSteps(serviceCase: ServiceCase, context: CasesContext): readonly DueStep[] {
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const due = stepsToCome(serviceCase, context).filter(({ at }) => at < now);
  return due.map((step, i) => {
    const isOvertaken = due.slice(i + 1).some((later) => later.step !== undefined && later.clock === step.clock);
    return { ...dueStep(serviceCase, step), ...(step.step !== undefined && isOvertaken && { isOvertaken: true }) };
  });
}

function dueStep({ id, policy }: ServiceCase, { clock, step, at }: ComingStep): DueStep {
  const { metric, name, cycle } = clock;
  const told = step === undefined ? undefined : policy.escalate[step];
  return {
    key: JSON.stringify([
      id,
      metric,
      name ?? "",
      cycle,
      ...(step === undefined ? ["breach"] : [step, policy.id, policy.version]),
    ]),
    metric,
    ...(name !== undefined && { name }),
    cycle,
    at: instantOf(at),
    ...(step !== undefined && { step }),
    ...(told !== undefined && { to: told.to }),
    ...(told?.level !== undefined && { level: told.level }),
  };
}
