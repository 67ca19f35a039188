import { millisOf } from "../shared/instants.js";
import { nameOf, type ClockName } from "./clocks.js";
import { liveClocks, type LiveClock } from "./live-clock.js";
import type { Measure } from "./measure.js";
import type { CasesContext, ServiceCase } from "./model.js";

/**
 * The open clocks of many cases, one place in every column for each: what does not change while nothing happens to
 * them. Instants and lengths are in milliseconds.
 */
export interface ClockColumns {
  readonly caseIds: readonly string[];
  readonly clocks: readonly ClockName[];
  /** When the case was written last: no clock is read at an earlier instant. */
  readonly writtenAt: Float64Array;
  /** How much of its time each target allows. */
  readonly total: Float64Array;
  /** When the clock last began to stand still; its beginning, where it never has. */
  readonly since: Float64Array;
  /** Where the spans of each clock begin in the two columns below; the last entry is their end. */
  readonly firstSpan: Uint32Array;
  readonly spanFrom: Float64Array;
  /** Infinity while the clock runs. */
  readonly spanTo: Float64Array;
  /** In which of the ways below each clock counts. */
  readonly way: Uint16Array;
  /** The ways to count time; opaque. */
  readonly ways: readonly Measure[];
}

/** How the clocks of columns stand at an instant, place by place. */
export interface ClockReadings {
  /** An index into {@link clockStates}. */
  readonly state: Uint8Array;
  /** In milliseconds since 1970; NaN while it stands still. */
  readonly due: Float64Array;
  readonly elapsed: Float64Array;
  /** What is left of the total; below zero when it is overdue. */
  readonly remaining: Float64Array;
}

/** What the numbers in {@link ClockReadings} mean. */
export const clockStates = ["running", "paused", "breached"] as const;

/**
 * The open clocks of cases as columns, for reading very many of them at once. Build them anew, or those of the cases
 * that were written, when records, calendars or holidays have changed; `now` does not matter.
 *
 * Throws `command_invalid` when a calendar that a clock counts by is not in the context.
 */
export function clockColumns(serviceCases: Iterable<ServiceCase>, context: CasesContext): ClockColumns {
  const rows: Row[] = [];
  for (const serviceCase of serviceCases) {
    const writtenAt = millisOf(serviceCase.at);
    for (const clock of liveClocks(serviceCase, context)) rows.push({ id: serviceCase.id, writtenAt, clock });
  }
  const ways = new Map<string, Way>();
  const spans = rows.flatMap(({ clock }) => clock.spans);
  return {
    caseIds: rows.map(({ id }) => id),
    clocks: rows.map(({ clock }) => nameOf(clock)),
    writtenAt: Float64Array.from(rows, ({ writtenAt }) => writtenAt),
    total: Float64Array.from(rows, ({ clock }) => clock.measure.total),
    since: Float64Array.from(rows, ({ clock }) => clock.spans.findLast(({ to }) => to !== undefined)?.to ?? clock.from),
    firstSpan: firstPlaces(rows),
    spanFrom: Float64Array.from(spans, ({ from }) => from),
    spanTo: Float64Array.from(spans, ({ to = Number.POSITIVE_INFINITY }) => to),
    way: Uint16Array.from(rows, ({ clock }) => wayOf(clock, ways)),
    ways: [...ways.values()].map(({ measure }) => measure),
  };
}

