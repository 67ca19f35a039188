import { ClienteleError } from "./errors.js";
import { instantOf, millisOf, readInstant, type Instant } from "./instants.js";

/** The version of the program document that something was decided under. */
export interface ProgramRef {
  readonly id: string;
  readonly version: number;
}

/** What every command has. The caller makes the id; it names one attempt, and is entry id and idempotency key at once. */
export interface Command {
  readonly id: string;
  /** The thing in the host's world that this is about: an order, a case. */
  readonly about?: string;
  /** Who did it: a customer, an agent, a job. */
  readonly by?: string;
  /** When it counts; `now` when left out. May carry an offset. */
  readonly occurredAt?: string;
  /** A remark for people. It never enters an event, and two commands that differ in it alone are the same. */
  readonly note?: string;
}

/** What every event has. */
export interface EventEnvelope {
  readonly type: string;
  /** The command's id; `#2`, `#3` are added for its further events. */
  readonly id: string;
  readonly about?: string;
  readonly by?: string;
  /** When it counts. */
  readonly occurredAt: Instant;
  /** When it was known. Never runs backwards within a record. */
  readonly recordedAt: Instant;
  readonly of: ProgramRef;
}

/** What every record has. */
export interface RecordEnvelope {
  readonly format: number;
  readonly id: string;
  /** Whose it is: a customer, or the thing itself where customers meet. */
  readonly owner: string;
  /** The last `recordedAt`. */
  readonly at: Instant;
  /** The version of the program it was last decided under. */
  readonly of: ProgramRef;
}

/** What a write needs of its context besides its own section: the clock is the caller's. */
export interface Clock {
  readonly now: Date;
}

/** The part of an event that does not depend on what happened. */
export type Envelope = Omit<EventEnvelope, "type">;

/** How far a clock may be ahead before what it says has not happened yet. */
export const clockSkewMinutes = 5;

/** `now`, or the record's last instant when another server's clock was ahead. */
export function recordedAtOf(now: Date, record?: { readonly at: Instant }): Instant {
  const instant = instantOf(now);
  return record !== undefined && record.at > instant ? record.at : instant;
}

/**
 * The envelope of the n-th event that a command causes. `occurredAt` is the command's for what may be back-dated
 * (credits, observations); a debit counts when it is recorded, so it passes `"when_recorded"`.
 */
export function envelopeOf(
  command: Command,
  recordedAt: Instant,
  of: ProgramRef,
  counts: "when_it_happened" | "when_recorded",
  n = 1,
): Envelope {
  const happened = command.occurredAt === undefined ? recordedAt : readInstant(command.occurredAt, "occurredAt");
  return {
    id: n === 1 ? command.id : `${command.id}#${n}`,
    ...(command.about !== undefined && { about: command.about }),
    ...(command.by !== undefined && { by: command.by }),
    occurredAt: counts === "when_recorded" || happened > recordedAt ? recordedAt : happened,
    recordedAt,
    of,
  };
}

/** A rejection that any command can meet: its `occurredAt` lies more than five minutes ahead of `now`. */
export interface OccurredInFuture {
  readonly code: "occurred_in_future";
  readonly message: string;
  readonly occurredAt: Instant;
  readonly now: Instant;
}

/** The rejection for a command whose `occurredAt` lies in the future, or undefined. */
export function occurredInFuture(command: Command, now: Date): OccurredInFuture | undefined {
  if (command.occurredAt === undefined) return undefined;
  const occurredAt = readInstant(command.occurredAt, "occurredAt");
  if (millisOf(occurredAt) <= now.getTime() + clockSkewMinutes * 60_000) return undefined;
  const message = `occurredAt ${occurredAt} is later than now (${instantOf(now)}) by more than ${clockSkewMinutes} minutes.`;
  return { code: "occurred_in_future", message, occurredAt, now: instantOf(now) };
}

const forbidden = /[\p{Cc}\p{Cs}]/u;
const derived = /#[a-z_]+$/;

/** Whether a text can be an id of the caller's: 1 to 200 well-formed characters, no control character, no `#`. */
export function isId(text: unknown): text is string {
  return (
    typeof text === "string" &&
    text.length > 0 &&
    [...text].length <= 200 &&
    !forbidden.test(text) &&
    !text.includes("#")
  );
}

/** Throws `command_invalid` unless the value can be an id; ids that the program derives (`ord_1#points`) pass too. */
export function requireId(value: unknown, path: string): void {
  if (isId(typeof value === "string" ? value.replace(derived, "") : value)) return;
  throw new ClienteleError(
    "command_invalid",
    `${path}: ${JSON.stringify(value)} is not an id; use 1 to 200 characters without control characters and "#".`,
    { path },
  );
}
