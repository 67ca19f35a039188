export { backfillEvents, type Backfilled, type RefusedEvent } from "./backfill.js";
export type { InvalidEvent } from "./invalid-event.js";
export { shadowEvent, type Shadow, type ShadowDifference, type Shadowed } from "./shadow.js";
export { shadowEvents, type ShadowRun } from "./shadow-events.js";
export { shadowSummary, type ShadowCause, type ShadowFact, type ShadowSummary } from "./shadow-summary.js";
export { explainShadow, explainShadowSummary } from "./explain-shadow.js";
export {
  openBalances,
  type BalancesOpened,
  type OpeningBalances,
  type OpeningPoints,
  type OpeningRejection,
  type OpeningStanding,
} from "./opening-balances.js";
export { recordEvents, type BatchedEvent } from "./record-events.js";
export { recordEvent, type RecordedEvent } from "./record-event.js";
export { casesDue, type CasesDue, type CasesDueContext, type DueCase } from "./cases-due.js";
export { runDue, type DueContext, type DueDone } from "./run-due.js";
export type { ModuleDecision, ProgramContext } from "./island.js";
export { checkHostEvent, type HostEventContext } from "./check-event.js";
export { hostEventTypes, withoutPersonalValues } from "./host-events.js";
export type {
  ActivityAttended,
  CaseHostEvent,
  CustomEvent,
  CustomerHostEvent,
  HostEvent,
  HostEventBase,
  HostEventType,
  OrderHostEvent,
  OrderPaid,
  OtherHostEvent,
  ReferralMade,
  ReturnWindowClosed,
  ReviewPosted,
  SatisfactionHostEvent,
  VisitMade,
} from "./host-events.js";
export type { Agenda, EventRecorded, RecordedDecision } from "./agenda.js";
export type { Run } from "./run.js";
export { agendaKind, monthTotalsKind, rollUpKind, runKind } from "./records.js";
export { rollUp, type RolledUp, type RollUpContext } from "./roll-up.js";
export { programTotals, type DayTotals, type ProgramTotals, type TotalsContext } from "./program-totals.js";
export type { MonthTotals, RollUp, TierMoves, Totals } from "./roll-up-model.js";
export { programSummary, type ProgramSummary } from "./program-summary.js";
export {
  customerReport,
  eachCustomer,
  type CustomerContext,
  type CustomerFigures,
  type CustomerReport,
} from "./customer-figures.js";
export { bestCustomers, type BestContext } from "./best-customers.js";
export { pointsOverTime, type DaysContext, type PointsOnDay } from "./points-over-time.js";
export { tiersOverTime, type TiersOnDay } from "./tiers-over-time.js";
export { rfmGrid, type RfmCell, type RfmGridContext } from "./rfm-grid.js";
export type { ByType, PointsCounts, PointsFigures, PointsTotals } from "./report-points.js";
export {
  caseComplianceReport,
  caseCountsReport,
  caseDurationsReport,
  casePausesReport,
  caseReopeningsReport,
  caseStatusTimesReport,
  risingCasesReport,
} from "./report-cases.js";
export { notYet, plannedSections, type PlannedSection } from "./planned.js";
export type {
  Activity,
  Allowance,
  ContactCap,
  ContactClass,
  ContactRules,
  Coupon,
  CouponReward,
  CustomEvents,
  DerivedFact,
  DocumentSections,
  Draw,
  FactDeclarations,
  GuardCode,
  HostFact,
  Limit,
  Off,
  OutreachPlan,
  OutreachTrigger,
  Prize,
  Program,
  ProgramDocument,
  ProgramHead,
  Referrals,
  Retention,
  Reward,
  Scorecard,
  ScorecardTarget,
  SectionName,
  Stamped,
  Terms,
  ThingReward,
} from "./document.js";
