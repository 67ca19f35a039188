import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { freezeDeep } from "../shared/json.js";
import { columnsOf, type RecordKind } from "../shared/record-kind.js";
import type { Loaded } from "../shared/repository.js";
import type { StoredEntry } from "../shared/storage.js";

/** A row of a page of records. */
export interface RecordRow {
  readonly owner: string;
  readonly id: string;
  readonly version: number;
  readonly record: string;
}

/** A row of a page of entries. */
export interface EntryRow {
  readonly seq: number;
  readonly command: string;
  readonly about: string | null;
  readonly fingerprint: string;
  readonly events: string;
}

/** A row of a load: record, earlier entry and related events are there or not, each for itself. */
export type LoadedRow = (EntryRow | { readonly seq: null }) & {
  readonly version: number | null;
  readonly record: string | null;
  readonly related: string | null;
};

/** A change whose expected version is not the stored one. */
export interface StaleRow {
  readonly kind: string;
  readonly id: string;
  readonly expected: number;
  readonly stored: number;
}

/** What a load answers. */
export function loadedOf(row: LoadedRow, kind: RecordKind): Loaded {
  return {
    version: row.version ?? 0,
    record: row.record === null ? undefined : recordOf(row.record, kind),
    earlier: row.seq === null ? undefined : entryOf(row),
    related: row.related === null ? [] : (JSON.parse(row.related) as EventEnvelope[][]).flat().map(freezeDeep),
  };
}

/** A record out of its text, upgraded to today's format and checked. */
export function recordOf(text: string, kind: RecordKind): RecordEnvelope {
  const record = kind.unpack(text);
  columnsOf(kind, record);
  return record;
}

/** An entry out of its row. */
export function entryOf({ seq, command, about, fingerprint, events }: EntryRow): StoredEntry {
  const happened = JSON.parse(events) as readonly EventEnvelope[];
  return freezeDeep({ seq, command, ...(about !== null && { about }), fingerprint, events: happened });
}
