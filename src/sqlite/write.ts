import { commandRepeated, versionConflict } from "../shared/commit.js";
import type { RecordEnvelope } from "../shared/envelope.js";
import { canonicalJson } from "../shared/json.js";
import { columnsOf, type Columns, type RecordKind } from "../shared/record-kind.js";
import type { Change, Entry, Ref } from "../shared/repository.js";
import type { Handle } from "./handle.js";
import type { Whole } from "./rows.js";
import { deleteStatement, enterStatement, forgetStatement, versionStatement, writeStatement } from "./statements.js";
import { isTaken } from "./trouble.js";

/** A change as its statements take it. */
export interface PackedChange {
  readonly ref: Ref;
  readonly expected: number;
  /** The record's text and its columns, in the order of the table; undefined when the record goes. */
  readonly values: readonly (string | null)[] | undefined;
  readonly entries: readonly Entry[];
}

/** A change made ready before the transaction begins. Throws `invariant_violated` when a check does not hold. */
export function packed({ ref, expected, record, entries }: Change, kind: RecordKind): PackedChange {
  return { ref, expected, values: record && valuesOf(record, kind), entries };
}

/** Writes a change in the transaction that is open. Throws `version_conflict`; then the caller undoes all of it. */
export function write(handle: Handle, tenant: string, change: PackedChange): void {
  const { ref, expected, values, entries } = change;
  const key = [tenant, ref.owner, ref.kind, ref.id];
  const [row] = handle.all(versionStatement, ...key) as readonly VersionRow[];
  const stored = Number(row?.version ?? 0);
  if (stored !== expected) throw versionConflict(ref, { stored, expected });
  if (values === undefined) {
    handle.run(deleteStatement, ...key);
    handle.run(forgetStatement, ...key);
    return;
  }
  const before = Number(row?.entries ?? 0);
  handle.run(writeStatement, ...key, expected + 1, before + entries.length, ...values);
  for (const [i, entry] of entries.entries()) enter(handle, ref, [...key, before + i + 1], entry);
}

interface VersionRow {
  readonly version: Whole;
  readonly entries: Whole;
}

function enter(handle: Handle, ref: Ref, place: readonly (string | number)[], entry: Entry): void {
  const { command, about = null, fingerprint, events } = entry;
  try {
    handle.run(enterStatement, ...place, command, about, fingerprint, canonicalJson(events));
  } catch (thrown) {
    throw isTaken(thrown) ? commandRepeated(ref, command) : thrown;
  }
}

function valuesOf(record: RecordEnvelope, kind: RecordKind): readonly (string | null)[] {
  const { customerId, status, nextDueOn, ...others } = columnsOf(kind, record);
  return [kind.pack(record), textOf(customerId), textOf(status), textOf(nextDueOn), canonicalJson(others)];
}

function textOf(column: Columns[string] | undefined): string | null {
  return column === undefined ? null : String(column);
}
