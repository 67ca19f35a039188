import type { DecimalText } from "../shared/decimal.js";
import { millisOf } from "../shared/instants.js";
import { apart, grouped, type Countable } from "./report-groups.js";
import type { CaseHistory, CaseLabels, CaseReportRow } from "./report-model.js";
import { percentilesOf, type Percentiles } from "./report-percentiles.js";
import { spentIn, type TimeReportContext, type TimeSpent } from "./report-spent.js";
import { labelsWhen, storyOf, type CaseStory } from "./report-story.js";

/**
 * What took how long, always from the opening: to the first answer, to the first end of the work, and to its last end
 * where the case was not taken on again since.
 */
export type CaseDuration = "first_response" | "first_resolution" | "resolution";

/** How long something took. Lengths are in milliseconds. */
export interface DurationRow extends CaseReportRow {
  readonly duration: CaseDuration;
  /** How many cases it happened to. */
  readonly n: number;
  /** All time from the opening on, nights and pauses too. */
  readonly calendar: Percentiles;
  /** The open time in it, where a calendar was named. Pauses are not taken out. */
  readonly business?: Percentiles;
}

/** The context of a report on durations: which percentiles, as shares of one. */
export interface DurationReportContext extends TimeReportContext {
  /** `"0.5"`, `"0.9"` and `"0.95"`, when left out. */
  readonly percentiles?: readonly DecimalText[];
}

/** How long one thing took in one case. */
export interface MeasuredDuration extends Countable {
  readonly duration: CaseDuration;
  readonly spent: TimeSpent;
}

/**
 * How long customers waited (percentiles by the nearest rank): for the first answer, for the first resolution, and for
 * the last one. Each counts at the instant at which it came, with whoever was responsible then; what has not come yet
 * is not counted. The end of the work is the first answer where none was given before it.
 *
 * Throws `command_invalid` for a history that is not that of one case, and for a day, a label, a share or a calendar
 * that is none.
 *
 * @example
 * ```ts
 * import { caseDurations, openCase, respondToCase } from "clientele/cases";
 * import { must } from "clientele/shared";
 * import { defineCaseRules } from "clientele/cases/rules";
 *
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`2026-03-02T${time}+08:00`) });
 * const opened = must(openCase({ id: "enq_1", type: "enquiry" }, at("10:00")));
 * const answer = must(respondToCase(opened.state, { id: "ans_1" }, at("10:20")));
 *
 * caseDurations([[...opened.events, ...answer.events]], { ...at("11:00"), percentiles: ["0.5"] });
 * // => [{ labels: {}, duration: "first_response", n: 1, calendar: { "0.5": 1200000 } }]
 * ```
 */
export function caseDurations(
  histories: Iterable<CaseHistory>,
  context: DurationReportContext,
): readonly DurationRow[] {
  return durationRows(
    [...histories].flatMap((history) => durationsOf(history, context)),
    context,
  );
}

/** The rows for what was measured in single cases. */
export function durationRows(
  measured: readonly MeasuredDuration[],
  context: DurationReportContext,
): readonly DurationRow[] {
  const { percentiles: shares } = context;
  return grouped(measured, context).flatMap(({ things, ...head }) =>
    apart(things, ({ duration }) => duration).map((own): DurationRow => {
      const business = own.flatMap(({ spent }) => spent.business ?? []);
      return {
        ...head,
        duration: own[0]?.duration ?? "resolution",
        n: own.length,
        calendar: percentilesOf(
          own.map(({ spent }) => spent.calendar),
          shares,
        ),
        ...(business.length > 0 && { business: percentilesOf(business, shares) }),
      };
    }),
  );
}

/** What took how long in one case. */
export function durationsOf(history: CaseHistory, context: TimeReportContext): readonly MeasuredDuration[] {
  const story = storyOf(history);
  const spent = spentIn(context);
  const measured = (duration: CaseDuration, end: End | undefined): readonly MeasuredDuration[] => {
    if (end === undefined) return [];
    const labels = labelsWhen(story.labels, end.held);
    return [{ duration, at: end.at, labels, spent: spent(story.openedAt, end.at) }];
  };
  const [first, last] = [story.ends[0], story.ends.at(-1)];
  return [
    ...measured("first_response", answerOf(story) ?? first),
    ...measured("first_resolution", first),
    ...measured("resolution", last?.reopenedAt === undefined ? last : undefined),
  ];
}

interface End {
  readonly at: number;
  readonly held: CaseLabels;
}

/** The first answer that was recorded before the work ended for the first time. */
function answerOf({ steps }: CaseStory): End | undefined {
  const step = steps.find(({ event: { type } }) => type === "case.responded" || endings.includes(type));
  if (step?.event.type !== "case.responded") return undefined;
  return { at: millisOf(step.event.occurredAt), held: step.held };
}

const endings: readonly string[] = ["case.resolved", "case.closed"];
