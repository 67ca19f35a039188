import { addDuration } from "../calendar/periods.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { CasesContext, ServiceCase } from "./model.js";

/** The time in which a case could be reopened is over. */
export interface ReopenWindowClosed {
  readonly code: "reopen_window_closed";
  readonly message: string;
  readonly endedAt: Instant;
  readonly until: Instant;
}

/** The rejection for a case that ended too long ago to be taken on again, by whichever way, or undefined. */
export function reopenWindowClosed(
  serviceCase: ServiceCase,
  { now, zone }: Pick<CasesContext, "now" | "zone">,
): ReopenWindowClosed | undefined {
  const { endedAt, policy } = serviceCase;
  if (endedAt === undefined || policy.reopenWithin === undefined) return undefined;
  const until = addDuration(endedAt, policy.reopenWithin, zone);
  if (recordedAtOf(now, serviceCase) <= until) return undefined;
  const message = `The case ended at ${endedAt} and could be reopened until ${until}; open another about it.`;
  return { code: "reopen_window_closed", message, endedAt, until };
}

/** Whether a way of the workflow takes a case that has ended on again. */
export function isTakenOn({ endedAt, status, policy }: ServiceCase, to: string): boolean {
  const { statuses } = policy.workflow;
  return endedAt !== undefined && statuses[status]?.to.includes(to) === true && statuses[to]?.clock !== "stopped";
}
