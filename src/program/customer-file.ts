import type { EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import type { Instant } from "../shared/instants.js";
import type { RecordKind } from "../shared/record-kind.js";
import { refKey, type Change, type Entry, type Loaded, type Ref } from "../shared/repository.js";
import type { Wanted } from "../shared/storage.js";

/**
 * All records of one customer that a host event or an instant can touch, as loaded and as they become. Everything
 * that is put here is committed together, or not at all.
 */
export interface CustomerFile {
  readonly owner: string;
  /** A record as it is now; undefined when there is none yet. */
  read<State extends RecordEnvelope>(kind: RecordKind<State>, id: string): State | undefined;
  /** All records of a kind, as they are now. */
  all<State extends RecordEnvelope>(kind: RecordKind<State>): readonly State[];
  /** The record's events about the thing of the lookup, those of this pass among them. */
  related(kind: RecordKind, id: string): readonly EventEnvelope[];
  /** A record as it becomes, and the entry that made it so; without one for documents that may be overwritten. */
  put(kind: RecordKind, record: RecordEnvelope, entry?: Entry): void;
  /** Deletes every record of a kind, with its history. */
  erase(kind: string): void;
  /** The last instant at which anything here was recorded; undefined when there is nothing yet. */
  lastAt(): Instant | undefined;
  /** Every event of this pass, in order. */
  events(): readonly EventEnvelope[];
  changes(): readonly Change[];
  /** A copy to look ahead with: what is put there is never committed. */
  fork(): CustomerFile;
}

interface Leaf {
  readonly ref: Ref;
  readonly expected: number;
  readonly record: RecordEnvelope | undefined;
  readonly related: readonly EventEnvelope[];
  readonly about: string | undefined;
  readonly entries: readonly Entry[];
  readonly changed: boolean;
}

/** Opens a customer's file on what was loaded. */
export function openFile(owner: string, wanted: readonly Wanted[], loaded: readonly Loaded[]): CustomerFile {
  const leaves = new Map<string, Leaf>();
  for (const [i, { ref, lookup }] of wanted.entries()) {
    const { version = 0, record, related = [] } = loaded[i] ?? {};
    const leaf = { ref, expected: version, record, related, about: lookup.about, entries: [], changed: false };
    leaves.set(refKey(ref), leaf);
  }
  return fileOf(owner, leaves, []);
}

function fileOf(owner: string, leaves: Map<string, Leaf>, before: readonly EventEnvelope[]): CustomerFile {
  const events = [...before];
  const leafOf = (ref: Ref): Leaf => {
    const leaf = leaves.get(refKey(ref));
    if (leaf !== undefined) return leaf;
    throw new ClienteleError("invariant_violated", `The ${ref.kind} "${ref.id}" was not loaded before it was needed.`);
  };
  const at = (kind: RecordKind, id: string): Leaf => leafOf({ owner, kind: kind.kind, id });
  return {
    owner,
    read: <State extends RecordEnvelope>(kind: RecordKind<State>, id: string) => {
      return leaves.get(refKey({ owner, kind: kind.kind, id }))?.record as State | undefined;
    },
    all: <State extends RecordEnvelope>(kind: RecordKind<State>) =>
      [...leaves.values()].flatMap(({ ref, record }) => {
        return ref.kind === kind.kind && record !== undefined ? [record as State] : [];
      }),
    related: (kind, id) => at(kind, id).related,
    put: (kind, record, entry) => {
      const leaf = at(kind, record.id);
      const mine = entry?.events ?? [];
      events.push(...mine);
      const related =
        leaf.about !== undefined && entry?.about === leaf.about ? [...leaf.related, ...mine] : leaf.related;
      const entries = entry === undefined ? leaf.entries : [...leaf.entries, entry];
      leaves.set(refKey(leaf.ref), { ...leaf, record, related, entries, changed: true });
    },
    erase: (kind) => {
      for (const [key, leaf] of leaves) {
        if (leaf.ref.kind === kind)
          leaves.set(key, { ...leaf, record: undefined, entries: [], changed: leaf.expected > 0 });
      }
    },
    lastAt: () => [...leaves.values()].flatMap(({ record }) => record?.at ?? []).reduce(later, "") || undefined,
    events: () => [...events],
    changes: () => [...leaves.values()].filter(({ changed }) => changed).map(changeOf),
    fork: () => fileOf(owner, new Map(leaves), events),
  };
}

function later(left: Instant, right: Instant): Instant {
  return left > right ? left : right;
}

function changeOf({ ref, expected, record, entries }: Leaf): Change {
  return { ref, expected, record, entries };
}
