import type { EventEnvelope } from "../shared/envelope.js";
import type { Day } from "../shared/days.js";
import type { Instant } from "../shared/instants.js";
import type { CaseAppointment } from "./appointment-model.js";
import type { CaseAbout, CaseResolution, EndedClock } from "./model.js";
import type { CaseType, PinnedPolicy, StatusClock } from "./sections.js";
import type { CaseMetric, EscalationLevel } from "./target-model.js";

/** Everything that can happen to a case. No event holds what somebody wrote. */
export type CaseEvent =
  | CaseOpening
  | CaseMove
  | CaseAcknowledgement
  | CaseResponse
  | CaseMessage
  | CaseFollowUp
  | CaseAssignment
  | CaseClassification
  | CaseCheck
  | CaseDetails
  | CaseMark
  | CaseAppointmentEvent
  | CaseMerge
  | CaseAbsorption
  | CaseSplit
  | CaseBreach
  | CaseEscalation;

/** What every event of a case has. */
export interface CaseEventEnvelope extends EventEnvelope {
  /** The local day on which time alone changes the case next, as it looks after this event. */
  readonly nextDueOn?: Day;
}

/** A case was opened, in the status in which its workflow begins or in another. */
export interface CaseOpening extends CaseEventEnvelope {
  readonly type: "case.opened";
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly customerId?: string;
  readonly policy: PinnedPolicy;
  readonly isPolicyNamed?: true;
  readonly priority: string;
  readonly severity?: string;
  readonly channel?: string;
  readonly category?: string;
  readonly kind?: string;
  readonly sku?: string;
  /** What it is about, besides `sku`. */
  readonly aboutWhat?: CaseAbout;
  readonly assignedTo?: string;
  readonly remedySought?: string;
  /** Where it is not the initial one. */
  readonly status?: string;
  readonly splitFrom?: string;
  readonly text?: true;
}

/**
 * A case came into another status: one that stops the clock after the work (`resolved`), one without a way out
 * (`closed`), back to work (`reopened`), or any other (`moved`).
 */
export interface CaseMove extends CaseEventEnvelope {
  readonly type: "case.moved" | "case.resolved" | "case.closed" | "case.reopened";
  readonly to: string;
  readonly clock: StatusClock;
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
  /** The clocks that this ended. */
  readonly ended: readonly EndedClock[];
  /** Set when a follow-up is owed from now on. */
  readonly followUp?: true;
  /** When somebody says it happened, where it counts later. */
  readonly happenedAt?: Instant;
  readonly text?: true;
}

/** The customer was told that the case was received. */
export interface CaseAcknowledgement extends CaseEventEnvelope {
  readonly type: "case.acknowledged";
  readonly ended: readonly EndedClock[];
  readonly text?: true;
}

/** The shop answered the customer. */
export interface CaseResponse extends CaseEventEnvelope {
  readonly type: "case.responded";
  readonly ended: readonly EndedClock[];
  readonly text?: true;
}

/** The customer wrote or called again. */
export interface CaseMessage extends CaseEventEnvelope {
  readonly type: "case.message_received";
  readonly ended?: readonly EndedClock[];
  readonly text?: true;
}

/** The shop asked whether all is well. */
export interface CaseFollowUp extends CaseEventEnvelope {
  readonly type: "case.followed_up";
  readonly outcome: FollowUpOutcome;
  readonly ended: readonly EndedClock[];
  /** When to try again. */
  readonly againAt?: Instant;
  /** The last attempt was made: no follow-up is owed any more. */
  readonly givenUp?: true;
  /** Another follow-up is owed from now on. */
  readonly followUp?: true;
  readonly text?: true;
}

/** What came of a follow-up. Somebody who was not reached is still owed one. */
export type FollowUpOutcome = "satisfied" | "unsatisfied" | "not_reached";

/** Somebody has the case now, or nobody. */
export interface CaseAssignment extends CaseEventEnvelope {
  readonly type: "case.assigned";
  readonly agentId?: string;
  /** A role. */
  readonly to?: string;
  readonly ended: readonly EndedClock[];
}

/** More is known of a case than before, or another version of its policy holds: the targets were chosen again. */
export interface CaseClassification extends CaseEventEnvelope {
  readonly type: "case.classified" | "case.migrated";
  readonly policy: PinnedPolicy;
  readonly isPolicyNamed?: true;
  readonly priority: string;
  readonly isPrioritySet?: true;
  readonly severity?: string;
  readonly category?: string;
  readonly kind?: string;
  readonly aboutWhat?: CaseAbout;
  /** The status that the case has in the other workflow. */
  readonly status?: string;
  readonly text?: true;
}

/** Something of the checklist was done. */
export interface CaseCheck extends CaseEventEnvelope {
  readonly type: "case.checked";
  readonly items: readonly string[];
}

/** What the customer asks for, what they get and what caused it was written down. */
export interface CaseDetails extends CaseEventEnvelope {
  readonly type: "case.detailed";
  readonly remedySought?: string;
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
  readonly text?: true;
}

/** Something happened that a target of the shop's own waits for. */
export interface CaseMark extends CaseEventEnvelope {
  readonly type: "case.marked";
  readonly mark: string;
  readonly ended: readonly EndedClock[];
}

/** An appointment was set, confirmed, moved, kept, missed or cancelled. */
export interface CaseAppointmentEvent extends CaseEventEnvelope {
  readonly type:
    | "case.appointment_set"
    | "case.appointment_confirmed"
    | "case.appointment_moved"
    | "case.appointment_kept"
    | "case.appointment_missed"
    | "case.appointment_cancelled";
  readonly appointment: CaseAppointment;
  readonly ended: readonly EndedClock[];
  readonly text?: true;
}

/** The case goes on in another; its clocks end without a verdict, for those of the other count. */
export interface CaseMerge extends CaseEventEnvelope {
  readonly type: "case.merged";
  readonly into: string;
}

/** Another case goes on in this one. */
export interface CaseAbsorption extends CaseEventEnvelope {
  readonly type: "case.absorbed";
  readonly from: string;
  /** The oldest message of the customer to the other case that nobody has answered. */
  readonly waitingSince?: Instant;
  readonly ended?: readonly EndedClock[];
}

/** Parts of the case go on as cases of their own. */
export interface CaseSplit extends CaseEventEnvelope {
  readonly type: "case.split";
  readonly into: readonly string[];
}

/** A target was missed. It happened at the due instant. */
export interface CaseBreach extends CaseEventEnvelope {
  readonly type: "case.breached";
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  /** Its place among what time alone has caused to this case. */
  readonly settled: number;
}

/** A step of the policy was due: its role is to be told. */
export interface CaseEscalation extends CaseEventEnvelope {
  readonly type: "case.escalated";
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly cycle: number;
  readonly step: number;
  readonly to: string;
  readonly level?: EscalationLevel;
  readonly settled: number;
}
