import { apart, grouped, type Countable } from "./report-groups.js";
import type { CaseHistory, CaseReportRow } from "./report-model.js";
import { stretchesOf } from "./report-stretches.js";
import { addSpent, spentIn, type TimeReportContext, type TimeSpent } from "./report-spent.js";
import type { StatusClock } from "./sections.js";

/** How much time cases spent in one status. */
export interface StatusTimeRow extends CaseReportRow {
  readonly status: string;
  readonly clock: StatusClock;
  /** How many cases were in it. */
  readonly cases: number;
  /** How often it was entered. */
  readonly entered: number;
  /** All the time together, in milliseconds. */
  readonly spent: TimeSpent;
}

/** The time that one case spent in one status, without a break. */
export interface StatusTime extends Countable {
  readonly caseId: string;
  readonly status: string;
  readonly clock: StatusClock;
  readonly isEntry: boolean;
  readonly spent: TimeSpent;
}

/**
 * Where the time goes: how long cases were in every status, from the opening to `now`, to the merge into another case,
 * or to a status without a way out, which takes no time. So the times of all statuses add up to the lives of the cases.
 * Where periods are asked for, or `from` and `to`, the time is cut at their borders; where it is told who was
 * responsible, it is cut where a case changed hands.
 *
 * Throws `command_invalid` for a history that is not that of one case, and for a day, a label or a calendar that is none.
 *
 * @example
 * ```ts
 * import { caseStatusTimes, moveCase, openCase } from "clientele/cases";
 * import { must } from "clientele/shared";
 * import { defineCaseRules } from "clientele/cases/rules";
 *
 * const policy = { id: "complaint", label: "投诉", type: "complaint", workflow: "preset:shop_flow", targets: [] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`2026-03-02T${time}+08:00`) });
 * const opened = must(openCase({ id: "cas_1", type: "complaint" }, at("10:00")));
 * const moved = must(moveCase(opened.state, { id: "mov_1", to: "investigating" }, at("10:30")));
 *
 * const rows = caseStatusTimes([[...opened.events, ...moved.events]], at("12:00"));
 * rows.map(({ status, spent }) => [status, spent.calendar / 60_000]); // => [["accepted", 30], ["investigating", 90]]
 * ```
 */
export function caseStatusTimes(
  histories: Iterable<CaseHistory>,
  context: TimeReportContext,
): readonly StatusTimeRow[] {
  return statusTimeRows(
    [...histories].flatMap((history) => statusTimesOf(history, context)),
    context,
  );
}

/** The rows for times in statuses. */
export function statusTimeRows(times: readonly StatusTime[], context: TimeReportContext): readonly StatusTimeRow[] {
  return grouped(times, context).flatMap(({ things, ...head }) =>
    apart(things, ({ status, clock }) => JSON.stringify([status, clock])).map((own): StatusTimeRow => {
      const { status = "", clock = "stopped" }: Partial<StatusTime> = own[0] ?? {};
      return {
        ...head,
        status,
        clock,
        cases: new Set(own.map(({ caseId }) => caseId)).size,
        entered: own.filter(({ isEntry }) => isEntry).length,
        spent: own.map(({ spent }) => spent).reduce(addSpent),
      };
    }),
  );
}

/** The times that one case spent in its statuses. */
export function statusTimesOf(history: CaseHistory, context: TimeReportContext): readonly StatusTime[] {
  const spent = spentIn(context);
  return stretchesOf(history, context).map(({ caseId, status, clock, isEntry, labels, from, to }) => {
    return { caseId, status, clock, isEntry, labels, at: from, spent: spent(from, to) };
  });
}
