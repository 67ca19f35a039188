import { refuse, type Decision } from "../shared/decision.js";
import type { CaseEvent } from "./event-model.js";
import type { CaseResolution, CasesContext, ServiceCase } from "./model.js";
import { moved, noWay, type MoveRejection, type MovingCommand } from "./moved.js";
import { requireCaseCommand, requireCodes, requireResolution } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin } from "./turn.js";

/** Says how a case was resolved. */
export interface ResolveCase extends MovingCommand {
  readonly type?: "case.resolved";
  readonly resolution: CaseResolution;
  /** The status that it comes into; the one that stops the clock and can still be left, where none is given. */
  readonly to?: string;
}

/** Why a case is not resolved, in the order in which it is checked. */
export type ResolveCaseRejection =
  | InstantRejection
  | {
      readonly code: "case_ended";
      readonly message: string;
      readonly status: string;
      readonly endedAt: string;
    }
  | MoveRejection;

/**
 * Resolves a case: says how, stops the clock, and a follow-up is owed from now on. It comes into the status that stops
 * the clock and from which it can still be reopened; where the workflow offers several, `to` names one.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `case_ended`, `move_not_allowed`,
 * `out_of_order`, `guard_closed`, `requirement_missing`, `too_many_moves`, `too_many_texts`.
 *
 * @example
 * ```ts
 * import { defineCaseRules, must, openCase, resolveCase } from "clientele";
 *
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [] } as const;
 * const context = { cases: defineCaseRules({ policies: [policy] }), zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, context)).state;
 * const resolved = must(resolveCase(enquiry, { id: "res_1", resolution: { kind: "explained" } }, context));
 * resolved.state.status; // => "answered"
 * resolved.events[0]?.type; // => "case.resolved"
 * ```
 */
export function resolveCase(
  serviceCase: ServiceCase,
  command: ResolveCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, ResolveCaseRejection> {
  requireCaseCommand(command, serviceCase);
  requireCodes({ to: command.to, rootCause: command.rootCause, "resolution.kind": command.resolution?.kind ?? "" });
  requireResolution(command.resolution);
  const early = impossibleInstant(command, serviceCase, context.now);
  if (early !== undefined) return refuse(early);
  const { status, endedAt } = serviceCase;
  if (endedAt !== undefined) {
    const message = `The case ended in "${status}" at ${endedAt}; reopen it first.`;
    return refuse({ code: "case_ended", message, status, endedAt });
  }
  const { to = resolvedStatus(serviceCase) } = command;
  const { statuses } = serviceCase.policy.workflow;
  const isEnd = to === "" || statuses[to]?.clock === "stopped";
  if (!isEnd) return refuse(noWay(serviceCase, to, (next) => statuses[next]?.clock === "stopped"));
  return moved(begin(serviceCase, context), command, to, context);
}

/** The one resolved status that can be reached now; a name that no status has where there is none, or more than one. */
function resolvedStatus({ policy, status }: ServiceCase): string {
  const { statuses } = policy.workflow;
  const resolved = (statuses[status]?.to ?? []).filter((to) => {
    const next = statuses[to];
    return next?.clock === "stopped" && next.to.length > 0;
  });
  return resolved.length === 1 ? (resolved[0] ?? "") : "";
}
