import type { DecimalText } from "../shared/decimal.js";
import { apart, grouped, shareOf, type Countable } from "./report-groups.js";
import type { CaseHistory, CaseReportRow } from "./report-model.js";
import { addSpent, spentIn, type TimeReportContext, type TimeSpent } from "./report-spent.js";
import { stretchesOf } from "./report-stretches.js";

/** How much of the time of cases stood still, and what for. Times are in milliseconds. */
export interface PauseRow extends CaseReportRow {
  /** The time in which the shop had to do something. */
  readonly running: TimeSpent;
  readonly paused: TimeSpent;
  /** The part of both together that was paused, of all time: a share of one with six digits. */
  readonly share: DecimalText;
  /** What for, the longest first. */
  readonly reasons: readonly PauseReason[];
}

/** One reason to pause: the status that stands still, or an appointment that was waited for. */
export interface PauseReason {
  readonly kind: "status" | "appointment";
  readonly status: string;
  readonly paused: TimeSpent;
  /** The part of all running and paused time. */
  readonly share: DecimalText;
}

/** A stretch of one case in which time ran or stood still. */
export interface PausePiece extends Countable {
  readonly kind: "running" | PauseReason["kind"];
  readonly status: string;
  readonly spent: TimeSpent;
}

/**
 * How much of the time between the first and the last work on cases stood still, and why: for a customer, for a third
 * party, for goods, each by the status that stands still; for an appointment, where the policy pauses the resolution
 * for it. Time in statuses that stop the clock counts for neither.
 *
 * Throws `command_invalid` for a history that is not that of one case, and for a day, a label or a calendar that is none.
 *
 * @example
 * ```ts
 * import { casePauses, moveCase, openCase } from "clientele/cases";
 * import { must } from "clientele/shared";
 * import { defineCaseRules } from "clientele/cases/rules";
 *
 * const policy = { id: "enquiry", label: "咨询", type: "enquiry", workflow: "preset:enquiry", targets: [] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`2026-03-02T${time}+08:00`) });
 * const opened = must(openCase({ id: "enq_1", type: "enquiry" }, at("10:00")));
 * const moved = must(moveCase(opened.state, { id: "mov_1", to: "awaiting_customer" }, at("10:30")));
 *
 * const [row] = casePauses([[...opened.events, ...moved.events]], at("12:00"));
 * row?.share; // => "0.750000"
 * row?.reasons.map(({ status }) => status); // => ["awaiting_customer"]
 * ```
 */
export function casePauses(histories: Iterable<CaseHistory>, context: TimeReportContext): readonly PauseRow[] {
  return pauseRows(
    [...histories].flatMap((history) => pausePiecesOf(history, context)),
    context,
  );
}

/** The rows for pieces of single cases. */
export function pauseRows(pieces: readonly PausePiece[], context: TimeReportContext): readonly PauseRow[] {
  const none: TimeSpent = { calendar: 0, ...(context.calendar !== undefined && { business: 0 }) };
  const sum = (some: readonly PausePiece[]): TimeSpent => some.map(({ spent }) => spent).reduce(addSpent, none);
  return grouped(pieces, context).map(({ things, ...head }) => {
    const running = sum(things.filter(({ kind }) => kind === "running"));
    const still = things.filter(({ kind }) => kind !== "running");
    const paused = sum(still);
    const whole = running.calendar + paused.calendar;
    const reasons = apart(still, ({ kind, status }) => JSON.stringify([kind, status])).flatMap((own): PauseReason[] => {
      const { kind, status = "" }: Partial<PausePiece> = own[0] ?? {};
      if (kind === undefined || kind === "running") return [];
      const spent = sum(own);
      return [{ kind, status, paused: spent, share: shareOf(spent.calendar, whole) }];
    });
    const longestFirst = reasons.sort((left, right) => right.paused.calendar - left.paused.calendar);
    return { ...head, running, paused, share: shareOf(paused.calendar, whole), reasons: longestFirst };
  });
}

/** The pieces of one case in which time ran or stood still. */
export function pausePiecesOf(history: CaseHistory, context: TimeReportContext): readonly PausePiece[] {
  const spent = spentIn(context);
  return stretchesOf(history, context).flatMap(({ status, clock, isForAppointment, labels, from, to }) => {
    if (clock === "stopped" || from === to) return [];
    const kind = clock === "paused" ? "status" : isForAppointment ? "appointment" : "running";
    return [{ kind, status, labels, at: from, spent: spent(from, to) }];
  });
}
