import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf } from "../shared/envelope.js";
import { namedPolicy, outlineOf, repinned, repinnedTurn } from "./classify.js";
import { caseClocks, byRank, type CaseClock } from "./clocks.js";
import type { CaseClassification, CaseEvent } from "./event-model.js";
import type { CaseCommand, CasesContext, ServiceCase } from "./model.js";
import { unknownStatus, type StatusUnknown } from "./open.js";
import { policyFor, unknownPriority, type NoPolicyRejection } from "./policy-for.js";
import { withoutAbsent } from "./present.js";
import { isSameClock } from "./replay-clocks.js";
import { requireCaseCommand, requireCodes } from "./require.js";
import { impossibleInstant, type InstantRejection } from "./require-time.js";
import type { CasePolicy } from "./sections.js";
import { begin, finish } from "./turn.js";

/** Puts the policy of today in the place of the one a case was opened under. */
export interface MigrateCase extends Omit<CaseCommand, "text"> {
  readonly type?: "case.migrated";
  /** The status of the workflow of today that stands for the one the case is in; the same, when left out. */
  readonly status?: string;
}

/** Why a case is not migrated, in the order in which it is checked. */
export type MigrateCaseRejection =
  | InstantRejection
  | { readonly code: "nothing_to_change"; readonly message: string; readonly version: number }
  | NoPolicyRejection
  | StatusUnknown;

/**
 * Puts a case under the policy of today: the one of the same id where there is one, otherwise the first that takes it.
 * A case keeps the policy it was opened under until somebody does this. What has a verdict keeps it; clocks that run go
 * on from when they began, with all their pauses, by the targets of today. A priority that somebody decided stays,
 * while the program knows it. Where the status is one in which the work is done today, the case ends as by a move
 * (`case.resolved` or `case.closed`), with the verdicts of its clocks. Look at `migrationPreview` first.
 *
 * Refused, in this order: `occurred_in_future`, `occurred_before_opening`, `nothing_to_change`, `no_policy`,
 * `channel_not_taken`, `kind_not_taken`, `category_unknown`, `status_unknown`.
 */
export function migrateCase(
  serviceCase: ServiceCase,
  command: MigrateCase,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, MigrateCaseRejection> {
  requireCaseCommand(command, serviceCase);
  const { status = serviceCase.status } = command;
  requireCodes({ status });
  const impossible = impossibleInstant(command, serviceCase, context.now);
  if (impossible !== undefined) return refuse(impossible);
  const { policy: pinned } = serviceCase;
  const { version } = context.cases.of;
  if (pinned.version === version) {
    const message = `The case stands under version ${version} of the program already.`;
    return refuse({ code: "nothing_to_change", message, version });
  }
  const outline = outlineOf(serviceCase, {}, {});
  const isThere = context.cases.policies.some(({ id, type }) => id === pinned.id && type === serviceCase.type);
  const found = policyFor(isThere ? { ...outline, policy: pinned.id } : outline, context);
  if ("rejection" in found) return refuse(found.rejection);
  const { policy } = found;
  const unknown = unknownStatus(status, policy.workflow.statuses);
  if (unknown !== undefined) return refuse(unknown);
  const turn = begin(serviceCase, context);
  const event: CaseClassification = {
    type: "case.migrated",
    ...envelopeOf(command, turn.recordedAt, context.cases.of, "when_recorded"),
    ...repinned(
      turn.serviceCase,
      policy,
      {
        ...outline,
        ...withoutAbsent({
          policy: namedPolicy(serviceCase, context),
          priority: setPriority(serviceCase, policy, context),
        }),
      },
      context,
      status,
    ),
  };
  return finish(repinnedTurn(turn, event, command, context), context);
}

/** The priority that somebody decided, while the program knows it. */
function setPriority(
  { priority, isPrioritySet }: ServiceCase,
  policy: CasePolicy,
  context: CasesContext,
): string | undefined {
  const isKnown = unknownPriority(priority, policy, context.cases) === undefined;
  return isPrioritySet === true && isKnown ? priority : undefined;
}

/** A clock before and after a migration; absent where there is none. */
export interface ClockChange {
  readonly before?: CaseClock;
  readonly after?: CaseClock;
}

/** What a migration would do. */
export interface MigrationPreview {
  readonly from: { readonly policy: string; readonly version: number };
  /** Absent when it is refused. */
  readonly to?: { readonly policy: string; readonly version: number };
  /** The clocks that would be another afterwards. */
  readonly changes: readonly ClockChange[];
  /** Set when the case would be done, for so its status stands in the workflow of today. */
  readonly ends?: "case.resolved" | "case.closed";
  /** What time would tell at once, because a target of today was missed already. */
  readonly tells: readonly CaseEvent[];
  readonly rejection?: MigrateCaseRejection;
}

/** What `migrateCase` would do to a case now, without doing it. */
export function migrationPreview(
  serviceCase: ServiceCase,
  context: CasesContext & Pick<MigrateCase, "status">,
): MigrationPreview {
  const { status } = context;
  const { id: policy, version } = serviceCase.policy;
  const from = { policy, version };
  const command = { id: "preview", ...(status !== undefined && { status }) };
  const decision = migrateCase(serviceCase, command, context);
  if (!decision.ok) return { from, changes: [], tells: [], rejection: decision.rejection };
  const { state, events } = decision;
  const [before, after] = [caseClocks(serviceCase, context), caseClocks(state, context)];
  const later = events.slice(events.findIndex(({ type }) => type === "case.migrated") + 1);
  const end = later.find(({ type }) => type === "case.resolved" || type === "case.closed")?.type;
  return {
    from,
    to: { policy: state.policy.id, version: state.policy.version },
    changes: changesOf(before, after),
    ...((end === "case.resolved" || end === "case.closed") && { ends: end }),
    tells: later.filter((event) => "settled" in event),
  };
}

function changesOf(before: readonly CaseClock[], after: readonly CaseClock[]): readonly ClockChange[] {
  const changed = before.flatMap((clock): ClockChange[] => {
    const same = after.find((each) => isSame(each, clock));
    if (same === undefined) return [{ before: clock }];
    return JSON.stringify(same) === JSON.stringify(clock) ? [] : [{ before: clock, after: same }];
  });
  const added = after.filter((clock) => !before.some((each) => isSame(each, clock))).map((clock) => ({ after: clock }));
  return [...changed, ...added].sort((left, right) => byRank(nameIn(left), nameIn(right)));
}

function nameIn({ before, after }: ClockChange): CaseClock {
  return after ?? before ?? { metric: "custom", state: "running", due: "" };
}

function isSame(left: CaseClock, right: CaseClock): boolean {
  return isSameClock(left, right) && (left.cycle ?? 1) === (right.cycle ?? 1);
}
