import type { DecimalText } from "../shared/decimal.js";
import { byLabels, grouped, shareOf, type Countable } from "./report-groups.js";
import type { CaseHistory, CaseReportContext, CaseReportRow } from "./report-model.js";
import { storyOf } from "./report-story.js";

/** How many cases there were. */
export interface CountRow extends CaseReportRow {
  /** How many were opened. */
  readonly n: number;
  /** Their part of all cases of the same period, a share of one with six digits. */
  readonly share: DecimalText;
  /** How many of them still wait for the shop. */
  readonly open: number;
  /** How many were ever taken on again after an end. */
  readonly reopened: number;
  /** How many went on in another case. */
  readonly merged: number;
}

/** One case, at its opening. */
export interface CountedCase extends Countable {
  readonly isOpen: boolean;
  readonly isReopened: boolean;
  readonly isMerged: boolean;
}

/**
 * What customers turn to the shop with, the most frequent first: by category, root cause or resolution, or by what it
 * is about: `by: ["about.sku"]` says which product fails (及时发现产品问题), `["about.shopId"]` which shop is complained
 * of. A case counts once, at its opening, by what is known of it last; a duplicate that was merged counts too, for
 * another customer may have opened it, and `merged` says how many.
 *
 * Throws `command_invalid` for a history that is not that of one case, and for a day or a label that is none.
 *
 * @example
 * ```ts
 * import { caseCounts, openCase } from "clientele/cases";
 * import { must } from "clientele/shared";
 * import { defineCaseRules } from "clientele/cases/rules";
 *
 * const policy = { id: "complaint", label: "投诉", type: "complaint", workflow: "preset:shop_flow", targets: [] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const context = { cases, zone: "Asia/Shanghai", now: new Date("2026-03-02T10:00:00+08:00") };
 * const skus = ["serum-30", "mask-5", "serum-30"];
 * const histories = skus.map((sku, i) => must(openCase({ id: `cas_${i}`, type: "complaint", sku }, context)).events);
 *
 * const rows = caseCounts(histories, { ...context, by: ["about.sku"] });
 * rows.map(({ labels, n, share }) => [labels["about.sku"], n, share]);
 * // => [["serum-30", 2, "0.666667"], ["mask-5", 1, "0.333333"]]
 * ```
 */
export function caseCounts(histories: Iterable<CaseHistory>, context: CaseReportContext): readonly CountRow[] {
  return countRows([...histories].map(countedCase), context);
}

/** The rows for single cases. */
export function countRows(cases: readonly CountedCase[], context: CaseReportContext): readonly CountRow[] {
  const { by: _, ...unlabelled } = context;
  const wholes = new Map(grouped(cases, unlabelled).map(({ period, things }) => [period?.from, things.length]));
  const rows = grouped(cases, context).map(({ things, ...head }): CountRow => {
    return {
      ...head,
      n: things.length,
      share: shareOf(things.length, wholes.get(head.period?.from) ?? 0),
      open: things.filter(({ isOpen }) => isOpen).length,
      reopened: things.filter(({ isReopened }) => isReopened).length,
      merged: things.filter(({ isMerged }) => isMerged).length,
    };
  });
  const periods = [...wholes.keys()];
  const place = ({ period }: CountRow): number => periods.indexOf(period?.from);
  const { by = [] } = context;
  return rows.sort(
    (left, right) => place(left) - place(right) || right.n - left.n || byLabels(left.labels, right.labels, by),
  );
}

/** A case as it is counted. */
export function countedCase(history: CaseHistory): CountedCase {
  const { openedAt, labels, ends, mergedAt } = storyOf(history);
  const last = ends.at(-1);
  const isOver = mergedAt !== undefined || (last !== undefined && last.reopenedAt === undefined);
  return {
    at: openedAt,
    labels,
    isOpen: !isOver,
    isReopened: ends.some(({ reopenedAt }) => reopenedAt !== undefined),
    isMerged: mergedAt !== undefined,
  };
}
