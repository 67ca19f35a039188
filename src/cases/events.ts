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
  | CaseFollowedUp;

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
