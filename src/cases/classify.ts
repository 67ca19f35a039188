import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import type { CaseOutline } from "./case-facts.js";
import type { CaseClassification, CaseEvent } from "./event-model.js";
import type { CaseAbout, CaseCommand, CasesContext, ServiceCase } from "./model.js";
import type { MigrateCase } from "./migrate.js";
import { aboutOf, unknownStatus, type StatusUnknown } from "./open.js";
import {
  pinnedPolicy,
  policyFor,
  priorityFor,
  unknownPriority,
  type NoPolicyRejection,
  type PriorityUnknown,
} from "./policy-for.js";
import { movedTurn } from "./moved.js";
import { withoutAbsent } from "./present.js";
import { requireCaseCommand, requireCodes } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import type { CasePolicy } from "./sections.js";
import { tooManyTexts, type TooManyTexts } from "./texts.js";
import { begin, finish, followed, type Turn } from "./turn.js";

/** Says what a case turned out to be. What is left out stays as it was. */
export interface ClassifyCase extends CaseCommand, CaseAbout {
  readonly type?: "case.classified";
  /** The id of a policy to put it under, whatever it turns out to be. */
  readonly policy?: string;
  readonly severity?: string;
  readonly category?: string;
  readonly kind?: string;
  /** A priority that somebody decides; by the rules, when left out. */
  readonly priority?: string;
}

/** Why a case is not classified, in the order in which it is checked. */
export type ClassifyCaseRejection =
  InstantRejection | NoPolicyRejection | PriorityUnknown | StatusUnknown | TooManyTexts;

/**
 * Classifies a case: how severe it is, what kind, what it is about. Its policy, its priority and its targets are chosen
 * again among those of today, as if all this had been known when it was opened: clocks keep when they began, what
 * paused them and what was told; a cycle that has its verdict keeps it. The facts in the context decide again, so give
 * them as at the opening.
 *
 * A policy that was asked for by name, here or at the opening, stays until another is named, or until the program has
 * none of that name any more.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `no_policy`, `channel_not_taken`,
 * `kind_not_taken`, `category_unknown`, `priority_unknown`, `status_unknown`, `too_many_texts`.
 *
 * Source: ISO 10002:2018, 7.5 (initial assessment: severity, safety, complexity, impact).
 */
export function classifyCase(
  serviceCase: ServiceCase,
  command: ClassifyCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, ClassifyCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const { policy: named, severity, category, kind, priority, text } = command;
  const changed = aboutOf(command);
  requireCodes({ policy: named, severity, category, kind, priority, ...changed });
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const outline = {
    ...outlineOf(serviceCase, command, changed),
    ...withoutAbsent({ policy: named ?? namedPolicy(serviceCase, context) }),
  };
  const found = policyFor(outline, context);
  if ("rejection" in found) return refuse(found.rejection);
  const { policy } = found;
  const refused =
    unknownPriority(priority, policy, context.cases) ??
    unknownStatus(serviceCase.status, policy.workflow.statuses) ??
    tooManyTexts(serviceCase, command);
  if (refused !== undefined) return refuse(refused);
  const turn = begin(serviceCase, context);
  const event: CaseClassification = {
    type: "case.classified",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_recorded"),
    ...repinned(serviceCase, policy, { ...outline, ...withoutAbsent({ priority }) }, context),
    ...withoutAbsent({ severity, category, kind }),
    ...(Object.keys(changed).length > 0 && { aboutWhat: changed }),
    ...(text !== undefined && { text: true }),
  };
  return finish(repinnedTurn(turn, event, command, context), context);
}

/**
 * The turn after a case got other targets. Where its status is one in which the work is done, by the workflow that it
 * has now, the case ends by a move of its own: its clocks get their verdicts, after what has been due before.
 */
export function repinnedTurn(
  turn: Turn,
  event: CaseClassification,
  command: ClassifyCase | MigrateCase,
  context: CasesContext,
): Turn {
  const { status, ...kept } = event;
  if (status === undefined || !endsIn(turn.serviceCase, status, event)) return followed(turn, event, context);
  const { id, by, about } = command;
  const due = finish(followed(turn, kept, context), context);
  const settledTurn = { serviceCase: due.state, events: due.events, recordedAt: turn.recordedAt };
  return movedTurn(settledTurn, { id, ...withoutAbsent({ by, about }) }, status, context, 2);
}

/** Whether coming into a status of another workflow ends the work on a case: the shop had taken it on, or it is over. */
function endsIn({ endedAt, intervals }: ServiceCase, status: string, { policy }: CaseClassification): boolean {
  const { clock, to = [] } = policy.workflow.statuses[status] ?? {};
  const isTaken = intervals.some((each) => each.clock !== "stopped");
  return endedAt === undefined && clock === "stopped" && (to.length === 0 || isTaken);
}

/** What an event says when a case gets other targets: the priority, and the status where its clock is another now. */
export function repinned(
  { status, intervals }: Turn["serviceCase"],
  policy: CasePolicy,
  outline: CaseOutline,
  context: CasesContext,
  to: string = status,
): Pick<CaseClassification, "policy" | "isPolicyNamed" | "priority" | "isPrioritySet" | "status"> {
  const priority = outline.priority ?? priorityFor(policy, outline, context.facts);
  const isSame = to === status && policy.workflow.statuses[to]?.clock === intervals.at(-1)?.clock;
  return {
    policy: pinnedPolicy(policy, { ...outline, priority }, context),
    ...(outline.policy !== undefined && { isPolicyNamed: true }),
    priority,
    ...(outline.priority !== undefined && { isPrioritySet: true }),
    ...(!isSame && { status: to }),
  };
}

/** The policy that somebody asked for by name, while the program has it. */
export function namedPolicy({ type, policy, isPolicyNamed }: ServiceCase, context: CasesContext): string | undefined {
  const isThere = context.cases.policies.some((each) => each.id === policy.id && each.type === type);
  return isPolicyNamed === true && isThere ? policy.id : undefined;
}

/** A case as its policy is chosen by, without its priority. */
export function outlineOf(
  serviceCase: ServiceCase,
  changes: Pick<ClassifyCase, "severity" | "category" | "kind">,
  about: CaseAbout,
): CaseOutline {
  const { type, channel } = serviceCase;
  const { severity = serviceCase.severity, category = serviceCase.category, kind = serviceCase.kind } = changes;
  return {
    type,
    about: { ...serviceCase.about, ...about },
    ...withoutAbsent({ channel, severity, category, kind }),
  };
}
