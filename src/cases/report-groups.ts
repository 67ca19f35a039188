import { periodAround, type DaySpan } from "../calendar/periods.js";
import { localDay, startOfDay } from "../calendar/zones.js";
import { isDay, type Day } from "../shared/days.js";
import { divide, exactOf, exactText, multiply, type DecimalText } from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";
import { compareText, didYouMean } from "../shared/text.js";
import {
  caseLabels,
  type CaseLabel,
  type CaseLabels,
  type CaseReportContext,
  type CaseReportRow,
} from "./report-model.js";

/** One thing to count: when it happened, in milliseconds, and with which labels. */
export interface Countable {
  readonly at: number;
  readonly labels: CaseLabels;
}

/** What belongs into one row. */
export interface Group<Thing extends Countable> extends CaseReportRow {
  readonly things: readonly Thing[];
}

/** The things within the days of the context, by period and by label: the oldest period first, labels in order of their texts. */
export function grouped<Thing extends Countable>(
  things: readonly Thing[],
  context: CaseReportContext,
): readonly Group<Thing>[] {
  const { by = [], period: unit, zone } = context;
  const { from, until } = rangeOf(context);
  const groups = new Map<string, { head: CaseReportRow; readonly things: Thing[] }>();
  for (const thing of things) {
    if (thing.at < from || thing.at >= until) continue;
    const labels = pick(thing.labels, by);
    const period = unit === undefined ? {} : { period: periodAround(localDay(thing.at, zone), unit) };
    const head: CaseReportRow = { labels, ...period };
    const key = JSON.stringify([head.period?.from, ...by.map((label) => labels[label] ?? null)]);
    const group = groups.get(key) ?? { head, things: [] };
    if (group.things.length === 0) groups.set(key, group);
    group.things.push(thing);
  }
  const rows = [...groups.values()].map(({ head, things: own }) => ({ ...head, things: own }));
  return rows.sort((left, right) => byPeriod(left, right) || byLabels(left.labels, right.labels, by));
}

/** What one row says of each kind of thing, in order of the keys. */
export function apart<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): readonly (readonly Thing[])[] {
  const parts = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const part = parts.get(key) ?? [];
    if (part.length === 0) parts.set(key, part);
    part.push(thing);
  }
  return [...parts].sort(([left], [right]) => compareText(left, right)).map(([, part]) => part);
}

/**
 * The milliseconds that a report covers, the end not included. Throws `command_invalid` for days, periods and labels that
 * are none.
 */
export function rangeOf({ from, to, zone, period, by = [] }: CaseReportContext): {
  readonly from: number;
  readonly until: number;
} {
  for (const label of by) requireLabel(label);
  if (period !== undefined) requirePeriod(period);
  return {
    from: from === undefined ? Number.NEGATIVE_INFINITY : startOf(from, "from", zone),
    until: to === undefined ? Number.POSITIVE_INFINITY : startOf(to, "to", zone),
  };
}

/** A share of one with six digits after the point, rounded once, halves away from zero. */
export function shareOf(part: number, whole: number): DecimalText {
  if (whole === 0) return "0.000000";
  const millionths = divide(multiply(exactOf(part), exactOf(1_000_000)), exactOf(whole), "half_up");
  return exactText({ units: millionths, scale: 6 });
}

/** How labels that were asked for are ordered; a case without one comes before those with it. */
export function byLabels(left: CaseLabels, right: CaseLabels, by: readonly CaseLabel[]): number {
  for (const label of by) {
    const order = compareText(left[label] ?? "", right[label] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** The labels that were asked for. */
export function pick(labels: CaseLabels, by: readonly CaseLabel[]): CaseLabels {
  return Object.fromEntries(by.flatMap((label) => (labels[label] === undefined ? [] : [[label, labels[label]]])));
}

function byPeriod({ period: left }: CaseReportRow, { period: right }: CaseReportRow): number {
  const [one, other]: readonly [DaySpan["from"], DaySpan["from"]] = [left?.from ?? "", right?.from ?? ""];
  return one < other ? -1 : one > other ? 1 : 0;
}

function startOf(day: Day, path: string, zone: string): number {
  if (isDay(day)) return startOfDay(day, zone);
  const message = `${path}: ${JSON.stringify(day)} is not a day; write one like "2026-03-02".`;
  throw new ClienteleError("command_invalid", message, { path });
}

function requirePeriod(period: string): void {
  if (periods.includes(period)) return;
  const message = `period: ${JSON.stringify(period)} is not a period of reports; use one of ${periods.join(", ")}.`;
  throw new ClienteleError("command_invalid", message, { path: "period" });
}

const periods: readonly string[] = ["day", "week", "month", "quarter", "year"];

function requireLabel(label: string): void {
  const known: readonly string[] = caseLabels;
  if (known.includes(label)) return;
  const meant = didYouMean(label, known);
  const advice = meant === undefined ? `use one of ${known.join(", ")}` : `did you mean "${meant}"?`;
  throw new ClienteleError("command_invalid", `by: "${label}" is not a label of cases; ${advice}.`, { path: "by" });
}
