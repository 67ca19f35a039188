import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import type { CaseAbsorption, CaseEvent, CaseMerge, CaseSplit } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { requireCaseCommand, requireCodes, requireList } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import { begin, finish, followed } from "./turn.js";
import { withVerdicts } from "./verdicts.js";

/** The case is a duplicate: it goes on in another. */
export interface MergeCase extends Omit<CaseCommand, "text"> {
  readonly type?: "case.merged";
  readonly into: string;
}

/** Another case goes on in this one. */
export interface AbsorbCase extends Omit<CaseCommand, "text"> {
  readonly type?: "case.absorbed";
  /** The id of the other case. */
  readonly from: string;
  /** Since when the customer waits for an answer there, as `waitingFrom` says of it. */
  readonly waitingSince?: string;
}

/** Parts of the case go on as cases of their own. */
export interface SplitCase extends Omit<CaseCommand, "text"> {
  readonly type?: "case.split";
  /** The ids of the new cases. */
  readonly into: readonly string[];
}

/** What does not fit together about two cases. */
export type LinkRejection =
  | { readonly code: "same_case"; readonly message: string; readonly caseId: string }
  | { readonly code: "already_linked"; readonly message: string; readonly caseId: string }
  | { readonly code: "too_many_links"; readonly message: string; readonly links: number; readonly allowed: number };

/** Why a case is not merged, in the order in which it is checked. */
export type MergeCaseRejection =
  | InstantRejection
  | { readonly code: "case_merged"; readonly message: string; readonly into: string }
  | Extract<LinkRejection, { readonly code: "same_case" }>;

/**
 * Ends a case that is a duplicate of another: it goes on there, and nothing of it is lost. Its clocks end without a
 * verdict, for those of the other count: a customer who asks twice is neither counted twice nor made to wait longer.
 * Merge the younger into the older, and tell the older by `absorbCase` in the same commit.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `case_merged`, `same_case`.
 */
export function mergeCase(
  serviceCase: ServiceCase,
  command: MergeCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, MergeCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const { into } = command;
  requireCodes({ into: into ?? "" });
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const { mergedInto } = serviceCase.links;
  if (mergedInto !== undefined) {
    const message = `The case goes on in "${mergedInto}" already.`;
    return refuse({ code: "case_merged", message, into: mergedInto });
  }
  if (into === serviceCase.id) return refuse(sameCase(into));
  const turn = begin(serviceCase, context);
  const event: CaseMerge = {
    type: "case.merged",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_recorded"),
    into,
  };
  return finish(followed(turn, event, context), context);
}

/**
 * Takes in a duplicate. If the customer waits for an answer there, they wait for it here, since the same moment: also
 * when this case was answered in between, for that answered another message.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `same_case`, `already_linked`,
 * `too_many_links`.
 */
export function absorbCase(
  serviceCase: ServiceCase,
  command: AbsorbCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, InstantRejection | LinkRejection> {
  requireCaseCommand(command, serviceCase);
  const { from } = command;
  requireCodes({ from: from ?? "" });
  const waitingSince =
    command.waitingSince === undefined ? undefined : readInstant(command.waitingSince, "waitingSince");
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const refused = linkRefused(serviceCase, [from], serviceCase.links.merged);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const { openedAt } = serviceCase;
  const envelope = envelopeOf(command, turn.recordedAt, context.cases.of, "when_recorded");
  const since = waitingSince === undefined || waitingSince > envelope.occurredAt ? envelope.occurredAt : waitingSince;
  const event: CaseAbsorption = {
    type: "case.absorbed",
    ...envelope,
    ...(waitingSince !== undefined && { occurredAt: since < openedAt ? openedAt : since, waitingSince }),
    from,
  };
  return finish(followed(turn, withVerdicts(turn.serviceCase, event, context), context), context);
}

/**
 * Notes that parts of a case go on as cases of their own. Open them with `splitFrom`, and with the `occurredAt` of this
 * one where their clocks should run from the same moment: splitting makes nobody wait longer.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `same_case`, `already_linked`,
 * `too_many_links`.
 */
export function splitCase(
  serviceCase: ServiceCase,
  command: SplitCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, InstantRejection | LinkRejection> {
  requireCaseCommand(command, serviceCase);
  const { into } = command;
  requireList("into", into);
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const refused = linkRefused(serviceCase, into, serviceCase.links.split);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const event: CaseSplit = {
    type: "case.split",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_it_happened"),
    into: [...new Set(into)],
  };
  return finish(followed(turn, event, context), context);
}

/** Since when the customer of a case waits for an answer; undefined when nobody waits. */
export function waitingFrom({ openedAt, answeredAt, waitingSince, endedAt }: ServiceCase): Instant | undefined {
  if (endedAt !== undefined) return undefined;
  return answeredAt === undefined ? openedAt : waitingSince;
}

const mostLinks = 100;

function linkRefused(
  { id }: ServiceCase,
  others: readonly string[],
  linked: readonly string[] = [],
): LinkRejection | undefined {
  if (others.includes(id)) return sameCase(id);
  const known = others.find((other) => linked.includes(other));
  if (known !== undefined)
    return { code: "already_linked", message: `The case is linked to "${known}" already.`, caseId: known };
  const links = linked.length + others.length;
  if (links <= mostLinks) return undefined;
  const message = `The case would be linked to ${links} others; the most is ${mostLinks}.`;
  return { code: "too_many_links", message, links: linked.length, allowed: mostLinks };
}

function sameCase(caseId: string): Extract<LinkRejection, { readonly code: "same_case" }> {
  return { code: "same_case", message: `"${caseId}" is the case itself; name another.`, caseId };
}
