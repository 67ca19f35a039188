import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, recordedAtOf, type OccurredInFuture } from "../shared/envelope.js";
import { caseTypeOf, type OpeningType } from "./case-type.js";
import type { CaseOutline } from "./case-facts.js";
import type { CaseAcknowledgement, CaseEvent, CaseMove, CaseOpening } from "./event-model.js";
import type { CaseAbout, CaseResolution, CasesContext, ServiceCase, TextCommand } from "./model.js";
import { pinnedPolicy, policyFor, priorityFor, type NoPolicyRejection } from "./policy-for.js";
import { withoutAbsent } from "./present.js";
import { caseIdOf, requireCodes, requireResolution, requireTextCommand } from "./require.js";
import type { CasePolicy, CaseType } from "./sections.js";
import { applied, finish, followed, type Turn } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** Opens a case. Its id is the command's where none is given. */
export interface OpenCase extends TextCommand, CaseAbout {
  /** The type of the case. A host event has a type of its own and names that of the case in `caseType`. */
  readonly type: OpeningType;
  readonly caseType?: CaseType;
  readonly caseId?: string;
  readonly customerId?: string;
  /**
   * The id of a policy, where it is not to be found by type, channel and kind. The case keeps it, whatever it turns out
   * to be, until another is named.
   */
  readonly policy?: string;
  readonly channel?: string;
  readonly category?: string;
  /** Repair, return … */
  readonly kind?: string;
  readonly severity?: string;
  /** What the customer asks for. */
  readonly remedySought?: string;
  /** The status that it is opened in, where it is not the initial one: waiting already, or over already. */
  readonly status?: string;
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
  /** The case that this one was part of. */
  readonly splitFrom?: string;
}

/** Why a case is not opened, in the order in which it is checked. */
export type OpenCaseRejection = OccurredInFuture | NoPolicyRejection | StatusUnknown;

/** The workflow has no such status. */
export interface StatusUnknown {
  readonly code: "status_unknown";
  readonly message: string;
  readonly status: string;
  readonly allowed: readonly string[];
}

/**
 * Opens a case: a complaint, an enquiry, an after-sales request, a suggestion. It follows the first policy of its type
 * that takes its channel and its kind and whose condition holds, and keeps it: later versions of the program do not
 * change a case that is there.
 *
 * The first response is due from the moment the customer turned to the shop (`occurredAt`, which may be back-dated),
 * whatever the status. The priority is decided here, by the facts in the context and those of the case. A case that is
 * opened in a status without a way out, or in one that stops the clock with its resolution, is over at once.
 *
 * Refused, in this order: `occurred_in_future`, `no_policy`, `channel_not_taken`, `kind_not_taken`,
 * `category_unknown`, `status_unknown`.
 *
 * Source: ISO 10002:2018, 7.2 (receipt) and 7.3 (tracking: every complaint has an id of its own).
 *
 * @example
 * ```ts
 * import { caseClocks, defineCaseRules, must, openCase } from "clientele";
 *
 * const cases = defineCaseRules({
 *   policies: [
 *     {
 *       id: "enquiry",
 *       label: "Enquiry",
 *       type: "enquiry",
 *       channels: ["chat"],
 *       workflow: "preset:enquiry",
 *       targets: [{ metric: "first_response", within: "PT30M", time: "calendar" }],
 *     },
 *   ],
 * });
 * const context = { cases, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00+08:00") };
 * const enquiry = must(openCase({ id: "enq_1", type: "enquiry", customerId: "cus_7", channel: "chat" }, context)).state;
 * caseClocks(enquiry, context); // => [{ metric: "first_response", state: "running", due: "2026-03-02T02:30:00.000Z" }]
 * openCase({ id: "enq_2", type: "enquiry", channel: "fax" }, context).ok; // => false
 * ```
 */
