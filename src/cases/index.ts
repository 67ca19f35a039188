export { openCase, type OpenCase, type OpenCaseRejection, type StatusUnknown } from "./open.js";
export type { OpeningType } from "./case-type.js";
export type { InstantRejection, OutOfOrder } from "./require-time.js";
export { moveCase, type MoveCase, type MoveCaseRejection } from "./move.js";
export { respondToCase, type RespondToCase, type RespondToCaseRejection } from "./respond.js";
export { receiveMessage, type ReceiveMessage, type ReceiveMessageRejection } from "./receive-message.js";
export { resolveCase, type ResolveCase, type ResolveCaseRejection } from "./resolve.js";
export { reopenCase, type ReopenCase, type ReopenCaseRejection } from "./reopen.js";
export { followUpCase, type FollowUpCase, type FollowUpRejection } from "./follow-up.js";
export { acknowledgeCase, type AcknowledgeCase, type AcknowledgeCaseRejection } from "./acknowledge.js";
export { markCase, type MarkCase, type MarkCaseRejection } from "./mark.js";
export { checkOffItems, type CheckOffItems, type CheckOffRejection } from "./check-off.js";
export { recordResolution, type RecordResolution, type RecordResolutionRejection } from "./record-resolution.js";
export { classifyCase, type ClassifyCase, type ClassifyCaseRejection } from "./classify.js";
export {
  migrateCase,
  migrationPreview,
  type ClockChange,
  type MigrateCase,
  type MigrateCaseRejection,
  type MigrationPreview,
} from "./migrate.js";
export { assignCase, type AssignCase, type AssignCaseRejection } from "./assign.js";
export {
  confirmAppointment,
  endAppointment,
  moveAppointment,
  setAppointment,
  type ConfirmAppointment,
  type EndAppointment,
  type MoveAppointment,
  type NoAppointment,
  type SetAppointment,
  type SetAppointmentRejection,
  type WindowRejection,
} from "./appointments.js";
export {
  absorbCase,
  mergeCase,
  splitCase,
  waitingFrom,
  type AbsorbCase,
  type LinkRejection,
  type MergeCase,
  type MergeCaseRejection,
  type SplitCase,
} from "./merge.js";
export type { Agent, AssignmentNeeds } from "./agent-model.js";
export { isOnShift, type ShiftContext, type Unavailable } from "./available-agents.js";
export { chooseAgent, type AgentChoice, type AssignmentContext, type AssignmentTurn } from "./choose-agent.js";
export {
  assignmentsFor,
  caseQueue,
  handoversFor,
  nextCase,
  type Assignments,
  type QueueContext,
  type QueuedCase,
} from "./queue.js";
export {
  duplicatesOf,
  recurrencesOf,
  type LikelyDuplicate,
  type Likeness,
  type Recurrence,
  type RelatedCasesContext,
} from "./related-cases.js";
export type { MoveRejection, MovingCommand } from "./moved.js";
export type { NoPolicyRejection, PriorityUnknown } from "./policy-for.js";
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
  CaseDetails,
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
  MeasuredClock,
  PolicyRef,
  Moment,
  Remedy,
  ServiceCase,
  StatusInterval,
  TextCommand,
} from "./model.js";
export type { AppointmentState, CaseAppointment } from "./appointment-model.js";
export type {
  CaseAcknowledged,
  CaseAssigned,
  CaseClassified,
  CaseDetailed,
  CaseChecked,
  CaseMarked,
  CaseAppointmentSet,
  CaseAppointmentConfirmed,
  CaseAppointmentMoved,
  CaseAppointmentEnded,
  CaseMerged,
  CaseAbsorbed,
  CaseSplitUp,
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
export { workflowDiagram, type DiagramContext } from "./export-mermaid.js";
export {
  workflowMachine,
  type MachineContext,
  type MachineState,
  type MachineTransition,
  type WayParams,
  type WorkflowMachine,
} from "./export-xstate.js";
export { clockColumns, clockStates, readClockColumns, type ClockColumns, type ClockReadings } from "./clock-columns.js";
export { caseCompliance, type ComplianceRow } from "./report-compliance.js";
export { caseCounts, type CountRow } from "./report-counts.js";
export { caseDurations, type CaseDuration, type DurationReportContext, type DurationRow } from "./report-durations.js";
export type { CaseHistory, CaseLabel, CaseLabels, CaseReportContext, CaseReportRow } from "./report-model.js";
export { casePauses, type PauseReason, type PauseRow } from "./report-pauses.js";
export type { Percentiles } from "./report-percentiles.js";
export { caseReopenings, type ReopeningReportContext, type ReopeningRow } from "./report-reopenings.js";
export { risingCases, type RisingReportContext, type RisingRow } from "./report-rising.js";
export type { TimeReportContext, TimeSpent } from "./report-spent.js";
export { caseStatusTimes, type StatusTimeRow } from "./report-status-time.js";
