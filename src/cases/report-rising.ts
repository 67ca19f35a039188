import { localDay } from "../calendar/zones.js";
import { addDays, dayNumber, type Day } from "../shared/days.js";
import { compare, decimalText, divide, exactOf, multiply, type DecimalText } from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";
import { byLabels, grouped } from "./report-groups.js";
import type { CaseHistory, CaseLabels, CaseReportContext } from "./report-model.js";
import { countedCase, type CountedCase } from "./report-counts.js";

/** Which cases to compare, and over how many days. */
export interface RisingReportContext extends Omit<CaseReportContext, "from" | "to" | "period"> {
  /** The last so many local days, today among them. 7, when left out. */
  readonly days?: number;
  /** The so many days before them, which say what is usual. 28, when left out. */
  readonly before?: number;
  /** How often chance alone may raise an alarm, a share of one. `"0.01"`, when left out. */
  readonly level?: DecimalText;
}

/** How often something is complained of now, beside what was usual. */
export interface RisingRow {
  readonly labels: CaseLabels;
  /** The first of the last days. */
  readonly since: Day;
  /** Cases opened in the last days. */
  readonly n: number;
  /** Cases opened in the days before them. */
  readonly before: number;
  /** How many the last days would have had at the pace of the days before, with two digits after the point. */
  readonly usual: DecimalText;
  /** More than chance explains. */
  readonly isRising: boolean;
}

/**
 * What is complained of more than it was (及时发现产品问题): the cases opened in the last days beside those of the days
 * before them, told apart by the labels asked for. Those that rise come first, then the most frequent.
 *
 * It rises when so many of all its cases would fall into the last days, by chance and at an even pace, in less than
 * `level` of all such comparisons (a one-sided exact test of two Poisson rates, counted in whole numbers). So a single
 * case is never an alarm, and three where there were none before in four weeks are one.
 *
 * Throws `command_invalid` for a history that is not that of one case, a label that is none, numbers of days that are no
 * whole numbers from 1 to 366, and a level that does not lie between 0 and 1.
 *
 * Source: Przyborowski and Wilenski (1940), Homogeneity of results in testing samples from Poisson series, Biometrika 31.
 *
 * @example
 * ```ts
 * import { openCase, risingCases } from "clientele/cases";
 * import { must } from "clientele/shared";
 * import { defineCaseRules } from "clientele/cases/rules";
 *
 * const policy = { id: "complaint", label: "投诉", type: "complaint", workflow: "preset:shop_flow", targets: [] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (day: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`${day}T10:00:00+08:00`) });
 * const days = ["2026-03-27", "2026-03-28", "2026-03-29"];
 * const histories = days.map((day) => must(openCase({ id: day, type: "complaint", sku: "serum-30" }, at(day))).events);
 *
 * risingCases(histories, { ...at("2026-03-30"), by: ["about.sku"] });
 * // => [{ labels: { "about.sku": "serum-30" }, since: "2026-03-24", n: 3, before: 0, usual: "0.00", isRising: true }]
 * ```
 */
export function risingCases(histories: Iterable<CaseHistory>, context: RisingReportContext): readonly RisingRow[] {
  return risingRows([...histories].map(countedCase), context);
}

/** The rows for single cases. */
export function risingRows(cases: readonly CountedCase[], context: RisingReportContext): readonly RisingRow[] {
  const { zone, now, by = [], days = 7, before = 28, level = "0.01" } = context;
  requireDays(days, "days");
  requireDays(before, "before");
  requireLevel(level);
  const to = addDays(localDay(now.getTime(), zone), 1);
  const since = addDays(to, -days);
  const range = { zone, now, by, from: addDays(since, -before), to };
  const rows = grouped(cases, range).map(({ labels, things }): RisingRow => {
    const n = things.filter(({ at }) => dayNumber(localDay(at, zone)) >= dayNumber(since)).length;
    const earlier = things.length - n;
    const hundredths = divide(multiply(exactOf(earlier * 100), exactOf(days)), exactOf(before), "half_up");
    const usual = decimalText({ units: hundredths, scale: 2 }, 2, "half_up");
    return { labels, since, n, before: earlier, usual, isRising: isMore(n, earlier, days, before, level) };
  });
  return rows.sort(
    (left, right) =>
      Number(right.isRising) - Number(left.isRising) || right.n - left.n || byLabels(left.labels, right.labels, by),
  );
}

/**
 * Whether n or more of n + earlier events fall into the last days with a smaller probability than the level, when each
 * falls into any of the days alike: Σ C(k, x) daysˣ before^(k − x) / (days + before)^k, compared without a division.
 */
function isMore(n: number, earlier: number, days: number, before: number, level: DecimalText): boolean {
  if (n * before <= earlier * days) return false;
  const most = 5_000;
  if (n + earlier > most) {
    const part = Math.floor((n * most) / (n + earlier));
    return isMore(part, most - part, days, before, level);
  }
  const all = n + earlier;
  const [now, then] = [BigInt(days), BigInt(before)];
  let term = then ** BigInt(all);
  let below = 0n;
  for (let x = 0; x < n; x++) {
    below += term;
    term = (term * BigInt(all - x) * now) / (BigInt(x + 1) * then);
  }
  const whole = (now + then) ** BigInt(all);
  return compare({ units: whole - below, scale: 0 }, multiply({ units: whole, scale: 0 }, exactOf(level))) < 0;
}

function requireDays(days: number, path: string): void {
  if (Number.isSafeInteger(days) && days >= 1 && days <= 366) return;
  const message = `${path}: ${days} days cannot be compared; give a whole number from 1 to 366.`;
  throw new ClienteleError("command_invalid", message, { path });
}

function requireLevel(level: DecimalText): void {
  if (compare(exactOf(level), exactOf(0)) > 0 && compare(exactOf(level), exactOf(1)) < 0) return;
  const message = `level: "${level}" does not lie between 0 and 1; write "0.01" for one false alarm in a hundred.`;
  throw new ClienteleError("command_invalid", message, { path: "level" });
}
