import { acknowledgeCase } from "../../cases/acknowledge.js";
import { confirmAppointment, endAppointment, moveAppointment, setAppointment } from "../../cases/appointments.js";
import { assignCase } from "../../cases/assign.js";
import { checkOffItems } from "../../cases/check-off.js";
import { classifyCase } from "../../cases/classify.js";
import { followUpCase } from "../../cases/follow-up.js";
import { markCase } from "../../cases/mark.js";
import { absorbCase, mergeCase, splitCase } from "../../cases/merge.js";
import { moveCase } from "../../cases/move.js";
import { openCase } from "../../cases/open.js";
import { receiveMessage } from "../../cases/receive-message.js";
import { recordResolution } from "../../cases/record-resolution.js";
import { reopenCase } from "../../cases/reopen.js";
import { resolveCase } from "../../cases/resolve.js";
import { respondToCase } from "../../cases/respond.js";
import type { CaseEvent } from "../../cases/event-model.js";
import type { CaseHostEvent } from "../../cases/events.js";
import type { CasesContext, ServiceCase } from "../../cases/model.js";
import type { Decision, Rejection } from "../../shared/decision.js";

/** What a case answers to a host event about it. The event is the command of the write that it names. */
export function decideCase(
  before: ServiceCase | undefined,
  command: CaseHostEvent & { readonly caseId: string },
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, Rejection> {
  if (command.type === "case.opened" || command.type === "enquiry.received") {
    if (before === undefined) return openCase(command, context);
    return refusal("already_exists", `There is a case "${before.id}" already.`);
  }
  if (before === undefined)
    return refusal("not_found", `There is no case "${command.caseId}"; send case.opened first.`);
  switch (command.type) {
    case "case.moved":
      return moveCase(before, command, context);
    case "case.responded":
      return respondToCase(before, command, context);
    case "case.message_received":
      return receiveMessage(before, command, context);
    case "case.resolved":
      return resolveCase(before, command, context);
    case "case.reopened":
      return reopenCase(before, command, context);
    case "case.followed_up":
      return followUpCase(before, command, context);
    case "case.acknowledged":
      return acknowledgeCase(before, command, context);
    case "case.assigned":
      return assignCase(before, command, context);
    case "case.classified":
      return classifyCase(before, command, context);
    case "case.detailed":
      return recordResolution(before, command, context);
    case "case.checked":
      return checkOffItems(before, command, context);
    case "case.marked":
      return markCase(before, command, context);
    case "case.appointment_set":
      return setAppointment(before, command, context);
    case "case.appointment_confirmed":
      return confirmAppointment(before, command, context);
    case "case.appointment_moved":
      return moveAppointment(before, command, context);
    case "case.appointment_ended":
      return endAppointment(before, command, context);
    case "case.merged":
      return mergeCase(before, command, context);
    case "case.absorbed":
      return absorbCase(before, command, context);
    case "case.split":
      return splitCase(before, command, context);
    default:
      return command satisfies never;
  }
}

function refusal(code: string, message: string): Decision<never, never, Rejection> {
  return { ok: false, rejection: { code, message } };
}
