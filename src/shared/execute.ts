import type { Decision, Rejection } from "./decision.js";
import { isId, type Command, type EventEnvelope, type RecordEnvelope } from "./envelope.js";
import { ClienteleError } from "./errors.js";
import { canonicalJson } from "./json.js";
import type { Change, Entry, Loaded, Ref, Repository } from "./repository.js";
import { withRetry } from "./retry.js";

/** A decision that was stored. A replayed one gives the events of the first time, and the record as it is now. */
export type Executed<State, Event, Reason> = Decision<State, Event, Reason> & { readonly replayed: boolean };

/** `execute` adds these two: there is no such record, or a write that starts one found it there already. */
export interface NoSuchRecord {
  readonly code: "not_found" | "already_exists";
  readonly message: string;
}

/** A write that starts a record. */
export type Start<State, Asked, Context, Event, Reason> = (
  command: Asked,
  context: Context,
) => Decision<State, Event, Reason>;
/** A write that changes a record. */
export type Write<State, Asked, Context, Event, Reason> = (
  record: State,
  command: Asked,
  context: Context,
) => Decision<State, Event, Reason>;

/**
 * Load, decide, commit: one command against one stored record, applied exactly once however often it is sent.
 *
 * A write of `(command, context)` starts the record, one of `(record, command, context)` changes it. When another
 * writer was faster, the decision is made again on what that writer left, as often as the storage says (three times,
 * if it does not); then `version_conflict` is thrown and the same command may be sent again. A command id that was used
 * with another body is `command_reused`. A rejection writes nothing.
 *
 * The entry is about what the command is about, or what its own event says: an order that names itself only in its
 * id is found again by that.
 */
export async function execute<
  State extends RecordEnvelope,
  Asked extends Command,
  Context extends object,
  Event extends EventEnvelope,
  Reason extends Rejection,
>(
  storage: Repository,
  ref: Ref,
  write: Start<State, Asked, Context, Event, Reason> | Write<State, Asked, Context, Event, Reason>,
  command: Asked,
  context: Context,
): Promise<Executed<State, Event, Reason | NoSuchRecord>> {
  return withRetry(storage, ref.owner, async (repository) => {
    const { executed, change } = executeOn(await repository.load(ref, command), ref, write, command, context);
    if (change !== undefined) await repository.commit([change]);
    return executed;
  });
}

/** What a command comes to on what was loaded, and the change that makes it so; none when nothing is to be written. */
export function executeOn<
  State extends RecordEnvelope,
  Asked extends Command,
  Context extends object,
  Event extends EventEnvelope,
  Reason extends Rejection,
>(
  { version, record, earlier, related }: Loaded,
  ref: Ref,
  write: Start<State, Asked, Context, Event, Reason> | Write<State, Asked, Context, Event, Reason>,
  command: Asked,
  context: Context,
): { readonly executed: Executed<State, Event, Reason | NoSuchRecord>; readonly change?: Change } {
  if (!isId(command.id)) {
    throw new ClienteleError("command_invalid", `id: ${JSON.stringify(command.id)} cannot be a command's id.`);
  }
  const fingerprint = fingerprintOf(command);
  if (earlier !== undefined) return { executed: replayed<State, Event>(earlier, fingerprint, record as State) };
  const decision = decide(write, record as State | undefined, command, { ...context, related });
  const executed = { ...decision, replayed: false };
  if (!decision.ok) return { executed };
  const { state, events } = decision;
  const about = command.about ?? events.find(({ id }) => id === command.id)?.about;
  const entry = { command: command.id, ...(about !== undefined && { about }), fingerprint, events };
  return { executed, change: { ref, expected: version, record: state, entries: [entry] } };
}

/** What two sendings of one command have in common: its canonical JSON without the note. */
export function fingerprintOf(command: Command): string {
  return canonicalJson({ ...command, note: undefined });
}

function replayed<State, Event extends EventEnvelope>(
  entry: Entry,
  fingerprint: string,
  state: State,
): Executed<State, Event, never> {
  if (entry.fingerprint === fingerprint) {
    return { ok: true, state, events: entry.events as readonly Event[], replayed: true };
  }
  throw new ClienteleError(
    "command_reused",
    `"${entry.command}" was used before with another body; a new attempt needs a new id.`,
    { command: entry.command },
  );
}

function decide<State, Asked, Context, Event, Reason>(
  write: Start<State, Asked, Context, Event, Reason> | Write<State, Asked, Context, Event, Reason>,
  record: State | undefined,
  command: Asked,
  context: Context,
): Decision<State, Event, Reason | NoSuchRecord> {
  const starts = (write as { readonly length: number }).length === 2;
  if (starts !== (record === undefined)) {
    const rejection: NoSuchRecord = starts
      ? { code: "already_exists", message: "There is such a record already." }
      : { code: "not_found", message: "There is no such record; start it first." };
    return { ok: false, rejection };
  }
  return record === undefined
    ? (write as Start<State, Asked, Context, Event, Reason>)(command, context)
    : (write as Write<State, Asked, Context, Event, Reason>)(record, command, context);
}
