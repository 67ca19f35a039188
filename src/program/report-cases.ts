import { complianceOf, verdictsOf, type ComplianceRow } from "../cases/report-compliance.js";
import { countedCase, countRows, type CountRow } from "../cases/report-counts.js";
import { durationRows, durationsOf, type DurationReportContext, type DurationRow } from "../cases/report-durations.js";
import type { CaseEvent } from "../cases/event-model.js";
import { caseKind } from "../cases/records.js";
import type { CaseHistory, CaseReportContext } from "../cases/report-model.js";
import { pausePiecesOf, pauseRows, type PauseRow } from "../cases/report-pauses.js";
import { endsOf, reopeningRows, type ReopeningReportContext, type ReopeningRow } from "../cases/report-reopenings.js";
import { risingRows, type RisingReportContext, type RisingRow } from "../cases/report-rising.js";
import type { TimeReportContext } from "../cases/report-spent.js";
import { statusTimeRows, statusTimesOf, type StatusTimeRow } from "../cases/report-status-time.js";
import type { Storage } from "../shared/storage.js";
import { eachRecord, historyOf } from "./pages.js";

/**
 * `caseCompliance` over every case of a storage: how well the promises were kept. Cases are read a page at a time, and
 * what is kept of each is a few numbers. Nothing is written, and cases that no job has settled count as if one had.
 *
 * @example
 * ```ts
 * import { defineProgram, recordEvent } from "clientele";
 * import { memoryStorage } from "clientele/memory";
 * import { caseComplianceReport } from "clientele/program";
 *
 * const head = { format: "clientele/program", id: "tea_shop", version: 1, label: "Tea shop", locale: "en", zone: "Europe/Berlin", currency: "EUR" } as const;
 * const target = { metric: "first_response", within: "PT30M", time: "calendar" } as const;
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [target] } as const;
 * const program = defineProgram({ ...head, cases: { policies: [policy] } });
 * const storage = memoryStorage();
 * const enquiry = { id: "enq_1", type: "enquiry.received", customerId: "cus_1", occurredAt: "2026-03-02T10:00:00+01:00" } as const;
 * await recordEvent(storage, enquiry, { ...program, now: new Date("2026-03-02T10:00:00+01:00") });
 *
 * const rows = await caseComplianceReport(storage, { ...program, now: new Date("2026-03-02T11:00:00+01:00") });
 * rows.map(({ metric, met, breached }) => [metric, met, breached]); // => [["first_response", 0, 1]]
 * ```
 */
export async function caseComplianceReport(
  storage: Storage,
  context: CaseReportContext,
): Promise<readonly ComplianceRow[]> {
  return complianceOf(await fromEach(storage, (history) => verdictsOf(history, context)), context);
}

/** `caseDurations` over every case of a storage: how long customers waited. */
export async function caseDurationsReport(
  storage: Storage,
  context: DurationReportContext,
): Promise<readonly DurationRow[]> {
  return durationRows(await fromEach(storage, (history) => durationsOf(history, context)), context);
}

/** `caseStatusTimes` over every case of a storage: where the time goes. */
export async function caseStatusTimesReport(
  storage: Storage,
  context: TimeReportContext,
): Promise<readonly StatusTimeRow[]> {
  return statusTimeRows(await fromEach(storage, (history) => statusTimesOf(history, context)), context);
}

/** `casePauses` over every case of a storage: how much stood still, and what for. */
export async function casePausesReport(storage: Storage, context: TimeReportContext): Promise<readonly PauseRow[]> {
  return pauseRows(await fromEach(storage, (history) => pausePiecesOf(history, context)), context);
}

/** `caseReopenings` over every case of a storage: how often what was done did not hold. */
export async function caseReopeningsReport(
  storage: Storage,
  context: ReopeningReportContext,
): Promise<readonly ReopeningRow[]> {
  return reopeningRows(await fromEach(storage, (history) => endsOf(history, context)), context);
}

/** `caseCounts` over every case of a storage: what customers turn to the shop with, and which product fails. */
export async function caseCountsReport(storage: Storage, context: CaseReportContext): Promise<readonly CountRow[]> {
  return countRows(await fromEach(storage, (history) => [countedCase(history)]), context);
}

/** `risingCases` over every case of a storage: what is complained of more than it was. */
export async function risingCasesReport(storage: Storage, context: RisingReportContext): Promise<readonly RisingRow[]> {
  return risingRows(await fromEach(storage, (history) => [countedCase(history)]), context);
}

/** What a report keeps of every case, in order of owner and id. */
async function fromEach<Kept>(
  storage: Storage,
  keep: (history: CaseHistory) => readonly Kept[],
): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for await (const { ref } of eachRecord(storage, caseKind.kind))
    kept.push(...keep(await historyOf<CaseEvent>(storage, ref)));
  return kept;
}
