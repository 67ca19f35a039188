import type { Day } from "../../shared/days.js";
import type { Decision, Rejection } from "../../shared/decision.js";
import {
  envelopeOf,
  recordedAtOf,
  type Clock,
  type Command,
  type EventEnvelope,
  type RecordEnvelope,
} from "../../shared/envelope.js";
import { recordKind, type RecordKind } from "../../shared/record-kind.js";
import type { Change, Entry, Loaded, Ref } from "../../shared/repository.js";

/** The record that the contract stores: a number that never falls below zero. */
export interface Counter extends RecordEnvelope {
  readonly value: number;
  readonly nextDueOn?: Day;
  /** Anything, to see whether it comes back as it was. */
  readonly payload?: unknown;
}

/** A counter rose, or fell when the amount is negative. */
export interface CounterMoved extends EventEnvelope {
  readonly type: "counter.moved";
  readonly amount: number;
}

/** How a storage keeps counters. */
export const counterKind: RecordKind<Counter> = recordKind<Counter>({
  kind: "contract_counter",
  format: 1,
  project: ({ value, nextDueOn }) => ({ value, ...(nextDueOn !== undefined && { nextDueOn }) }),
  checks: [{ name: "value_not_negative", holds: ({ value = 0 }) => Number(value) >= 0 }],
});

const of = { id: "contract", version: 1 };
const at = "2026-03-02T02:00:00.000Z";

/** The clock of all commands that the contract executes. */
export const context: Clock = { now: new Date(at) };

/** The ref of a counter. */
export function counterRef(owner: string, id = "main"): Ref {
  return { owner, kind: counterKind.kind, id };
}

/** A counter with its envelope. */
export function counter(ref: Ref, value: number, more: Partial<Counter> = {}): Counter {
  return { format: 1, id: ref.id, owner: ref.owner, at, of, value, ...more };
}

/** An entry of one command with one event. */
export function entry(command: string, about?: string, amount = 1): Entry {
  const aboutIt = about === undefined ? {} : { about };
  const event: CounterMoved = {
    type: "counter.moved",
    id: command,
    ...aboutIt,
    occurredAt: at,
    recordedAt: at,
    of,
    amount,
  };
  return { command, ...aboutIt, fingerprint: `{"id":${JSON.stringify(command)}}`, events: [event] };
}

/** A change of a counter to a value, with entries of these commands. */
export function change(ref: Ref, expected: number, value: number, commands: readonly string[] = []): Change {
  return { ref, expected, record: counter(ref, value), entries: commands.map((command) => entry(command)) };
}

/** What of a load is to be compared: the version and the value. */
export function seen({ version, record }: Loaded): { readonly version: number; readonly value?: number } {
  return record === undefined ? { version } : { version, value: (record as Counter).value };
}

/** Starts a counter at zero. */
export function startCounter(
  command: Command & { readonly owner: string },
  { now }: Clock,
): Decision<Counter, CounterMoved, never> {
  const event = movedBy(command, 0, recordedAtOf(now));
  return { ok: true, state: counter(counterRef(command.owner), 0), events: [event] };
}

/** More is asked for than is there. */
export interface TooMuch extends Rejection {
  readonly code: "too_much";
  readonly available: number;
}

/** Moves a counter. Rejects `too_much` when it would fall below zero. */
export function moveCounter(
  record: Counter,
  command: Command & { readonly amount: number },
  { now }: Clock,
): Decision<Counter, CounterMoved, TooMuch> {
  const { amount } = command;
  const { value } = record;
  if (value + amount < 0) {
    const message = `${-amount} asked for, ${value} available.`;
    return { ok: false, rejection: { code: "too_much", message, available: value } };
  }
  const event = movedBy(command, amount, recordedAtOf(now, record));
  return { ok: true, state: { ...record, value: value + amount, at: event.recordedAt }, events: [event] };
}

function movedBy(command: Command, amount: number, recordedAt: string): CounterMoved {
  return { type: "counter.moved", ...envelopeOf(command, recordedAt, of, "when_recorded"), amount };
}
