import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, recordedAtOf, type OccurredInFuture } from "../shared/envelope.js";
import { applyCaseEvent } from "./apply.js";
import type { CaseEvent, CasesContext, ServiceCase, TextCommand } from "./model.js";
import { pinnedPolicy, policyFor, priorityFor, type NoPolicyRejection } from "./policy-for.js";
import { caseIdOf, invalid, requireCodes, requireTextCommand } from "./require.js";
import type { CaseType } from "./sections.js";
import { settled } from "./settle.js";

/** Opens a case. Its id is the command's where none is given. */
export interface OpenCase extends TextCommand {
  /** The type of the case. A host event has a type of its own and names that of the case in `caseType`. */
  readonly type: CaseType | "case.opened" | "enquiry.received";
  readonly caseType?: CaseType;
  readonly caseId?: string;
  readonly customerId?: string;
  /** The id of a policy, where it is not to be found by type, channel and kind. */
  readonly policy?: string;
  readonly channel?: string;
  readonly category?: string;
  /** Repair, return … */
  readonly kind?: string;
  readonly severity?: string;
  readonly sku?: string;
}

/** Why a case is not opened, in the order in which it is checked. */
export type OpenCaseRejection = OccurredInFuture | NoPolicyRejection;

/**
 * Opens a case: a complaint, an enquiry, an after-sales request, a suggestion. It follows the first policy of its type
 * that takes its channel and its kind, and keeps it: later versions of the program do not change a case that is there.
 *
 * The first response is due from the moment the customer turned to the shop (`occurredAt`, which may be back-dated),
 * whatever the status. The priority is decided here, by the facts in the context.
 *
 * Refused, in this order: `occurred_in_future`, `no_policy`, `channel_not_taken`, `kind_not_taken`,
 * `category_unknown`.
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
  const {
    caseId = caseIdOf(command),
    customerId,
    channel,
    category,
    kind,
    severity,
    sku,
    policy: named,
    text,
  } = command;
  requireCodes({ caseId, customerId, channel, category, kind, severity, sku });
  const caseType = typeOf(command);
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const outline = { channel, category, kind, policy: named };
  const found = policyFor({ type: caseType, ...withoutAbsent(outline) }, context.cases);
  if ("rejection" in found) return refuse(found.rejection);
  const { policy } = found;
  const event: CaseEvent = {
    type: "case.opened",
    ...envelopeOf(command, recordedAtOf(context.now), context.cases.of, "when_it_happened"),
    caseId,
    caseType,
    policy: pinnedPolicy(policy, context.cases),
    priority: priorityFor(policy, context),
    ...withoutAbsent({ customerId, severity, channel, category, kind, sku, assignedTo: policy.assignTo }),
    ...(text !== undefined && { text: true }),
  };
  const { serviceCase, events } = settled(applyCaseEvent(undefined, event), context);
  return { ok: true, state: serviceCase, events: [event, ...events] };
}

const caseTypes: readonly string[] = ["complaint", "enquiry", "after_sales", "suggestion"];

function typeOf({ type, caseType }: OpenCase): CaseType {
  const named = type === "enquiry.received" ? "enquiry" : type === "case.opened" ? caseType : type;
  if (named !== undefined && caseTypes.includes(named)) return named;
  const path = type === "case.opened" ? "caseType" : "type";
  throw invalid(path, `${JSON.stringify(named)} is not a type of case; use one of ${caseTypes.join(", ")}`);
}

type Present<Parts> = { [Key in keyof Parts]?: Exclude<Parts[Key], undefined> };

function withoutAbsent<Parts extends object>(parts: Parts): Present<Parts> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Present<Parts>;
}
