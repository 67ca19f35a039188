import type { Label } from "../shared/locale.js";
import type { CasesContext, ServiceCase } from "./model.js";
import type { Requirement, StatusClock } from "./sections.js";
import { isGuardOpen, missingFor } from "./ways-out.js";

/** A status that a case may come into next. */
export interface AllowedMove {
  readonly to: string;
  readonly label: Label;
  readonly clock: StatusClock;
  /** What has to be known first. */
  readonly missing: readonly Requirement[];
  /** Whether the way is for other cases only. */
  readonly isClosed?: true;
}

/** Where a case may go from where it is, in the order of its workflow. Labels are those of the program in the context. */
export function allowedMoves(serviceCase: ServiceCase, { cases, facts }: CasesContext): readonly AllowedMove[] {
  const { policy, status, links } = serviceCase;
  if (links.mergedInto !== undefined) return [];
  const { statuses } = policy.workflow;
  const labels = cases.policies.find(({ id }) => id === policy.id)?.workflow.statuses ?? {};
  return (statuses[status]?.to ?? []).map((to) => ({
    to,
    label: labels[to]?.label ?? to,
    clock: statuses[to]?.clock ?? "stopped",
    missing: missingFor(serviceCase, to),
    ...(!isGuardOpen(serviceCase, to, facts) && { isClosed: true }),
  }));
}