export function openCase(
  command: OpenCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, OpenCaseRejection> {
  requireTextCommand(command);
  const { caseId = caseIdOf(command), customerId, policy: named, status, resolution } = command;
  const { channel, category, kind, severity, remedySought, rootCause, splitFrom } = command;
  const about = aboutOf(command);
  requireCodes({ caseId, customerId, channel, category, kind, severity, remedySought, status, rootCause, splitFrom });
  requireCodes({ ...about });
  requireResolution(resolution);
  const type = caseTypeOf(command);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const outline: CaseOutline = { type, about, ...withoutAbsent({ channel, category, kind, severity, policy: named }) };
  const found = policyFor(outline, context);
  if ("rejection" in found) return refuse(found.rejection);
  const { policy } = found;
  const unknown = status === undefined ? undefined : unknownStatus(status, policy.workflow.statuses);
  if (unknown !== undefined) return refuse(unknown);
  const event = openingOf({ ...command, caseId }, outline, policy, context);
  const { serviceCase, told } = applied(undefined, event, context);
  const turn: Turn = { serviceCase, events: [told], recordedAt: event.recordedAt };
  return finish(ended(acknowledged(turn, command, context), command, context), context);
}

/** The rejection for a status that a workflow does not have, or undefined. */
export function unknownStatus(status: string, statuses: Readonly<Record<string, unknown>>): StatusUnknown | undefined {
  if (Object.hasOwn(statuses, status)) return undefined;
  const allowed = Object.keys(statuses);
  const message = `The workflow has no status "${status}"; it has: ${allowed.join(", ")}.`;
  return { code: "status_unknown", message, status, allowed };
}

/** What a command says a case is about; an order may also be named as what the command is about. */
export function aboutOf({
  about,
  orderId = about,
  lineId,
  sku,
  shopId,
  agentId,
  businessLine,
}: CaseAbout & { readonly about?: string }): CaseAbout {
  return withoutAbsent({ orderId, lineId, sku, shopId, agentId, businessLine });
}

function openingOf(
  command: OpenCase & { readonly caseId: string },
  outline: CaseOutline,
  policy: CasePolicy,
  context: CasesContext,
): CaseOpening {
  const { caseId, customerId, channel, category, kind, severity, sku, remedySought, splitFrom, status, text } = command;
  const priority = priorityFor(policy, outline, context.facts);
  const { sku: _, orderId, ...rest } = aboutOf(command);
  const what = orderId === command.about ? rest : { ...rest, ...withoutAbsent({ orderId }) };
  const isElsewhere = status !== undefined && status !== policy.workflow.initial;
  return {
    type: "case.opened",
    ...envelopeOf(command, recordedAtOf(context.now), context.cases.of, "when_it_happened"),
    caseId,
    caseType: outline.type,
    policy: pinnedPolicy(policy, { ...outline, priority }, context),
    ...(command.policy !== undefined && { isPolicyNamed: true }),
    priority,
    ...withoutAbsent({ customerId, severity, channel, category, kind, sku, assignedTo: policy.assignTo }),
    ...(Object.keys(what).length > 0 && { aboutWhat: what }),
    ...withoutAbsent({ remedySought, splitFrom }),
    ...(isElsewhere && { status }),
    ...(text !== undefined && { text: true }),
  };
}

/** A case that is opened in a status which tells the customer so is acknowledged at the instant of its opening. */
function acknowledged(turn: Turn, command: OpenCase, context: CasesContext): Turn {
  const { serviceCase, recordedAt } = turn;
  if (serviceCase.acknowledgedAt === undefined) return turn;
  const event: CaseAcknowledgement = {
    type: "case.acknowledged",
    ...envelopeOf(command, recordedAt, context.cases.of, "when_it_happened", 2),
    ended: [],
  };
  const told = withVerdicts(serviceCase, event, context);
  return told.ended.length === 0 ? turn : followed(turn, told, context);
}

/** A case that was over as it was opened ends at the instant of its opening. */
function ended(turn: Turn, { status, resolution, rootCause, ...command }: OpenCase, context: CasesContext): Turn {
  const { serviceCase, recordedAt, events } = turn;
  const { clock, to = [] } = serviceCase.policy.workflow.statuses[serviceCase.status] ?? {};
  const isFinal = clock === "stopped" && to.length === 0;
  if (status === undefined || clock !== "stopped" || (!isFinal && resolution === undefined)) return turn;
  const event: CaseMove = {
    type: isFinal ? "case.closed" : "case.resolved",
    ...envelopeOf(command, recordedAt, context.cases.of, "when_it_happened", events.length + 1),
    to: status,
    clock,
    ...withoutAbsent({ resolution, rootCause }),
    ended: [],
    ...(resolution !== undefined && { followUp: true }),
  };
  return followed(turn, withVerdicts(serviceCase, event, context), context);
}
