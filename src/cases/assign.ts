import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { AssignmentNeeds } from "./agent-model.js";
import { unavailable, type Unavailable } from "./available-agents.js";
import type { CaseAssignment, CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { movedByItself } from "./moved.js";
import { requireCaseCommand, requireCodes } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** Gives a case to somebody; without an agent it goes back to those who wait for one. */
export interface AssignCase extends Omit<CaseCommand, "text"> {
  readonly type?: "case.assigned";
  readonly agentId?: string;
  /** The role that has it from now on; the one it has, when left out. */
  readonly to?: string;
  /** What the case asks for beside the role. */
  readonly needs?: AssignmentNeeds;
}

/** Why a case is not given to somebody, in the order in which it is checked. */
export type AssignCaseRejection =
  | InstantRejection
  | { readonly code: "case_merged"; readonly message: string; readonly into: string }
  | {
      readonly code: "agent_unknown" | "agent_has_left" | "agent_not_qualified" | "agent_not_on_shift" | "agent_full";
      readonly message: string;
      readonly agentId: string;
      /** Who could take it now. */
      readonly allowed: readonly string[];
    };

/**
 * Gives a case to an agent, to a role, or back to the queue. Where the context has agents, only one of them who has not
 * left, has the role and the skills, is on shift and has room can take it; otherwise anybody can. What one team
 * promises another (`internal`) starts and stops by this.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `case_merged`, `agent_unknown`,
 * `agent_has_left`, `agent_not_qualified`, `agent_not_on_shift`, `agent_full`.
 *
 * @example
 * ```ts
 * import { defineCalendars, defineCaseRules, must } from "clientele";
 * import { assignCase, openCase } from "clientele/cases";
 *
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [] } as const;
 * const calendars = defineCalendars({ early: { weekly: [{ days: [1, 2, 3, 4, 5], hours: ["08:00-14:00"] }], holidays: "none" } });
 * const agents = [{ id: "agt_1", calendar: "early" }, { id: "agt_2" }];
 * const cases = defineCaseRules({ policies: [policy] });
 * const context = { cases, calendars, agents, zone: "Asia/Shanghai", now: new Date("2026-03-02T16:00:00+08:00") };
 * const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, context)).state;
 * const refused = assignCase(enquiry, { id: "asg_1", agentId: "agt_1" }, context);
 * refused.ok || refused.rejection.code; // => "agent_not_on_shift"
 * must(assignCase(enquiry, { id: "asg_2", agentId: "agt_2" }, context)).state.agentId; // => "agt_2"
 * ```
 */
export function assignCase(
  serviceCase: ServiceCase,
  command: AssignCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, AssignCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const { agentId, to } = command;
  requireCodes({ agentId, to });
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const { mergedInto: into } = serviceCase.links;
  if (into !== undefined)
    return refuse({ code: "case_merged", message: `The case goes on in "${into}"; assign that.`, into });
  const refused = agentId === undefined ? undefined : agentRefused(serviceCase, { ...command, agentId }, context);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const event: CaseAssignment = {
    type: "case.assigned",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    ...(agentId !== undefined && { agentId }),
    ...(to !== undefined && { to }),
    ended: [],
  };
  const assigned = followed(turn, withVerdicts(turn.serviceCase, event, context), context);
  return finish(movedByItself(assigned, "assigned", command, context), context);
}

function agentRefused(
  { assignedTo, agentId: holder }: ServiceCase,
  { agentId, to = assignedTo, needs = {} }: AssignCase & { readonly agentId: string },
  context: CasesContext,
): AssignCaseRejection | undefined {
  const { agents } = context;
  if (agents === undefined) return undefined;
  const asked: AssignmentNeeds = { ...(to !== undefined && { role: to }), ...needs };
  const agent = agents.find(({ id }) => id === agentId);
  const why = agent === undefined ? "unknown" : unavailable(agent, asked, context);
  const hasItAlready = why === "full" && agentId === holder;
  if (why === undefined || hasItAlready) return undefined;
  const allowed = agents.filter((each) => unavailable(each, asked, context) === undefined).map(({ id }) => id);
  const message = `"${agentId}" ${said[why]}; it could be given to: ${allowed.join(", ") || "nobody"}.`;
  return { code: `agent_${why}`, message, agentId, allowed };
}

const said: Readonly<Record<Unavailable | "unknown", string>> = {
  unknown: "is not among those who work on cases",
  has_left: "has left",
  not_qualified: "has not the role, the skills or the shop that the case asks for",
  not_on_shift: "is not on shift",
  full: "has as many open cases as they can take",
};
