import type { HolidayData } from "../calendar/model.js";
import type { Program } from "../program/document.js";
import type { HostEvent } from "../program/host-events.js";
import type { ProgramContext } from "../program/island.js";
import { recordEvent, type RecordedEvent } from "../program/record-event.js";
import { runDue } from "../program/run-due.js";
import { millisOf } from "../shared/instants.js";
import type { Storage } from "../shared/storage.js";
import type { SentEvent } from "./host-events.js";

/** A program with what its calendars need beside it. */
export interface PlayedProgram {
  readonly program: Program;
  readonly holidays?: Readonly<Record<string, HolidayData>>;
}

/** When due work is done between two events, and how much at a time. */
export interface Sweeping {
  /** Instants above `from` and up to `to`, in milliseconds and in order. */
  readonly between: (from: number, to: number) => readonly number[];
  readonly limit?: number;
  /** How often each of them is done: once, when left out. */
  readonly times?: number;
}

/** What the program takes at an instant. */
export function contextAt({ program, holidays }: PlayedProgram, now: number): ProgramContext {
  return { ...program, now: new Date(now), ...(holidays !== undefined && { holidays }) };
}

/** Sends a history to a storage, event by event; the answers, in order. */
export function playHistory(
  storage: Storage,
  history: readonly SentEvent[],
  played: PlayedProgram,
  sweeping?: Sweeping,
): Promise<readonly RecordedEvent[]> {
  return playBy(recordEvent, storage, history, played, sweeping);
}

/** The same where events are sent in another way. */
export async function playBy<Answer>(
  send: (storage: Storage, event: HostEvent, context: ProgramContext) => Promise<Answer>,
  storage: Storage,
  history: readonly SentEvent[],
  played: PlayedProgram,
  sweeping?: Sweeping,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let swept = instantsOf(history)[0] ?? 0;
  for (const [i, { event, now }] of history.entries()) {
    const gate = Math.min(...instantsOf(history.slice(i)));
    if (sweeping !== undefined) await sweepBetween(storage, swept, gate, played, sweeping);
    swept = Math.max(swept, gate);
    answers.push(await send(storage, event, contextAt(played, millisOf(now))));
  }
  return answers;
}

/** The instants at which events are sent. Due work goes no further than the slowest of the clocks to come. */
export function instantsOf(history: readonly SentEvent[]): readonly number[] {
  return history.map(({ now }) => millisOf(now));
}

async function sweepBetween(
  storage: Storage,
  from: number,
  to: number,
  played: PlayedProgram,
  sweeping: Sweeping,
): Promise<void> {
  for (const instant of sweeping.between(from, to)) {
    for (let time = 0; time < (sweeping.times ?? 1); time++) await sweep(storage, instant, played, sweeping.limit);
  }
}

/** Does everything that is due at an instant, slice by slice; how many slices it took. */
export async function sweep(storage: Storage, now: number, played: PlayedProgram, limit?: number): Promise<number> {
  const context = { ...contextAt(played, now), ...(limit !== undefined && { limit }) };
  for (let slices = 1; ; slices++) {
    const { done } = await runDue(storage, context);
    if (done) return slices;
  }
}
