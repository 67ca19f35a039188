import { ClienteleError } from "../shared/errors.js";
import { isInCalendar } from "./offsets.js";
import type { TimeSpan } from "./spans.js";

/** Where open time is read from, and what of it was already worked out. Days are numbered from 1970-01-01. */
export interface OpenTime {
  readonly zone: string;
  /** What opens on a day, without its breaks: a night shift belongs to the day on which it opens. */
  readonly spansOn: (day: number) => readonly TimeSpan[];
  /** All that is open within a stretch of time, joined. */
  readonly spansWithin: (stretch: TimeSpan) => readonly TimeSpan[];
  readonly blocks: Map<number, OpenBlock>;
}

/**
 * The open time of 364 days: spans in order that do not touch each other, taken apart into columns, and how much open
 * time of the block has passed at the end of each. An answer is found by halving, and whole blocks are skipped by their
 * total.
 */
export interface OpenBlock {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly passed: Float64Array;
  readonly total: number;
}

const blockLength = 364 * 86_400_000;

/** The number of the block that an instant lies in. Throws `command_invalid` for what is none, or in no year of ours. */
export function blockNumber(millis: number): number {
  if (isInCalendar(millis)) return Math.floor(millis / blockLength);
  const message = `${millis} is not an instant of the years 0001 to 9999; give milliseconds since 1970.`;
  throw new ClienteleError("command_invalid", message);
}

/** A block, worked out once. */
export function openBlock(time: OpenTime, number: number): OpenBlock {
  return time.blocks.get(number) ?? newBlock(time, number);
}

function newBlock(time: OpenTime, number: number): OpenBlock {
  const spans = time.spansWithin({ from: number * blockLength, to: (number + 1) * blockLength });
  const column = (): Float64Array => new Float64Array(spans.length);
  const [opens, closes, passed] = [column(), column(), column()];
  let total = 0;
  spans.forEach(({ from, to }, i) => {
    total += to - from;
    opens[i] = from;
    closes[i] = to;
    passed[i] = total;
  });
  const block = { opens, closes, passed, total };
  time.blocks.set(number, block);
  return block;
}

/** What is open within a stretch of time, from the blocks; what goes on over the border of two is one. */
export function openWithin(time: OpenTime, stretch: TimeSpan): TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (let number = blockNumber(stretch.from); number * blockLength < stretch.to; number++) {
    const { opens, closes } = openBlock(time, number);
    const last = firstPlace(opens, stretch.to);
    for (let i = firstPlace(closes, stretch.from); i < last; i++) {
      const from = Math.max(opens[i] ?? 0, stretch.from);
      const to = Math.min(closes[i] ?? 0, stretch.to);
      const before = spans.at(-1);
      if (before?.to === from) spans[spans.length - 1] = { from: before.from, to };
      else if (from < to) spans.push({ from, to });
    }
  }
  return spans;
}

/** How much open time of a block has passed at an instant. */
export function openBefore({ opens, closes, passed }: OpenBlock, millis: number): number {
  const last = firstPlace(opens, millis) - 1;
  return last < 0 ? 0 : (passed[last] ?? 0) - Math.max(0, (closes[last] ?? 0) - millis);
}

/** The first instant at which so much open time of a block has passed; undefined when it has not so much. */
export function firstAfter({ closes, passed }: OpenBlock, open: number): number | undefined {
  const place = firstPlace(passed, open);
  return place === passed.length ? undefined : (closes[place] ?? 0) - ((passed[place] ?? 0) - open);
}

/** The first open instant at which so much open time of a block has passed; undefined when there is none. */
export function openAfter({ closes, passed }: OpenBlock, open: number): number | undefined {
  const place = firstPlace(passed, Math.floor(open) + 1);
  return place === passed.length ? undefined : (closes[place] ?? 0) - ((passed[place] ?? 0) - open);
}

/** The first place in a rising column with at least this value. */
function firstPlace(column: Float64Array, value: number): number {
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] ?? 0) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
