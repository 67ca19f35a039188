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
  const records = changes.map(({ record, ref }) =>
    record === undefined ? undefined : packed(record, kindOf(ref.kind)),
  );
  const entries = changes.flatMap(({ ref, record, entries }) =>
    entries.map((entry, i) => ({ ref, entry, place: i + 1, at: atOf(entry, record) })),
  );
  return [
    changes.map(({ ref }) => ref.owner),
    changes.map(({ ref }) => ref.kind),
    changes.map(({ ref }) => ref.id),
    changes.map(({ expected }) => expected),
    changes.map(({ entries }) => entries.length),
    records.map((record) => record?.text ?? null),
    records.map((record) => record?.customerId ?? null),
    records.map((record) => record?.status ?? null),
    records.map((record) => record?.nextDueOn ?? null),
    records.map((record) => record?.others ?? null),
    entries.map(({ ref }) => ref.owner),
    entries.map(({ ref }) => ref.kind),
    entries.map(({ ref }) => ref.id),
    entries.map(({ place }) => place),
    entries.map(({ entry }) => entry.command),
    entries.map(({ entry }) => entry.about ?? null),
    entries.map(({ at }) => at),
    entries.map(({ entry }) => entry.fingerprint),
    entries.map(({ entry }) => canonicalJson(entry.events)),
    untold.map(({ ref }) => ref.owner),
    untold.map(({ ref }) => ref.kind),
    untold.map(({ ref }) => ref.id),
    untold.map(({ about }) => about),
  ];
}

/** When an entry was recorded, which puts the entries of one transaction in order. */
function atOf({ events }: Entry, record: RecordEnvelope | undefined): string {
  return events.at(-1)?.recordedAt ?? record?.at ?? "";
}

interface PackedRecord {
  readonly text: string;
  readonly customerId: string | null;
  readonly status: string | null;
  readonly nextDueOn: string | null;
  /** The columns that have no place of their own in the table, as canonical JSON. */
  readonly others: string;
}

function packed(record: RecordEnvelope, kind: RecordKind): PackedRecord {
  const { customerId, status, nextDueOn, ...others } = columnsOf(kind, record);
  return {
    text: kind.pack(record),
    customerId: textOf(customerId),
    status: textOf(status),
    nextDueOn: textOf(nextDueOn),
    others: canonicalJson(others),
  };
}

function textOf(column: Columns[string] | undefined): string | null {
  return column === undefined ? null : String(column);
}
