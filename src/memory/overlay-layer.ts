import { commandRepeated, versionConflict } from "../shared/commit.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { freezeDeep } from "../shared/json.js";
import { columnsOf, type Columns, type RecordKind } from "../shared/record-kind.js";
import { refKey, type Change, type Entry, type Loaded, type Ref } from "../shared/repository.js";
import type { Wanted } from "../shared/storage.js";

/** A record as it is in the layer above: written here, with what was added to its history here. */
export interface LayerRow {
  readonly ref: Ref;
  readonly version: number;
  /** Undefined when the record was deleted here. */
  readonly record: RecordEnvelope | undefined;
  readonly columns: Columns;
  /** Whether the record was deleted here once, and with it whatever history it has below. */
  readonly isApart: boolean;
  readonly history: LayerHistory;
}

/** What was added to the history of a record, and two ways to find it. */
export interface LayerHistory {
  readonly entries: Entry[];
  readonly byCommand: Map<string, Entry>;
  readonly eventsByAbout: Map<string, EventEnvelope[]>;
}

/** An entry of the layer in the order of all its commits: the n-th that was added to its record. */
export interface LayerEntry {
  readonly ref: Ref;
  readonly n: number;
  readonly entry: Entry;
}

/** What is written over a storage. */
export interface Layer {
  readonly rows: Map<string, LayerRow>;
  /** In the order of their commits; what was deleted since left a gap. */
  readonly log: (LayerEntry | undefined)[];
}

/** The state below of a record that is to be written: its version, and which of the commands are there already. */
export interface Base {
  readonly version: number;
  readonly commands: ReadonlySet<string>;
}

/** The row of a record, where the layer has one. */
export function rowOf({ rows }: Layer, ref: Ref): LayerRow | undefined {
  return rows.get(refKey(ref));
}

/** What a load answers of both layers together; `below` is what the storage answers for the same. */
export function loadedOver(layer: Layer, { ref, lookup }: Wanted, below: Loaded | undefined): Loaded {
  const row = rowOf(layer, ref);
  if (row === undefined) return below ?? { version: 0, record: undefined, earlier: undefined, related: [] };
  const { version, record, isApart, history } = row;
  const before = isApart ? undefined : below;
  const earlier = lookup.id === undefined ? undefined : history.byCommand.get(lookup.id);
  const related = lookup.about === undefined ? [] : (history.eventsByAbout.get(lookup.about) ?? []);
  return {
    version,
    record,
    earlier: earlier ?? before?.earlier,
    related: [...(before?.related ?? []), ...related],
  };
}

/**
 * Writes a commit into the layer: all or nothing. Nothing is waited for between the checks and the writing, so no other
 * commit can come in between.
 */
export function writeOver(
  layer: Layer,
  changes: readonly Change[],
  bases: ReadonlyMap<string, Base>,
  kindOf: (kind: string) => RecordKind,
): void {
  for (const change of changes) refuseStale(rowOf(layer, change.ref), bases.get(refKey(change.ref)), change);
  const after = changes.map((change) => rowAfter(rowOf(layer, change.ref), change, kindOf(change.ref.kind)));
  for (const [i, { entries }] of changes.entries()) {
    const row = after[i];
    if (row === undefined) continue;
    if (row.record === undefined) forget(layer, row.ref);
    layer.rows.set(refKey(row.ref), row);
    for (const entry of entries) layer.log.push(added(row, freezeDeep({ ...entry })));
  }
}

function refuseStale(row: LayerRow | undefined, base: Base | undefined, { ref, expected, entries }: Change): void {
  const stored = row?.version ?? base?.version ?? 0;
  if (stored !== expected) throw versionConflict(ref, { stored, expected });
  for (const { command } of entries) {
    const isBelow = row?.isApart !== true && base?.commands.has(command) === true;
    if (isBelow || row?.history.byCommand.has(command) === true) throw commandRepeated(ref, command);
  }
}

/** The row as the change leaves it, its entries not yet added. */
function rowAfter(row: LayerRow | undefined, { ref, record, expected }: Change, kind: RecordKind): LayerRow {
  const kept = row?.ref ?? freezeDeep({ ...ref });
  const fresh = (): LayerHistory => ({ entries: [], byCommand: new Map(), eventsByAbout: new Map() });
  if (record === undefined) {
    return { ref: kept, version: 0, record, columns: {}, isApart: true, history: fresh() };
  }
  return {
    ref: kept,
    version: expected + 1,
    record: freezeDeep(record),
    columns: columnsOf(kind, record),
    isApart: row?.isApart ?? false,
    history: row?.history ?? fresh(),
  };
}

function forget({ log }: Layer, ref: Ref): void {
  const key = refKey(ref);
  for (const [i, logged] of log.entries()) if (logged !== undefined && refKey(logged.ref) === key) log[i] = undefined;
}

function added({ ref, history }: LayerRow, entry: Entry): LayerEntry {
  const { entries, byCommand, eventsByAbout } = history;
  entries.push(entry);
  byCommand.set(entry.command, entry);
  if (entry.about !== undefined) {
    const events = eventsByAbout.get(entry.about) ?? [];
    eventsByAbout.set(entry.about, events);
    events.push(...entry.events);
  }
  return { ref, n: entries.length, entry };
}
