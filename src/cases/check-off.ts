import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseCheck, CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { requireCaseCommand, requireList } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin, finish, followed } from "./turn.js";

/** Something of the checklist was done. */
export interface CheckOffItems extends Omit<CaseCommand, "text"> {
  readonly type?: "case.checked";
  readonly items: readonly string[];
}

/** Why nothing is checked off, in the order in which it is checked. */
export type CheckOffRejection =
  | InstantRejection
  | {
      readonly code: "item_unknown";
      readonly message: string;
      readonly item: string;
      readonly known: readonly string[];
    };

/**
 * Checks items of the list off that belongs to the status of the case: one standard for every service. The list begins
 * anew with the next status. Where the status requires its checklist, the case stays in it until all is done.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `item_unknown`.
 */
export function checkOffItems(
  serviceCase: ServiceCase,
  command: CheckOffItems,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, CheckOffRejection> {
  requireCaseCommand(command, serviceCase);
  const { items } = command;
  requireList("items", items);
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const { status, policy } = serviceCase;
  const known = policy.workflow.statuses[status]?.checklist ?? [];
  const item = items.find((each) => !known.includes(each));
  if (item !== undefined) {
    const message = `"${item}" is not on the checklist of "${status}"; on it are: ${known.join(", ") || "none"}.`;
    return refuse({ code: "item_unknown", message, item, known });
  }
  const turn = begin(serviceCase, context);
  const event: CaseCheck = {
    type: "case.checked",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    items: [...new Set(items)],
  };
  return finish(followed(turn, event, context), context);
}
