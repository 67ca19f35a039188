import type { AcknowledgeCase } from "./acknowledge.js";
import type { AssignCase } from "./assign.js";
import type { ClassifyCase } from "./classify.js";
import type { RecordResolution } from "./record-resolution.js";
import type { CheckOffItems } from "./check-off.js";
import type { MarkCase } from "./mark.js";
import type { ConfirmAppointment, EndAppointment, MoveAppointment, SetAppointment } from "./appointments.js";
import type { AbsorbCase, MergeCase, SplitCase } from "./merge.js";
import type { FollowUpCase } from "./follow-up.js";
import type { MoveCase } from "./move.js";
import type { OpenCase } from "./open.js";
import type { ReceiveMessage } from "./receive-message.js";
import type { ReopenCase } from "./reopen.js";
import type { ResolveCase } from "./resolve.js";
import type { RespondToCase } from "./respond.js";
import type { CaseType } from "./sections.js";

/** Host events about cases. The event is the command, so the writes take them as they are. */
export type CaseHostEvent =
  | EnquiryReceived
  | CaseOpened
  | CaseMoved
  | CaseResponded
  | CaseMessageReceived
  | CaseResolved
  | CaseReopened
  | CaseFollowedUp
  | CaseAcknowledged
  | CaseAssigned
  | CaseClassified
  | CaseDetailed
  | CaseChecked
  | CaseMarked
  | CaseAppointmentSet
  | CaseAppointmentConfirmed
  | CaseAppointmentMoved
  | CaseAppointmentEnded
  | CaseMerged
  | CaseAbsorbed
  | CaseSplitUp;

/** A customer asked something: opens a case of type enquiry. */
export interface EnquiryReceived extends OpenCase {
  readonly type: "enquiry.received";
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A customer turned to the shop with something. */
export interface CaseOpened extends OpenCase {
  readonly type: "case.opened";
  readonly caseType: CaseType;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A case went on in the host's world. */
export interface CaseMoved extends MoveCase {
  readonly type: "case.moved";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The shop answered. */
export interface CaseResponded extends RespondToCase {
  readonly type: "case.responded";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The customer wrote or called again. */
export interface CaseMessageReceived extends ReceiveMessage {
  readonly type: "case.message_received";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A case was resolved. */
export interface CaseResolved extends ResolveCase {
  readonly type: "case.resolved";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** A case was taken on again. */
export interface CaseReopened extends ReopenCase {
  readonly type: "case.reopened";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The shop asked whether all is well. */
export interface CaseFollowedUp extends FollowUpCase {
  readonly type: "case.followed_up";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The customer was told that the case was received. */
export interface CaseAcknowledged extends AcknowledgeCase {
  readonly type: "case.acknowledged";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Somebody has the case now, or nobody. */
export interface CaseAssigned extends AssignCase {
  readonly type: "case.assigned";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** More is known of a case than before. */
export interface CaseClassified extends ClassifyCase {
  readonly type: "case.classified";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** What the customer asks for, what they get, and what caused it. */
export interface CaseDetailed extends RecordResolution {
  readonly type: "case.detailed";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Something of the checklist was done. */
export interface CaseChecked extends CheckOffItems {
  readonly type: "case.checked";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Something happened that a target of the shop's own waits for. */
export interface CaseMarked extends MarkCase {
  readonly type: "case.marked";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** An appointment was agreed. */
export interface CaseAppointmentSet extends SetAppointment {
  readonly type: "case.appointment_set";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The customer confirmed the appointment. */
export interface CaseAppointmentConfirmed extends ConfirmAppointment {
  readonly type: "case.appointment_confirmed";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Another window was agreed. */
export interface CaseAppointmentMoved extends MoveAppointment {
  readonly type: "case.appointment_moved";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The appointment was kept, missed or cancelled. */
export interface CaseAppointmentEnded extends EndAppointment {
  readonly type: "case.appointment_ended";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** The case goes on in another. */
export interface CaseMerged extends MergeCase {
  readonly type: "case.merged";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Another case goes on in this one. */
export interface CaseAbsorbed extends AbsorbCase {
  readonly type: "case.absorbed";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}

/** Parts of the case go on as cases of their own. */
export interface CaseSplitUp extends SplitCase {
  readonly type: "case.split";
  readonly caseId: string;
  readonly customerId: string;
  readonly occurredAt: string;
}
