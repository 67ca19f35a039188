import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { freezeDeep } from "../shared/json.js";
import { columnsOf, type RecordKind } from "../shared/record-kind.js";
import type { OutboxEntry, StoredEntry } from "../shared/storage.js";

/** Whole numbers come as bigint from a connection that is set so. */
export type Whole = number | bigint;

/** What a load finds of a record. */
export interface LoadedRow {
  readonly version: Whole;
  readonly record: string;
}

/** A row of a page of records. */
export interface RecordRow extends LoadedRow {
  readonly owner: string;
  readonly id: string;
}

/** A row of a page of entries. */
export interface EntryRow {
  readonly seq: Whole;
  readonly command: string;
  readonly about: string | null;
  readonly fingerprint: string;
  readonly events: string;
}

/** A row of a page of the outbox. */
export interface OutboxRow extends EntryRow {
  readonly number: Whole;
  readonly owner: string;
  readonly kind: string;
  readonly id: string;
}

/** A record out of its text, upgraded to today's format and checked. */
export function recordOf(text: string, kind: RecordKind): RecordEnvelope {
  const record = kind.unpack(text);
  columnsOf(kind, record);
  return record;
}

/** An entry out of its row. */
export function entryOf(row: EntryRow): StoredEntry {
  return freezeDeep(entryParts(row));
}

/** An entry of the outbox out of its row. */
export function outboxEntryOf(row: OutboxRow): OutboxEntry {
  const { owner, kind, id } = row;
  return freezeDeep({ ref: { owner, kind, id }, ...entryParts(row) });
}

/** The events of a row. */
export function eventsOf({ events }: Pick<EntryRow, "events">): readonly EventEnvelope[] {
  return freezeDeep(JSON.parse(events) as readonly EventEnvelope[]);
}

function entryParts(row: EntryRow): StoredEntry {
  const { seq, command, about, fingerprint } = row;
  return { seq: Number(seq), command, ...(about !== null && { about }), fingerprint, events: eventsOf(row) };
}
