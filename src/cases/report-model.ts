import type { CalendarUnit, DaySpan } from "../calendar/periods.js";
import type { Calendars, HolidayData } from "../calendar/model.js";
import type { Day } from "../shared/days.js";
import type { CaseEvent } from "./event-model.js";

/** All that ever happened to one case, in the order in which it was recorded, from its opening on. */
export type CaseHistory = readonly CaseEvent[];

/** By what cases can be told apart in a report, called as in the record of a case. */
export type CaseLabel = (typeof caseLabels)[number];

/** The values of labels; one that a case does not have is not there. */
export type CaseLabels = Readonly<Partial<Record<CaseLabel, string>>>;

/** What every report of cases takes: which of them, told apart by what, and over what time. */
export interface CaseReportContext {
  /** The zone whose days, weeks and months are meant. */
  readonly zone: string;
  readonly now: Date;
  /** The business calendars that targets name. */
  readonly calendars?: Calendars;
  readonly holidays?: Readonly<Record<string, HolidayData>>;
  /** The first local day. From the beginning, when left out. */
  readonly from?: Day;
  /** The local day before which it ends. Up to `now`, when left out. */
  readonly to?: Day;
  /** Rows for every day, week, month, quarter or year. All in one, when left out. */
  readonly period?: CalendarUnit;
  /** Rows for every value of these labels. All in one, when left out. */
  readonly by?: readonly CaseLabel[];
}

/** What every row of a report has. */
export interface CaseReportRow {
  /** The labels that were asked for; those that these cases do not have are not there. */
  readonly labels: CaseLabels;
  /** Where periods were asked for. */
  readonly period?: DaySpan;
}

/**
 * Every label. Who was responsible (`assignedTo`, `agentId`, `escalatedLevel`, with the policy and the priority) is told
 * as it was at the instant that is counted; what a case is and what it is about as it is known last.
 */
export const caseLabels = [
  "type",
  "policy",
  "priority",
  "severity",
  "channel",
  "category",
  "kind",
  "assignedTo",
  "agentId",
  "escalatedLevel",
  "resolution",
  "rootCause",
  "remedySought",
  "about.orderId",
  "about.lineId",
  "about.sku",
  "about.shopId",
  "about.agentId",
  "about.businessLine",
] as const;
