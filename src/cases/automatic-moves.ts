import { caseFacts } from "./case-facts.js";
import type { CasesContext, ServiceCase } from "./model.js";
import { holds } from "./policy-for.js";
import type { AutomaticMove } from "./sections.js";

/** The status into which a case goes by itself when something happens; undefined when it stays where it is. */
export function automaticMove(
  serviceCase: ServiceCase,
  event: AutomaticMove["event"],
  { facts }: CasesContext,
): string | undefined {
  const { policy, status } = serviceCase;
  const known = caseFacts(serviceCase, facts);
  const moves = policy.workflow.statuses[status]?.on ?? [];
  return moves.find((move) => move.event === event && holds(move.when, known))?.to;
}
