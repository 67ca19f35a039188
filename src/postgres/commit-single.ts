import type { RecordKind } from "../shared/record-kind.js";
import type { Change } from "../shared/repository.js";
import { entryValues, recordValues, type Untold } from "./commit-values.js";

/**
 * The commit of one record that is there already, with one entry: by far the most frequent one, as one update and one
 * insert of plain values. It answers the entry's number, or nothing when version, command or subject are not as they
 * were expected; then the general statement says why.
 */
export function singleCommitStatement(records: string, entries: string): string {
  const mine = "x.tenant = $1 and x.owner = $2 and x.kind = $3 and x.id = $4";
  return `
with written as (
  update ${records} r set
    version = r.version + 1,
    entries = r.entries + 1,
    record = $6,
    customer_id = $7,
    status = $8,
    next_due_on = $9,
    columns = $10,
    xact = greatest(r.xact, pg_current_xact_id()::text::bigint)
  where r.tenant = $1 and r.owner = $2 and r.kind = $3 and r.id = $4 and r.version = $5
    and not exists (select 1 from ${entries} x where ${mine} and x.command = $11)
    and ($16::text is null or not exists (select 1 from ${entries} x where ${mine} and x.about = $16))
  returning r.entries, r.xact
)
insert into ${entries} (tenant, owner, kind, id, seq, command, about, at, fingerprint, events, xact)
select $1, $2, $3, $4, w.entries, $11, $12, $13, $14, $15, w.xact from written w
returning seq`;
}

/** The values of such a commit; undefined where the changes are of another shape. */
export function singleCommitValues(
  changes: readonly Change[],
  kindOf: (kind: string) => RecordKind,
  untold: readonly Untold[],
): unknown[] | undefined {
  const [change] = changes;
  const [entry] = change?.entries ?? [];
  if (change?.record === undefined || entry === undefined || changes.length > 1 || change.entries.length > 1) {
    return undefined;
  }
  const { ref, expected, record } = change;
  if (expected === 0 || untold.length > 1) return undefined;
  const packed = recordValues(record, kindOf(ref.kind));
  const happened = entryValues(entry, record);
  return [ref.owner, ref.kind, ref.id, expected, ...packed, ...happened, untold[0]?.about ?? null];
}
