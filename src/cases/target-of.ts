import type { ServiceCase } from "./model.js";
import type { CaseMetric, CaseTarget } from "./target-model.js";

/**
 * The target of a metric and a name for the case's priority; the one for all priorities where there is none of its own.
 */
export function targetOf(
  { policy, priority }: Pick<ServiceCase, "policy" | "priority">,
  { metric, name }: { readonly metric: CaseMetric; readonly name?: string },
): CaseTarget | undefined {
  const targets = policy.targets.filter((target) => target.metric === metric && target.name === name);
  return (
    targets.find((target) => target.priority === priority) ?? targets.find((target) => target.priority === undefined)
  );
}
