import { isCaseOpen, nextCaseChange } from "../../cases/clocks.js";
import { caseKind, caseTextsKind } from "../../cases/records.js";
import { settled } from "../../cases/settle.js";
import { textsOf, withoutText } from "../../cases/texts.js";
import type { Facts } from "../../conditions/fact-spec.js";
import type { Ref } from "../../shared/repository.js";
import type { CustomerFile } from "../customer-file.js";
import type { CaseHostEvent } from "../../cases/events.js";
import { decideCase } from "./decide-case.js";
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
    const decision = decideCase(file.read(caseKind, caseId), command, { ...context, facts });
    if (decision.ok && "text" in event && event.text !== undefined) {
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