/**
 * How clocks stand at an instant, as `clockTimes` says it of the single case: a clock whose due instant has passed is
 * breached, one that stands still or waits for the window of an appointment is paused, any other runs.
 *
 * @example
 * ```ts
 * import { clockColumns, clockStates, openCase, readClockColumns } from "clientele/cases";
 * import { defineCaseRules } from "clientele/cases/rules";
 * import { must } from "clientele/shared";
 *
 * const target = { metric: "first_response", within: "PT30M", time: "calendar" } as const;
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [target] } as const;
 * const cases = defineCaseRules({ policies: [policy] });
 * const at = (time: string) => ({ cases, zone: "Asia/Shanghai", now: new Date(`2026-03-02T${time}+08:00`) });
 * const enquiries = ["10:00", "10:20"].map((time) => must(openCase({ id: time, type: "enquiry" }, at(time))).state);
 * const columns = clockColumns(enquiries, at("10:20"));
 *
 * const { state, remaining } = readClockColumns(columns, at("10:40"));
 * [...state].map((code) => clockStates[code]); // => ["breached", "running"]
 * [...remaining]; // => [-600000, 600000]
 * ```
 */
export function readClockColumns(columns: ClockColumns, { now }: Pick<CasesContext, "now">): ClockReadings {
  const { writtenAt, total } = columns;
  const length = writtenAt.length;
  const readings = {
    state: new Uint8Array(length),
    due: new Float64Array(length),
    elapsed: new Float64Array(length),
    remaining: new Float64Array(length),
  };
  const millis = now.getTime();
  for (let i = 0; i < length; i++) {
    const at = Math.max(millis, writtenAt[i] ?? 0);
    const due = dueOf(columns, i);
    const elapsed = elapsedOf(columns, i, at);
    readings.state[i] = due < at ? 2 : Number.isNaN(due) || isStill(columns, i, at) ? 1 : 0;
    readings.due[i] = due;
    readings.elapsed[i] = elapsed;
    readings.remaining[i] = (total[i] ?? 0) - elapsed;
  }
  return readings;
}

interface Row {
  readonly id: string;
  readonly writtenAt: number;
  readonly clock: LiveClock;
}

interface Way {
  readonly place: number;
  readonly measure: Measure;
}

function firstPlaces(rows: readonly Row[]): Uint32Array {
  let place = 0;
  return Uint32Array.from([0, ...rows.map(({ clock }) => (place += clock.spans.length))]);
}

/** Clocks that count alike share a way: how much a target allows lies in a column of its own. */
function wayOf({ target, measure }: LiveClock, ways: Map<string, Way>): number {
  const { time, calendar = "", dayEnd = "close", boundary = "close" } = target;
  const key = JSON.stringify(time === "calendar" ? [time] : [time, calendar, dayEnd, boundary]);
  const known = ways.get(key);
  if (known !== undefined) return known.place;
  const place = ways.size;
  ways.set(key, { place, measure });
  return place;
}

function dueOf({ total, firstSpan, spanFrom, spanTo, way, ways }: ClockColumns, i: number): number {
  const measure = ways[way[i] ?? 0];
  if (measure === undefined) return Number.NaN;
  const end = firstSpan[i + 1] ?? 0;
  let left = total[i] ?? 0;
  for (let span = firstSpan[i] ?? 0; span < end; span++) {
    const [from, to] = [spanFrom[span] ?? 0, spanTo[span] ?? 0];
    const at = measure.add(from, left);
    if (to === Number.POSITIVE_INFINITY || at < to) return at;
    left -= measure.between(from, to);
  }
  return Number.NaN;
}

function elapsedOf({ firstSpan, spanFrom, spanTo, way, ways }: ClockColumns, i: number, at: number): number {
  const measure = ways[way[i] ?? 0];
  if (measure === undefined) return 0;
  const end = firstSpan[i + 1] ?? 0;
  let elapsed = 0;
  for (let span = firstSpan[i] ?? 0; span < end; span++) {
    const from = spanFrom[span] ?? 0;
    elapsed += measure.between(from, Math.max(from, Math.min(spanTo[span] ?? 0, at)));
  }
  return elapsed;
}

/** Whether a clock that has a due instant waits for the window of an appointment. */
function isStill({ firstSpan, spanFrom }: ClockColumns, i: number, at: number): boolean {
  const end = firstSpan[i + 1] ?? 0;
  return end > (firstSpan[i] ?? 0) && (spanFrom[end - 1] ?? 0) > at;
}
