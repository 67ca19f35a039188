import { commandRepeated, requireCommit, requireOneOwner, versionConflict } from "../shared/commit.js";
import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { freezeDeep } from "../shared/json.js";
import { columnsOf, kindFinder, type Columns, type RecordKind } from "../shared/record-kind.js";
import { refKey, type Change, type Entry, type Loaded, type Ref } from "../shared/repository.js";
import type { Outbox, OutboxEntry, OutboxPage, Storage, StoredEntry, Wanted } from "../shared/storage.js";
import { compareText } from "../shared/text.js";
import { recordKinds } from "./kinds.js";

/** What a memory storage can be told. */
export interface MemoryOptions {
  /** The host's own kinds of record, beside the library's. */
  readonly kinds?: readonly RecordKind[];
}

interface Row {
  readonly ref: Ref;
  readonly version: number;
  readonly record: RecordEnvelope;
  readonly columns: Columns;
  readonly history: History;
}

/** The entries of one record, and two ways to find them. */
interface History {
  readonly entries: StoredEntry[];
  readonly byCommand: Map<string, StoredEntry>;
  readonly eventsByAbout: Map<string, EventEnvelope[]>;
}

/**
 * A storage in this process's memory, for tests, examples and browsers: the reference that others are measured
 * against. What it is given it freezes and keeps; what it answers is frozen.
 *
 * @example
 * ```ts
 * import { memoryStorage } from "clientele/memory";
 *
 * const storage = memoryStorage();
 * await storage.load({ owner: "cus_7", kind: "points", id: "acc_7" }, {});
 * // => { version: 0, record: undefined, earlier: undefined, related: [] }
 * ```
 */
export function memoryStorage(options: MemoryOptions = {}): Storage {
  const rows = new Map<string, Row>();
  const log: (OutboxEntry | undefined)[] = [];
  const kindOf = kindFinder([...recordKinds, ...(options.kinds ?? [])]);
  const rowOf = (ref: Ref): Row | undefined => rows.get(refKey(ref));
  const loaded = ({ ref, lookup }: Wanted): Loaded => {
    const row = rowOf(ref);
    return {
      version: row?.version ?? 0,
      record: row?.record,
      earlier: lookup.id === undefined ? undefined : row?.history.byCommand.get(lookup.id),
      related: lookup.about === undefined ? [] : [...(row?.history.eventsByAbout.get(lookup.about) ?? [])],
    };
  };
  const forget = (ref: Ref): void => {
    const kept = rowOf(ref)?.ref;
    rows.delete(refKey(ref));
    for (const [i, entry] of log.entries()) if (entry?.ref === kept) log[i] = undefined;
  };
  return {
    load: async (ref, lookup) => loaded({ ref, lookup }),
    loadOwner: async (wanted) => {
      requireOneOwner(wanted.map(({ ref }) => ref));
      return wanted.map(loaded);
    },
    // Nothing is awaited between the checks and the writing, so no other commit can come in between.
    commit: async (changes) => {
      requireCommit(changes);
      for (const change of changes) refuseStale(rowOf(change.ref), change);
      const after = changes.map((change) => rowAfter(rowOf(change.ref), change, kindOf(change.ref.kind)));
      changes.forEach(({ ref, entries }, i) => {
        const row = after[i];
        if (row === undefined) return forget(ref);
        rows.set(refKey(ref), row);
        for (const entry of entries) log.push(Object.freeze({ ref: row.ref, ...withEntry(row.history, entry) }));
      });
    },
    due: async ({ on, after = "", limit }) => {
      const due = [...rows.values()].filter(
        ({ ref, columns }) => isDue(columns, on) && compareText(ref.owner, after) > 0,
      );
      return [...new Set(due.map(({ ref }) => ref.owner))].sort(compareText).slice(0, limit);
    },
    refsOf: async (owner) => {
      const refs = [...rows.values()].map(({ ref }) => ref).filter((ref) => ref.owner === owner);
      return refs.sort((left, right) => compareText(left.kind, right.kind) || compareText(left.id, right.id));
    },
    records: async (kind, { after = { owner: "", id: "" }, limit }) => {
      const later = [...rows.values()].filter(({ ref }) => ref.kind === kind && comparePlaces(ref, after) > 0);
      later.sort((left, right) => comparePlaces(left.ref, right.ref));
      return later.slice(0, limit).map(({ ref, version, record }) => ({ ref, version, record }));
    },
    entries: async (ref, { after = 0, limit }) => rowOf(ref)?.history.entries.slice(after, after + limit) ?? [],
    outbox: async (page) => pageOf(log, page),
    durability: async () => "memory",
  };
}

/** The log only grows, so a watermark is a place in it; what was deleted since left a gap. */
function pageOf(log: readonly (OutboxEntry | undefined)[], { after = "0", limit }: OutboxPage): Outbox {
  const entries: OutboxEntry[] = [];
  let place = placeOf(after);
  for (; place < log.length && entries.length < limit; place++) {
    const entry = log[place];
    if (entry !== undefined) entries.push(entry);
  }
  return { entries, watermark: String(place) };
}

function placeOf(watermark: string): number {
  if (/^\d+$/.test(watermark)) return Number(watermark);
  throw new ClienteleError("command_invalid", `after: "${watermark}" is no watermark of this storage.`);
}

function refuseStale(row: Row | undefined, { ref, expected, entries }: Change): void {
  const stored = row?.version ?? 0;
  if (stored !== expected) throw versionConflict(ref, { stored, expected });
  const seen = new Set<string>();
  for (const { command } of entries) {
    if (seen.has(command) || row?.history.byCommand.has(command) === true) throw commandRepeated(ref, command);
    seen.add(command);
  }
}

/** The row as the change leaves it, its entries not yet added; undefined when the record is deleted. */
function rowAfter(row: Row | undefined, { ref, record, expected }: Change, kind: RecordKind): Row | undefined {
  if (record === undefined) return undefined;
  const history = row?.history ?? { entries: [], byCommand: new Map(), eventsByAbout: new Map() };
  const columns = columnsOf(kind, record);
  return {
    ref: row?.ref ?? freezeDeep({ ...ref }),
    version: expected + 1,
    record: freezeDeep(record),
    columns,
    history,
  };
}

function withEntry({ entries, byCommand, eventsByAbout }: History, added: Entry): StoredEntry {
  const entry: StoredEntry = freezeDeep({ ...added, seq: entries.length + 1 });
  entries.push(entry);
  byCommand.set(entry.command, entry);
  if (entry.about === undefined) return entry;
  const events = eventsByAbout.get(entry.about) ?? [];
  eventsByAbout.set(entry.about, events);
  events.push(...entry.events);
  return entry;
}

function isDue({ nextDueOn }: Columns, on: string): boolean {
  return typeof nextDueOn === "string" && nextDueOn <= on;
}

function comparePlaces(left: Pick<Ref, "owner" | "id">, right: Pick<Ref, "owner" | "id">): number {
  return compareText(left.owner, right.owner) || compareText(left.id, right.id);
}
