import { isCaseOpen, nextCaseChange } from "../../cases/clocks.js";
import { followUpCase } from "../../cases/follow-up.js";
import type { CaseEvent } from "../../cases/event-model.js";
import type { CasesContext, ServiceCase } from "../../cases/model.js";
import { moveCase } from "../../cases/move.js";
import { openCase } from "../../cases/open.js";
import { receiveMessage } from "../../cases/receive-message.js";
import { caseKind, caseTextsKind } from "../../cases/records.js";
import { reopenCase } from "../../cases/reopen.js";
import { resolveCase } from "../../cases/resolve.js";
import { respondToCase } from "../../cases/respond.js";
import { settled } from "../../cases/settle.js";
import { textsOf, withoutText } from "../../cases/texts.js";
import type { Facts } from "../../conditions/fact-spec.js";
import type { Decision, Rejection } from "../../shared/decision.js";
import type { Ref } from "../../shared/repository.js";
import type { CustomerFile } from "../customer-file.js";
import type { CaseHostEvent } from "../../cases/events.js";
import { accept, type Island, type ProgramContext } from "../island.js";

const module = "cases";

/** Cases: complaints, enquiries, after-sales requests, and the clocks of what was promised for them. */
export const casesIsland: Island = {
  module,
  refs: (owner, event) =>
    event !== undefined && isAboutCase(event) ? [caseRef(owner, caseIdOf(event)), textsRef(owner, event)] : [],
  take: (file, asked, context, facts) => {
    const { event } = asked;
    if (!isAboutCase(event)) return [];
    const caseId = caseIdOf(event);
    const command = withoutText({ ...event, id: `${event.id}#${module}`, caseId });
    const decision = decide(file.read(caseKind, caseId), command, { ...context, facts });
    if (decision.ok && event.text !== undefined) {
      file.put(caseTextsKind, textsOf(file.read(caseTextsKind, caseId), event, decision.state));
    }
    return [accept(file, caseKind, module, decision, { ...asked, id: command.id, about: caseId })];
  },
  settle: (file, context) => {
    for (const each of file.all(caseKind)) {
      const { serviceCase: state, events } = settled(each, context);
      accept(file, caseKind, module, { ok: true, state, events }, { id: events[0]?.id ?? "", fingerprint: "" });
    }
  },
  next: (file, context) => file.all(caseKind).map((each) => nextCaseChange(each, context)),
};

/** Where a case of a customer lies. */
export function caseRef(owner: string, id: string): Ref {
  return { owner, kind: caseKind.kind, id };
}

/** The cases of a file for which time can still do something: open, or with a follow-up owed. */
export function watchedCases(file: CustomerFile, context: ProgramContext): readonly string[] {
  const watched = file.all(caseKind).filter((each) => isCaseOpen(each) || nextCaseChange(each, context) !== undefined);
  return watched.map(({ id }) => id).sort();
}

/** How many cases of a customer are open. */
export function factsOfCases(file: CustomerFile): Facts {
  return { openCases: file.all(caseKind).filter(isCaseOpen).length };
}

function textsRef(owner: string, event: CaseHostEvent): Ref {
  return { owner, kind: caseTextsKind.kind, id: caseIdOf(event) };
}

/** The case of an event; one that opens a case without naming it gives it its own id. An order may be named as well. */
function caseIdOf(event: CaseHostEvent): string {
  return event.caseId ?? event.id;
}

function isAboutCase(event: { readonly type: string }): event is CaseHostEvent {
  return event.type === "enquiry.received" || event.type.startsWith("case.");
}

function decide(
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
    default:
      return command satisfies never;
  }
}

function refusal(code: string, message: string): Decision<never, never, Rejection> {
  return { ok: false, rejection: { code, message } };
}
