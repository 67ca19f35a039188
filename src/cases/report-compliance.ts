import type { DecimalText } from "../shared/decimal.js";
import { millisOf } from "../shared/instants.js";
import { applyCaseEvents } from "./apply.js";
import { byRank } from "./clocks.js";
import { instantAt, liveClocks } from "./live-clock.js";
import type { EndedClock, FiredStep } from "./model.js";
import { apart, grouped, shareOf, type Countable } from "./report-groups.js";
import type { CaseHistory, CaseLabels, CaseReportContext, CaseReportRow } from "./report-model.js";
import { labelsWhen, storyOf, type StoryStep } from "./report-story.js";
import type { CaseMetric } from "./target-model.js";

/** How many clocks of one target were met and how many were missed. */
export interface ComplianceRow extends CaseReportRow {
  readonly metric: CaseMetric;
  /** The name of the target, where it has one. */
  readonly name?: string;
  /** How many verdicts there are: `met` and `breached` together. */
  readonly n: number;
  readonly met: number;
  readonly breached: number;
  /** The part that was met, a share of one with six digits: `"0.750000"`. */
  readonly share: DecimalText;
}

/** A verdict on a clock, at the instant at which it was reached. */
export interface Verdict extends Countable {
  readonly metric: CaseMetric;
  readonly name?: string;
  readonly state: "met" | "breached";
}

/**
 * How well the promises were kept (达标率): for every target the number of clocks that were met and missed.
 *
 * Every cycle of a clock counts once, when its verdict is reached: `met` at the instant at which it ended, `breached`
 * at its due instant, whether or not it has ended since. So a miss lies in the month in which it was due and never
 * moves, and a clock that can still be met is not counted. A miss stays when the clock is cancelled later, by a merge
 * for example. Whoever was responsible when the verdict was reached is told in `assignedTo`, `agentId` and
 * `escalatedLevel`.
 *
 * The answer is the same whether or not a job has settled the cases. `from` and `to` are local days, `to` not included.
 *
 * Throws `command_invalid` for a history that is not that of one case, for a day or a label that is none, and when a
 * calendar that an open clock counts by is not in the context.
 *
 * @example
 * ```ts
 * import { caseCompliance, openCase, respondToCase } from "clientele/cases";
 * import { must } from "clientele/shared";
 * import { defineCaseRules } from "clientele/cases/rules";
 *
 * const target = { metric: "first_response", within: "PT30M", time: "calendar" } as const;
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [target] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`2026-03-02T${time}+08:00`) });
 * const first = must(openCase({ id: "enq_1", type: "enquiry" }, at("10:00")));
 * const second = must(openCase({ id: "enq_2", type: "enquiry" }, at("10:00")));
 * const answer = must(respondToCase(first.state, { id: "ans_1" }, at("10:20")));
 *
 * caseCompliance([[...first.events, ...answer.events], second.events], at("11:00"));
 * // => [{ labels: {}, metric: "first_response", n: 2, met: 1, breached: 1, share: "0.500000" }]
 * ```
 */
export function caseCompliance(histories: Iterable<CaseHistory>, context: CaseReportContext): readonly ComplianceRow[] {
  return complianceOf(
    [...histories].flatMap((history) => verdictsOf(history, context)),
    context,
  );
}

/** The rows for verdicts that were reached already. */
export function complianceOf(verdicts: readonly Verdict[], context: CaseReportContext): readonly ComplianceRow[] {
  return grouped(verdicts, context).flatMap(({ things, ...head }) => {
    const rows = apart(things, ({ metric, name = "" }) => JSON.stringify([metric, name])).map((own): ComplianceRow => {
      const { metric, name }: Partial<Verdict> = own[0] ?? {};
      const met = own.filter(({ state }) => state === "met").length;
      return {
        ...head,
        metric: metric ?? "custom",
        ...(name !== undefined && { name }),
        n: own.length,
        met,
        breached: own.length - met,
        share: shareOf(met, own.length),
      };
    });
    return rows.sort(byRank);
  });
}

/** The verdicts on the clocks of one case that are reached at `now`, one for each cycle. */
export function verdictsOf(history: CaseHistory, context: CaseReportContext): readonly Verdict[] {
  const { labels, steps } = storyOf(history);
  const { missed, ended } = toldVerdicts(steps);
  const verdicts = new Map(
    [...ended].map(([key, verdict]) => [key, { ...verdict, held: heldAt(key, verdict, missed) }]),
  );
  const serviceCase = applyCaseEvents(undefined, history);
  const now = Math.max(context.now.getTime(), millisOf(serviceCase.at));
  const live = liveClocks(serviceCase, { ...context, cases: { of: serviceCase.of, policies: [] } });
  const running = new Set<string>();
  for (const clock of live) {
    const { metric, name, measure, from } = clock;
    const due = instantAt(clock, measure.total);
    const key = keyOf(clock);
    running.add(key);
    if (due === undefined || due >= now || verdicts.has(key)) continue;
    const held = missed.get(key)?.held ?? labels;
    verdicts.set(key, {
      metric,
      ...(name !== undefined && { name }),
      state: "breached",
      at: Math.max(due, from),
      held,
    });
  }
  for (const [key, miss] of missed) if (!verdicts.has(key) && !running.has(key)) verdicts.set(key, miss);
  return [...verdicts.values()].map(({ held, ...verdict }) => ({ ...verdict, labels: labelsWhen(labels, held) }));
}

type Told = Omit<Verdict, "labels"> & { readonly held: CaseLabels };
type ByClock = ReadonlyMap<string, Told>;

/** What the events say of each cycle: that it was missed, and how it ended. */
function toldVerdicts(steps: readonly StoryStep[]): { readonly missed: ByClock; readonly ended: ByClock } {
  const missed = new Map<string, Told>();
  const ended = new Map<string, Told>();
  for (const { event, held } of steps) {
    if (event.type === "case.breached")
      missed.set(keyOf(event), { ...told(event, "breached", event.occurredAt), held });
    const clocks = "ended" in event ? (event.ended ?? []) : [];
    for (const clock of clocks) {
      const { state, due, at, from = due } = clock;
      const reached = state === "met" ? at : due < from ? from : due;
      ended.set(keyOf(clock), { ...told(clock, state, reached), held });
    }
  }
  return { missed, ended };
}

function told(
  { metric, name }: Pick<EndedClock, "metric" | "name">,
  state: Verdict["state"],
  at: string,
): Omit<Told, "held"> {
  return { metric, ...(name !== undefined && { name }), state, at: millisOf(at) };
}

/** A clock that was missed before it ended was missed by whoever was responsible then. */
function heldAt(key: string, { state, held }: Told, missed: ByClock): CaseLabels {
  return state === "breached" ? (missed.get(key)?.held ?? held) : held;
}

function keyOf({ metric, name = "", cycle }: Pick<FiredStep, "metric" | "name" | "cycle">): string {
  return JSON.stringify([metric, name, cycle]);
}
