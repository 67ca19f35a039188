import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseEvent, CaseMark } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { requireCaseCommand, requireCodes } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** Something happened that a target of the shop's own waits for: the parts were ordered, the money was sent. */
export interface MarkCase extends Omit<CaseCommand, "text"> {
  readonly type?: "case.marked";
  readonly mark: string;
}

/** Why a mark is not taken, in the order in which it is checked. */
export type MarkCaseRejection =
  | InstantRejection
  | {
      readonly code: "mark_unknown";
      readonly message: string;
      readonly mark: string;
      readonly known: readonly string[];
    };

/**
 * Marks that something happened by which a target of the shop's own starts, stops or begins its next round. A mark that
 * no target of the case waits for is refused, so that a slip of the pen does not let a clock run on.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `mark_unknown`.
 */
export function markCase(
  serviceCase: ServiceCase,
  command: MarkCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, MarkCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const { mark } = command;
  requireCodes({ mark: mark ?? "" });
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const known = marksOf(serviceCase);
  if (!known.includes(mark)) {
    const message = `No target of the case waits for "${mark}"; they wait for: ${known.join(", ") || "none"}.`;
    return refuse({ code: "mark_unknown", message, mark, known });
  }
  const turn = begin(serviceCase, context);
  const event: CaseMark = {
    type: "case.marked",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    mark,
    ended: [],
  };
  return finish(followed(turn, withVerdicts(turn.serviceCase, event, context), context), context);
}

function marksOf({ policy }: ServiceCase): readonly string[] {
  const moments = policy.targets.flatMap(({ start = [], stop = [], reset = [], cancel = [] }) => [
    ...start,
    ...stop,
    ...reset,
    ...cancel,
  ]);
  return [...new Set(moments.flatMap((moment) => (moment.kind === "marked" ? [moment.mark] : [])))];
}
