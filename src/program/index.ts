export { recordEvent, type RecordedEvent } from "./record-event.js";
export { runDue, type DueContext, type DueDone } from "./run-due.js";
export type { ModuleDecision, ProgramContext } from "./island.js";
export { checkHostEvent, type HostEventContext } from "./check-event.js";
export { hostEventTypes, withoutPersonalValues } from "./host-events.js";
export type * from "./host-events.js";
export type { Agenda, EventRecorded, RecordedDecision } from "./agenda.js";
export type { Run } from "./run.js";
export { agendaKind, runKind } from "./records.js";
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
export { notYet, plannedSections, type PlannedSection } from "./planned.js";
export type * from "./document.js";
