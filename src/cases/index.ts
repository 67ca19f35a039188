export { openCase, type OpenCase, type OpenCaseRejection } from "./open.js";
export { moveCase, type MoveCase, type MoveCaseRejection } from "./move.js";
export { respondToCase, type RespondToCase, type RespondToCaseRejection } from "./respond.js";
export { receiveMessage, type ReceiveMessage, type ReceiveMessageRejection } from "./receive-message.js";
export { resolveCase, type ResolveCase, type ResolveCaseRejection } from "./resolve.js";
export { reopenCase, type ReopenCase, type ReopenCaseRejection } from "./reopen.js";
export { followUpCase, type FollowUpCase, type FollowUpRejection } from "./follow-up.js";
export type { MoveRejection, MovingCommand } from "./moved.js";
export type { NoPolicyRejection } from "./policy-for.js";
export { settleCase } from "./settle.js";
export { applyCaseEvent, applyCaseEvents } from "./apply.js";
export {
  caseClocks,
  isCaseOpen,
  nextCaseChange,
  type BreachedClock,
  type CaseClock,
  type MetClock,
  type PausedClock,
  type RunningClock,
} from "./clocks.js";
export { clockSegments, type ClockSegment, type ClockSegmentsContext } from "./clock-segments.js";
export { explainClock, type ExplainedClock } from "./explain-clock.js";
export { allowedMoves, type AllowedMove } from "./allowed-moves.js";
export { caseTextRefs, textsOf, withoutText, type CaseText, type CaseTexts, type TooManyTexts } from "./texts.js";
export type {
  CaseBreach,
  CaseCommand,
  CaseEscalation,
  CaseEvent,
  CaseFollowUp,
  CaseMessage,
  CaseMove,
  CaseOpening,
  CaseResolution,
  CaseResponse,
  CasesContext,
  EndedClock,
  FiredStep,
  FollowUpOutcome,
  ServiceCase,
  StatusInterval,
  TextCommand,
} from "./model.js";
export type {
  CaseFollowedUp,
  CaseHostEvent,
  CaseMessageReceived,
  CaseMoved,
  CaseOpened,
  CaseReopened,
  CaseResolved,
  CaseResponded,
  EnquiryReceived,
} from "./events.js";
export type {
  CaseMetric,
  CasePolicy,
  CaseRules,
  CaseTarget,
  CaseType,
  EscalationPoint,
  EscalationStep,
  PinnedPolicy,
  PinnedWorkflow,
  PriorityRule,
  Requirement,
  StatusClock,
  Workflow,
  WorkflowStatus,
} from "./sections.js";
export { caseKind, caseTextsKind } from "./records.js";
