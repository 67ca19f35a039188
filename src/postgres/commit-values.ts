import type { RecordEnvelope } from "../shared/envelope.js";
import { canonicalJson } from "../shared/json.js";
import { columnsOf, type Columns, type RecordKind } from "../shared/record-kind.js";
import type { Change, Entry, Ref } from "../shared/repository.js";

/** Something that is taken for new: no entry of this record is about this subject. */
export interface Untold {
  readonly ref: Ref;
  readonly about: string;
}

/** Changes as the lists that the commit's statement takes: ten for records, nine for entries, four for what is new. */
export function commitValues(
  changes: readonly Change[],
  kindOf: (kind: string) => RecordKind,
  untold: readonly Untold[] = [],
): unknown[] {
  const packed = changes.map(({ ref, record }) =>
    record === undefined ? noValues : recordValues(record, kindOf(ref.kind)),
  );
  const entries = changes.flatMap(({ ref, record, entries }) =>
    entries.map((entry, i) => ({ ref, place: i + 1, values: entryValues(entry, record) })),
  );
  return [
    ...keysOf(changes),
    changes.map(({ expected }) => expected),
    changes.map(({ entries }) => entries.length),
    ...[0, 1, 2, 3, 4].map((column) => packed.map((values) => values[column])),
    ...keysOf(entries),
    entries.map(({ place }) => place),
    ...[0, 1, 2, 3, 4].map((column) => entries.map(({ values }) => values[column])),
    ...keysOf(untold),
    untold.map(({ about }) => about),
  ];
}

function keysOf(items: readonly { readonly ref: Ref }[]): readonly (readonly string[])[] {
  return [items.map(({ ref }) => ref.owner), items.map(({ ref }) => ref.kind), items.map(({ ref }) => ref.id)];
}

/** What five columns of a row hold. */
type FiveValues = readonly [Text, Text, Text, Text, Text];

type Text = string | null;

const noValues: FiveValues = [null, null, null, null, null];

/** A record as its columns: the text, `customer_id`, `status`, `next_due_on`, and all others as canonical JSON. */
export function recordValues(record: RecordEnvelope, kind: RecordKind): FiveValues {
  const { customerId, status, nextDueOn, ...others } = columnsOf(kind, record);
  return [kind.pack(record), textOf(customerId), textOf(status), textOf(nextDueOn), canonicalJson(others)];
}

/** An entry as its columns: command, subject, when it was recorded, fingerprint, events. */
export function entryValues(entry: Entry, record: RecordEnvelope | undefined): FiveValues {
  const { command, about = null, fingerprint, events } = entry;
  // The instant puts the entries of one transaction in order.
  const at = events.at(-1)?.recordedAt ?? record?.at ?? "";
  return [command, about, at, fingerprint, canonicalJson(events)];
}

function textOf(column: Columns[string] | undefined): string | null {
  return column === undefined ? null : String(column);
}
