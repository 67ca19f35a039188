import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { freezeDeep } from "../shared/json.js";
import { columnsOf, type RecordKind } from "../shared/record-kind.js";
import type { Loaded } from "../shared/repository.js";
import type { OutboxEntry, StoredEntry } from "../shared/storage.js";

/** A row of a page of records. */
export interface RecordRow {
  readonly owner: string;
  readonly id: string;
  readonly version: number;
  readonly record: unknown;
}

/** A row of a page of entries. */
export interface EntryRow {
  readonly seq: number;
  readonly command: string;
  readonly about: string | null;
  readonly fingerprint: string;
  readonly events: unknown;
}

/** A row of a load: record, earlier entry and related events are there or not, each for itself. */
export type LoadedRow = (EntryRow | { readonly seq: null }) & {
  readonly version: number | null;
  readonly record: unknown;
  readonly related: unknown;
};

/** A row of the outbox: an entry, whose it is, and its place. */
export interface OutboxRow extends EntryRow {
  readonly xact: string;
  readonly at: string;
  readonly owner: string;
  readonly kind: string;
  readonly id: string;
}

/** What keeps a commit from being written: a version that is not the stored one, or a command that was there before. */
export interface StaleRow {
  readonly owner: string;
  readonly kind: string;
  readonly id: string;
  readonly expected: number;
  readonly stored: number;
  readonly command: string | null;
}

/** What a load answers. */
export function loadedOf(row: LoadedRow, kind: RecordKind): Loaded {
  return {
    version: row.version ?? 0,
    record: row.record === null ? undefined : recordOf(row.record, kind),
    earlier: row.seq === null ? undefined : entryOf(row),
    related: row.related === null ? [] : (jsonOf(row.related) as EventEnvelope[][]).flat().map(freezeDeep),
  };
}

/** A record out of its text, upgraded to today's format and checked. */
export function recordOf(text: unknown, kind: RecordKind): RecordEnvelope {
  const record = kind.unpack(typeof text === "string" ? text : JSON.stringify(text));
  columnsOf(kind, record);
  return record;
}

/** An entry out of its row. */
export function entryOf({ seq, command, about, fingerprint, events }: EntryRow): StoredEntry {
  const happened = jsonOf(events) as readonly EventEnvelope[];
  const body = typeof fingerprint === "string" ? fingerprint : JSON.stringify(fingerprint);
  return freezeDeep({ seq, command, ...(about !== null && { about }), fingerprint: body, events: happened });
}

/** An entry of the outbox out of its row. */
export function outboxEntryOf(row: OutboxRow): OutboxEntry {
  const { owner, kind, id } = row;
  return { ref: { owner, kind, id }, ...entryOf(row) };
}

/** Some query builders read whatever looks like JSON before anybody asks. */
function jsonOf(text: unknown): unknown {
  return typeof text === "string" ? JSON.parse(text) : text;
}
