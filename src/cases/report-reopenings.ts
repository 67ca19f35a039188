import { addDuration } from "../calendar/periods.js";
import type { DecimalText } from "../shared/decimal.js";
import type { Duration } from "../shared/durations.js";
import { instantOf, millisOf } from "../shared/instants.js";
import { grouped, shareOf, type Countable } from "./report-groups.js";
import type { CaseHistory, CaseReportContext, CaseReportRow } from "./report-model.js";
import { labelsWhen, storyOf } from "./report-story.js";

/** How often what was done did not hold. */
export interface ReopeningRow extends CaseReportRow {
  /** How often work on a case ended. */
  readonly ended: number;
  /** How many of these ends did not last. */
  readonly reopened: number;
  /** The part that did not last, a share of one with six digits. */
  readonly share: DecimalText;
}

/** The context of a report on reopenings. */
export interface ReopeningReportContext extends CaseReportContext {
  /** Only reopenings within so long after the end count, and only ends that are so old already. All, when left out. */
  readonly within?: Duration;
}

/** An end of work on one case, and whether the case was taken on again. */
export interface CountedEnd extends Countable {
  readonly isReopened: boolean;
}

/**
 * How many ends of work did not last (重开率): a case that is resolved, reopened and resolved again has two ends, of
 * which one was reopened. An end counts at its own instant, with whoever was responsible then; one that was reopened
 * next month counts against the month of the end. A merge is no end.
 *
 * Recent ends look better than they are, for they may still be reopened; `within: "P14D"` looks at the first fourteen
 * days of each and leaves out those that are younger.
 *
 * Throws `command_invalid` for a history that is not that of one case, and for a day, a label or a length that is none.
 */
export function caseReopenings(
  histories: Iterable<CaseHistory>,
  context: ReopeningReportContext,
): readonly ReopeningRow[] {
  return reopeningRows(
    [...histories].flatMap((history) => endsOf(history, context)),
    context,
  );
}

/** The rows for the ends of single cases. */
export function reopeningRows(ends: readonly CountedEnd[], context: CaseReportContext): readonly ReopeningRow[] {
  return grouped(ends, context).map(({ things, ...head }) => {
    const reopened = things.filter(({ isReopened }) => isReopened).length;
    return { ...head, ended: things.length, reopened, share: shareOf(reopened, things.length) };
  });
}

/** The ends of work on one case. */
export function endsOf(history: CaseHistory, { within, zone, now }: ReopeningReportContext): readonly CountedEnd[] {
  const { labels, ends, recordedAt } = storyOf(history);
  const known = Math.max(now.getTime(), recordedAt);
  return ends.flatMap(({ at, held, reopenedAt = Number.POSITIVE_INFINITY }): CountedEnd[] => {
    const last = within === undefined ? known : millisOf(addDuration(instantOf(at), within, zone));
    if (last > known) return [];
    return [{ at, labels: labelsWhen(labels, held), isReopened: reopenedAt <= last }];
  });
}
