import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseEvent, CaseResponse } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { movedByItself } from "./moved.js";
import { requireCaseCommand } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** The shop answers the customer. */
export interface RespondToCase extends CaseCommand {
  readonly type?: "case.responded";
}

/** Why a response is not taken, in the order in which it is checked. */
export type RespondToCaseRejection = InstantRejection | TooManyTexts;

/**
 * Records that the shop answered. The first answer ends the first-response clock, every further one the clock of the
 * message that it answers, and one round of periodic updates. An answer at the due instant is in time. It may be back-dated and counts when it was given,
 * also where the breach has been told already; the verdict stands in the event. The status stays as it is, unless the
 * workflow says what follows from an answer.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `too_many_texts`.
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
  const refused = impossibleInstant(command, serviceCase, context.now) ?? tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const envelope = envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened");
  const event: CaseResponse = {
    type: "case.responded",
    ...envelope,
    ended: [],
    ...(command.text !== undefined && { text: true }),
  };
  const answered = followed(turn, withVerdicts(turn.serviceCase, event, context), context);
  return finish(movedByItself(answered, "responded", command, context), context);
}
