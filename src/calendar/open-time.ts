import { dayNumber, dayOfNumber, type Day } from "../shared/days.js";
import type { Shift } from "./hours.js";
import { atLocalTime, localDay } from "./zones.js";

/** Where open time is read from: the shifts of every day in a zone, and what of it was already worked out. */
export interface OpenTime {
  readonly zone: string;
  /** The shifts that open on a day. */
  readonly shiftsOf: (day: Day) => readonly Shift[];
  readonly blocks: Map<number, OpenBlock>;
}

/** From opening to closing, in milliseconds; at `to` it is closed. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The open time of 364 days: spans in order that do not touch each other, and how much open time of the block has
 * passed at the end of each. An answer is found by halving, and whole blocks are skipped by their total.
 */
export interface OpenBlock {
  readonly spans: readonly OpenSpan[];
  readonly passed: readonly number[];
  readonly total: number;
}

const blockLength = 364 * 86_400_000;

/** The number of the block that an instant lies in. */
export function blockNumber(millis: number): number {
  return Math.floor(millis / blockLength);
}

/** A block, worked out once. */
export function openBlock(time: OpenTime, number: number): OpenBlock {
  const found = time.blocks.get(number);
  if (found !== undefined) return found;
  const spans = clipped(joined(spansAround(time, number)), number);
  let total = 0;
  const passed = spans.map(({ from, to }) => (total += to - from));
  const block = { spans, passed, total };
  time.blocks.set(number, block);
  return block;
}

/** The spans of the shifts that open on a day. A shift that the clocks jump over whole is none. */
export function openSpansOn(time: OpenTime, day: Day): readonly OpenSpan[] {
  const spans = time.shiftsOf(day).map(({ opens, closes }) => ({
    from: atLocalTime(day, opens, time.zone),
    to: atLocalTime(day, closes, time.zone),
  }));
  return spans.filter(({ from, to }) => from < to);
}

/** The last span of a block that has begun at an instant. */
export function spanBegunBy({ spans }: OpenBlock, millis: number): OpenSpan | undefined {
  return spans[countUntil(spans.length, (i) => (spans[i]?.from ?? 0) > millis) - 1];
}

/** How much open time of a block has passed at an instant. */
export function openBefore({ spans, passed }: OpenBlock, millis: number): number {
  const last = countUntil(spans.length, (i) => (spans[i]?.from ?? 0) > millis) - 1;
  const span = spans[last];
  return span === undefined ? 0 : (passed[last] ?? 0) - Math.max(0, span.to - millis);
}

/** The first instant at which so much open time of a block has passed; with `whileOpen` the first open one. */
export function instantAfter({ spans, passed }: OpenBlock, open: number, whileOpen: boolean): number | undefined {
  const first = countUntil(spans.length, (i) => {
    const end = passed[i] ?? 0;
    return whileOpen ? end > open : end >= open;
  });
  const span = spans[first];
  return span === undefined ? undefined : span.to - ((passed[first] ?? 0) - open);
}

/** How many places come before the first one that passes the test; every later place must pass it too. */
function countUntil(length: number, passes: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A night shift of the day before may reach in. */
function spansAround(time: OpenTime, number: number): OpenSpan[] {
  const first = dayNumber(localDay(number * blockLength, time.zone)) - 1;
  const last = dayNumber(localDay((number + 1) * blockLength, time.zone));
  const days = Array.from({ length: last - first + 1 }, (_, i) => dayOfNumber(first + i));
  return days.flatMap((day) => openSpansOn(time, day)).sort((left, right) => left.from - right.from);
}

/** Spans that overlap or touch count once. */
function joined(spans: readonly OpenSpan[]): OpenSpan[] {
  const result: OpenSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.to) result.push(span);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return result;
}

function clipped(spans: readonly OpenSpan[], number: number): OpenSpan[] {
  const [start, end] = [number * blockLength, (number + 1) * blockLength];
  return spans
    .map(({ from, to }) => ({ from: Math.max(from, start), to: Math.min(to, end) }))
    .filter(({ from, to }) => from < to);
}
