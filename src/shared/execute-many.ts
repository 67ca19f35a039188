import type { Rejection } from "./decision.js";
import type { Command, EventEnvelope, RecordEnvelope } from "./envelope.js";
import { isClienteleError, type ClienteleError, type ErrorCode } from "./errors.js";
import { execute, executeOn, type Executed, type NoSuchRecord, type Start, type Write } from "./execute.js";
import { refKey, type Ref } from "./repository.js";
import { commitMany, loadMany, type Storage } from "./storage.js";

/** One command of many, and the record that it is for. */
export interface Job<Asked extends Command> {
  readonly ref: Ref;
  readonly command: Asked;
}

/** What became of one command of many: executed, or the error that `execute` would have thrown for it. */
export type BatchedCommand<State, Event, Reason> =
  | { readonly ok: true; readonly executed: Executed<State, Event, Reason | NoSuchRecord> }
  | { readonly ok: false; readonly error: ClienteleError };

/**
 * One write for many records in a few round trips: what `execute` would have answered for each command, in the order
 * given. Each is a commit of its own; one that fails keeps none of the others back. A round takes one command of every
 * record, so a batch is fast when it is about many records; a thousand commands are a good size. Trouble with the
 * storage is thrown: send the batch again, and what was done is answered as replayed.
 */
export async function executeMany<
  State extends RecordEnvelope,
  Asked extends Command,
  Context extends object,
  Event extends EventEnvelope,
  Reason extends Rejection,
>(
  storage: Storage,
  write: Start<State, Asked, Context, Event, Reason> | Write<State, Asked, Context, Event, Reason>,
  jobs: readonly Job<Asked>[],
  context: Context,
): Promise<readonly BatchedCommand<State, Event, Reason>[]> {
  const answers = new Map<Job<Asked>, BatchedCommand<State, Event, Reason>>();
  for (const round of roundsOf(jobs)) {
    const wanted = round.map(({ ref, command }) => ({ ref, lookup: command }));
    const loaded = await loadMany(storage, wanted);
    const decided = round.map(({ ref, command }, i) => {
      const found = loaded[i] ?? { version: 0, record: undefined, earlier: undefined, related: [] };
      return attempted(() => executeOn(found, ref, write, command, context));
    });
    const changes = decided.map((one) => (one.ok && one.value.change !== undefined ? [one.value.change] : []));
    const committed = await commitMany(storage, changes);
    for (const [i, job] of round.entries()) {
      const one = decided[i];
      if (one === undefined) continue;
      if (!one.ok) answers.set(job, one);
      else if (committed[i] === undefined) answers.set(job, { ok: true, executed: one.value.executed });
      else {
        // Another writer was faster: this command is executed by itself, as often as the storage tries.
        const alone = execute(storage, job.ref, write, job.command, context);
        const answer = alone.then(
          (executed) => ({ ok: true, executed }) as const,
          (thrown: unknown) => ({ ok: false, error: commandError(thrown) }) as const,
        );
        answers.set(job, await answer);
      }
    }
  }
  return jobs.flatMap((job) => answers.get(job) ?? []);
}

/** The commands in rounds, in which each record has at most one. */
function roundsOf<Asked extends Command>(jobs: readonly Job<Asked>[]): readonly (readonly Job<Asked>[])[] {
  const rounds: Job<Asked>[][] = [];
  const taken = new Map<string, number>();
  for (const job of jobs) {
    const place = taken.get(refKey(job.ref)) ?? 0;
    taken.set(refKey(job.ref), place + 1);
    (rounds[place] ??= []).push(job);
  }
  return rounds;
}

type Attempted<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: ClienteleError };

function attempted<Value>(decide: () => Value): Attempted<Value> {
  try {
    return { ok: true, value: decide() };
  } catch (thrown) {
    return { ok: false, error: commandError(thrown) };
  }
}

/**
 * What was thrown for one command of many, where it is that command's own: it is malformed, its id was used before, or
 * others were faster. Everything else is trouble of them all and goes on.
 */
export function commandError(thrown: unknown): ClienteleError {
  const codes: readonly ErrorCode[] = ["command_invalid", "command_reused", "version_conflict"];
  if (isClienteleError(thrown) && codes.includes(thrown.code)) return thrown;
  throw thrown;
}
