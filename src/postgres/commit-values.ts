import type { RecordEnvelope } from "../shared/envelope.js";
import { canonicalJson } from "../shared/json.js";
import { columnsOf, type Columns, type RecordKind } from "../shared/record-kind.js";
import type { Change, Entry, Ref } from "../shared/repository.js";

/** Something that is taken for new: no entry of this record is about this subject. */
export interface Untold {
  readonly ref: Ref;
  readonly about: string;
}

/** Changes as the lists of rows that the statements of commits take: records, entries, and what is taken for new. */
export function commitValues(
  changes: readonly Change[],
  kindOf: (kind: string) => RecordKind,
  untold: readonly Untold[] = [],
): unknown[] {
  const records = changes.map(({ ref, record: changed, expected, entries }) => {
    const values = changed === undefined ? noValues : recordValues(changed, kindOf(ref.kind));
    const [record, customer_id, status, next_due_on, columns] = values;
    return { ...ref, expected, entries: entries.length, record, customer_id, status, next_due_on, columns };
  });
  const entries = changes.flatMap(({ ref, record, entries: added }) =>
    added.map((entry, i) => {
      const [command, about, at, fingerprint, events] = entryValues(entry, record);
      return { ...ref, place: i + 1, command, about, at, fingerprint, events };
    }),
  );
  return [records, entries, untold.map(({ ref, about }) => ({ ...ref, about }))].map((rows) => JSON.stringify(rows));
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
