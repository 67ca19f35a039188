import { ClienteleError } from "./errors.js";
import { refKey, type Change, type Ref } from "./repository.js";

/**
 * What every storage asks of a commit before it looks at versions. Throws `command_invalid`: records of two owners;
 * one record twice; a record that says another owner or id than its ref; a deletion with entries, which would go with
 * the record. Throws `version_conflict` for one command twice in the entries of a record.
 */
export function requireCommit(changes: readonly Change[]): void {
  requireOneOwner(changes.map(({ ref }) => ref));
  const seen = new Set<string>();
  for (const { ref, record, entries } of changes) {
    if (seen.has(refKey(ref))) throw invalid(`${named(ref)} stands twice in one commit; join the two changes.`);
    seen.add(refKey(ref));
    if (record === undefined && entries.length > 0) {
      throw invalid(`${named(ref)} is deleted, so its ${entries.length} entries would be lost; leave them to another.`);
    }
    const commands = entries.map(({ command }) => command);
    const repeated = commands.find((command, i) => commands.indexOf(command) < i);
    if (repeated !== undefined) throw commandRepeated(ref, repeated);
    if (record !== undefined && (record.owner !== ref.owner || record.id !== ref.id)) {
      throw invalid(
        `${named(ref)} was given the record "${record.id}" of "${record.owner}"; store it under its own ref.`,
      );
    }
  }
}

/** Throws `command_invalid` unless all belong to one owner: what is loaded or committed at once lies in one place. */
export function requireOneOwner(refs: readonly Ref[]): void {
  const owners = [...new Set(refs.map(({ owner }) => owner))];
  if (owners.length <= 1) return;
  const names = owners.slice(0, 3).map((owner) => `"${owner}"`);
  throw invalid(`Records of ${owners.length} owners were given (${names.join(", ")}); one commit is for one owner.`);
}

/** The error for a change that was decided on a version which is no longer the stored one. */
export function versionConflict(
  ref: Ref,
  { stored, expected }: { readonly stored: number; readonly expected: number },
): ClienteleError {
  return new ClienteleError(
    "version_conflict",
    `${named(ref)} is at version ${stored}, expected ${expected}; nothing was written. Load it and decide again.`,
    { ref, stored, expected },
  );
}

/** The error for a command that was committed to this record before. */
export function commandRepeated(ref: Ref, command: string): ClienteleError {
  return new ClienteleError(
    "version_conflict",
    `${named(ref)} has an entry of the command "${command}" already; nothing was written. Load it with this command.`,
    { ref, command },
  );
}

function named(ref: Ref): string {
  return `The ${ref.kind} "${ref.id}" of "${ref.owner}"`;
}

function invalid(message: string): ClienteleError {
  return new ClienteleError("command_invalid", message);
}
