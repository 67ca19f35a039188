export { openCase, type OpenCase, type OpenCaseRejection, type StatusUnknown } from "./open.js";
export type { OpeningType } from "./case-type.js";
export type { InstantRejection, OutOfOrder } from "./require-time.js";
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
  type ClockName,
  type MetClock,
  type PausedClock,
  type RunningClock,
} from "./clocks.js";
export { clockTimes, type ClockTime } from "./clock-times.js";
export { clockSegments, type ClockSegment, type ClockSegmentsContext, type SegmentReason } from "./clock-segments.js";
export type { AskedClock } from "./clock-history.js";
export { latestStart, willBreachAt, type BreachContext, type LatestStartContext } from "./prediction.js";
export { dueSteps, type DueStep } from "./due-steps.js";
export { explainClock, type ExplainedClock } from "./explain-clock.js";
export { allowedMoves, type AllowedMove } from "./allowed-moves.js";
export { caseTextRefs, textsOf, withoutText, type CaseText, type CaseTexts, type TooManyTexts } from "./texts.js";
export type {
  CaseAbsorption,
  CaseAcknowledgement,
  CaseAppointmentEvent,
  CaseAssignment,
  CaseBreach,
  CaseCheck,
  CaseClassification,
  CaseEscalation,
  CaseEvent,
  CaseEventEnvelope,
  CaseFollowUp,
  CaseMark,
  CaseMerge,
  CaseMessage,
  CaseMove,
  CaseOpening,
  CaseResponse,
  CaseSplit,
  FollowUpOutcome,
} from "./event-model.js";
export type {
  CaseAbout,
  CaseCommand,
  CaseLinks,
  CaseResolution,
  CasesContext,
  ClockSpan,
  ClockState,
  EndedClock,
  FiredStep,
  Moment,
  Remedy,
  ServiceCase,
  StatusInterval,
  TextCommand,
} from "./model.js";
export type { AppointmentState, CaseAppointment } from "./appointment-model.js";
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
  AutomaticMove,
  CasePolicy,
  CaseRules,
  CaseType,
  FollowUpPlan,
  Guard,
  PinnedPolicy,
  PinnedWorkflow,
  PriorityRule,
  Requirement,
  StatusClock,
  Workflow,
  WorkflowStatus,
} from "./sections.js";
export type {
  CaseMetric,
  CaseMoment,
  CaseTarget,
  EscalationLevel,
  EscalationPoint,
  EscalationStep,
  PauseSelector,
  QuietHours,
  ReopenPolicy,
} from "./target-model.js";
export { caseKind, caseTextsKind } from "./records.js";
