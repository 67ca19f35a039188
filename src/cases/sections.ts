import type { Condition } from "../conditions/model.js";
import type { DecimalText } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Label } from "../shared/locale.js";

/**
 * The `cases` section of a program, checked: what customers may turn to the shop with, the way each case takes through
 * the shop, and how fast it has to be.
 */
export interface CaseRules {
  readonly of: ProgramRef;
  /** What a case can be about, for later counting. Any text, when left out. */
  readonly categories?: readonly string[];
  /** Whether a complaint that was resolved is closed only with its root cause. */
  readonly causeRequiredToClose?: boolean;
  /** A case follows the first policy of its type that takes its channel and kind. */
  readonly policies: readonly CasePolicy[];
}

/** A complaint is a case of type complaint. */
export type CaseType = "complaint" | "enquiry" | "after_sales" | "suggestion";

/** How the shop deals with one type of case. */
export interface CasePolicy {
  readonly id: string;
  readonly label: Label;
  readonly type: CaseType;
  /** Any channel, when left out. */
  readonly channels?: readonly string[];
  /** Repair, return …: any, when left out. */
  readonly kinds?: readonly string[];
  /** The role that gets a new case. */
  readonly assignTo?: string;
  readonly workflow: Workflow;
  readonly targets: readonly CaseTarget[];
  readonly escalate?: readonly EscalationStep[];
  /** The first condition that holds decides; the list ends in `otherwise`. Every case is `normal`, when left out. */
  readonly priorityRules?: readonly PriorityRule[];
}

/** The way of a case: in which status it begins, and where it may go from each. */
export interface Workflow {
  readonly initial: string;
  readonly statuses: Readonly<Record<string, WorkflowStatus>>;
}

/** One status of a workflow. */
export interface WorkflowStatus {
  readonly label: Label;
  readonly clock: StatusClock;
  /** The statuses that may follow. None: the case ends here for good. */
  readonly to: readonly string[];
  /** What has to be known before the case may leave this status. */
  readonly requires?: readonly Requirement[];
}

/**
 * What the resolution clock does in a status. `stopped` is one of two things: before the clock has ever run, the shop
 * has not taken the case on yet; afterwards the work on it is done.
 */
export type StatusClock = "running" | "paused" | "stopped";

/** What a status can ask for. */
export type Requirement = "resolution" | "rootCause";

/**
 * What is measured. `first_response` from the opening to the first answer; `next_response` from the oldest message of
 * the customer that is not answered; `resolution` from the first status whose clock runs to a status that stops it;
 * `follow_up` from the resolution to the call that asks whether all is well.
 */
export type CaseMetric = "first_response" | "next_response" | "resolution" | "follow_up";

/**
 * How fast something has to be done. `business` counts the open time of a calendar (`PT4H`), `business_days` ends with
 * the close of the n-th business day after that of the start (`P3D`), `calendar` counts all time (`PT24H`, `P7D`).
 */
export interface CaseTarget {
  readonly metric: CaseMetric;
  readonly within: Duration;
  readonly time: "business" | "calendar" | "business_days";
  readonly calendar?: string;
  /** Only for cases of this priority; one without stands for all other cases. */
  readonly priority?: string;
}

/** Who is told that a target is near or missed, and when. */
export interface EscalationStep {
  readonly metric: CaseMetric;
  readonly at: EscalationPoint;
  /** A role. */
  readonly to: string;
}

/**
 * A point on a clock: when this share of the time has been used up, so long before or after it is, or when it is. All
 * are counted in the time of the target, so they stand still with the clock.
 */
export type EscalationPoint =
  | { readonly kind: "share"; readonly share: DecimalText }
  | { readonly kind: "before"; readonly by: Duration }
  | { readonly kind: "breach" }
  | { readonly kind: "after"; readonly by: Duration };

/** Which cases are urgent. */
export interface PriorityRule {
  readonly priority: string;
  readonly condition: Condition;
}

/** What a case keeps of the policy it was opened under; later versions of the program do not change it. */
export interface PinnedPolicy {
  readonly id: string;
  /** The version of the program. */
  readonly version: number;
  readonly workflow: PinnedWorkflow;
  readonly targets: readonly CaseTarget[];
  readonly escalate: readonly EscalationStep[];
  /** Whether the root cause has to be known before a resolved case is closed. */
  readonly causeRequired: boolean;
}

/** A workflow without its labels. */
export interface PinnedWorkflow {
  readonly initial: string;
  readonly statuses: Readonly<Record<string, Omit<WorkflowStatus, "label">>>;
}
