import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, type OccurredInFuture } from "../shared/envelope.js";
import type { CaseCommand, CaseEvent, CasesContext, ServiceCase } from "./model.js";
import { requireCaseCommand } from "./require.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish } from "./turn.js";
import { verdictsAt } from "./verdicts.js";

/** The shop answers the customer. */
export interface RespondToCase extends CaseCommand {
  readonly type?: "case.responded";
}

/** Why a response is not taken, in the order in which it is checked. */
export type RespondToCaseRejection = OccurredInFuture | TooManyTexts;

/**
 * Records that the shop answered. The first answer ends the first-response clock, every further one the clock of the
 * message that it answers. An answer at the due instant is in time. It may be back-dated and counts when it was given,
 * also where the breach has been told already; the verdict stands in the event. The status stays as it is.
 *
 * Refused, in this order: `occurred_in_future`, `too_many_texts`.
 *
 * @example
 * ```ts
 * import { caseClocks, defineCaseRules, must, openCase, respondToCase } from "clientele";
 *
 * const target = { metric: "first_response", within: "PT30M", time: "calendar" } as const;
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [target] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`2026-03-02T${time}:00Z`) });
 * const enquiry = must(openCase({ id: "enq_1", type: "enquiry" }, at("02:00"))).state;
 * const answered = must(respondToCase(enquiry, { id: "rsp_1" }, at("02:28"))).state;
 * caseClocks(answered, at("02:40"))[0]?.state; // => "met"
 * caseClocks(enquiry, at("02:31"))[0]?.state; // => "breached"
 * ```
 */
export function respondToCase(
  serviceCase: ServiceCase,
  command: RespondToCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, RespondToCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const refused = occurredInFuture(command, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const envelope = envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened");
  const { openedAt, waitingSince = "" } = turn.serviceCase;
  const occurredAt = envelope.occurredAt < openedAt ? openedAt : envelope.occurredAt;
  const metrics =
    occurredAt < waitingSince ? (["first_response"] as const) : (["first_response", "next_response"] as const);
  const event: CaseEvent = {
    type: "case.responded",
    ...envelope,
    occurredAt,
    ended: verdictsAt(turn.serviceCase, occurredAt, metrics, context),
    ...(command.text !== undefined && { text: true }),
  };
  return finish(turn, event, context);
}
