import type { Condition } from "../conditions/model.js";
import type { Duration } from "../shared/durations.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Label } from "../shared/locale.js";
import type { CaseTarget, EscalationStep, QuietHours, ReopenPolicy } from "./target-model.js";

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
  /**
   * The priorities, the most urgent first: urgent, high, normal, low, when left out. Where it stands, no rule, no target
   * and nobody names another.
   */
  readonly priorities?: readonly string[];
  /** Which policy a case follows: the first of its type that takes its channel and kind and whose condition holds. */
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
  /** Only for cases of which this holds: by tier, shop, business line, severity. */
  readonly when?: Condition;
  /** The role that gets a new case. */
  readonly assignTo?: string;
  readonly workflow: Workflow;
  readonly targets: readonly CaseTarget[];
  readonly escalate?: readonly EscalationStep[];
  readonly quiet?: QuietHours;
  /** What clocks do when a case is reopened, where the target does not say. */
  readonly reopen?: ReopenPolicy;
  /**
   * How long after its end a case may be reopened. For ever, when left out, and when the customer is unhappy as the
   * shop follows up.
   */
  readonly reopenWithin?: Duration;
  readonly followUp?: FollowUpPlan;
  /** The first condition that holds decides; the list ends in `otherwise`. Every case is `normal`, when left out. */
  readonly priorityRules?: readonly PriorityRule[];
}

/** How a customer is asked whether all is well. */
export interface FollowUpPlan {
  /** After so many attempts nobody tries any more. */
  readonly attempts: number;
  /** From one attempt to the next. */
  readonly spacing: Duration;
  readonly time: "business" | "calendar" | "business_days";
  readonly calendar?: string;
  /** What an unhappy answer does: take the case on again, or owe another follow-up. Nothing, when left out. */
  readonly unsatisfied?: "reopen" | "follow_up";
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
  /** What has to be done in this status; `requires: ["checklist"]` makes it a condition of leaving. */
  readonly checklist?: readonly string[];
  /** Coming into this status tells the customer that the case was received. */
  readonly acknowledges?: boolean;
  /** What else must hold for a way out, by the status it leads to. */
  readonly guards?: Readonly<Record<string, Guard>>;
  /** Moves that follow from what happens; the first whose condition holds is made. */
  readonly on?: readonly AutomaticMove[];
}

/** What must hold before one way out is taken. */
export interface Guard {
  readonly when?: Condition;
  readonly requires?: readonly Requirement[];
}

/** A move that nobody has to make: the customer wrote, so the case is worked on again. */
export interface AutomaticMove {
  readonly event: "message_received" | "responded" | "assigned" | "appointment_set" | "appointment_ended";
  readonly to: string;
  readonly when?: Condition;
}

/**
 * What the resolution clock does in a status. `stopped` is one of two things: before the clock has ever run, the shop
 * has not taken the case on yet; afterwards the work on it is done.
 */
export type StatusClock = "running" | "paused" | "stopped";

/** What a status can ask for. */
export type Requirement = "resolution" | "rootCause" | "checklist" | "remedySought" | "accepted";

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
  /** The targets that hold for this case. */
  readonly targets: readonly CaseTarget[];
  readonly escalate: readonly EscalationStep[];
  readonly quiet?: QuietHours;
  readonly reopen?: ReopenPolicy;
  readonly reopenWithin?: Duration;
  readonly followUp?: FollowUpPlan;
  /** Whether the root cause has to be known before a resolved case is closed. */
  readonly causeRequired: boolean;
}

/** A workflow without its labels. */
export interface PinnedWorkflow {
  readonly initial: string;
  readonly statuses: Readonly<Record<string, Omit<WorkflowStatus, "label">>>;
}
