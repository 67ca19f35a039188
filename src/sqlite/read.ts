import { ClienteleError } from "../shared/errors.js";
import type { RecordKind } from "../shared/record-kind.js";
import type { Loaded } from "../shared/repository.js";
import type { Storage, Wanted } from "../shared/storage.js";
import type { Handle } from "./handle.js";
import {
  entryOf,
  eventsOf,
  outboxEntryOf,
  recordOf,
  type EntryRow,
  type LoadedRow,
  type OutboxRow,
  type RecordRow,
} from "./rows.js";
import {
  dueStatement,
  earlierStatement,
  entriesStatement,
  outboxStatement,
  recordsStatement,
  recordStatement,
  refsStatement,
  relatedStatement,
} from "./statements.js";

/** Whose rows are read, and what its records are. */
export interface Reader {
  readonly handle: Handle;
  readonly tenant: string;
  readonly kindOf: (kind: string) => RecordKind;
}

/** The pages of a storage, each answered at once. */
type Pages = {
  readonly [Name in "due" | "refsOf" | "records" | "entries" | "outbox"]: (
    ...asked: Parameters<Storage[Name]>
  ) => Awaited<ReturnType<Storage[Name]>>;
};

/** One record, what a command did to it before, and its events about one thing. */
export function loadOne({ handle, tenant, kindOf }: Reader, { ref, lookup }: Wanted): Loaded {
  const key = [tenant, ref.owner, ref.kind, ref.id];
  const [row] = handle.all(recordStatement, ...key) as readonly LoadedRow[];
  if (row === undefined) return { version: 0, record: undefined, earlier: undefined, related: [] };
  const { id, about } = lookup;
  const earlier = id === undefined ? [] : (handle.all(earlierStatement, ...key, id) as readonly EntryRow[]);
  const related = about === undefined ? [] : (handle.all(relatedStatement, ...key, about) as readonly EntryRow[]);
  return {
    version: Number(row.version),
    record: recordOf(row.record, kindOf(ref.kind)),
    earlier: earlier[0] && entryOf(earlier[0]),
    related: related.flatMap(eventsOf),
  };
}

/** The pages of a storage. */
export function pagesOf({ handle, tenant, kindOf }: Reader): Pages {
  return {
    due: ({ on, after = "", limit }) => {
      const rows = handle.all(dueStatement, tenant, on, after, limit);
      return (rows as readonly { readonly owner: string }[]).map(({ owner }) => owner);
    },
    refsOf: (owner) => {
      const rows = handle.all(refsStatement, tenant, owner);
      return (rows as readonly { readonly kind: string; readonly id: string }[]).map(({ kind, id }) => {
        return { owner, kind, id };
      });
    },
    records: (kind, { after = { owner: "", id: "" }, limit }) => {
      const rows = handle.all(recordsStatement, tenant, kind, after.owner, after.id, limit);
      return (rows as readonly RecordRow[]).map(({ owner, id, version, record }) => {
        return { ref: { owner, kind, id }, version: Number(version), record: recordOf(record, kindOf(kind)) };
      });
    },
    entries: ({ owner, kind, id }, { after = 0, limit }) => {
      const rows = handle.all(entriesStatement, tenant, owner, kind, id, after, limit);
      return (rows as readonly EntryRow[]).map(entryOf);
    },
    outbox: ({ after = "0", limit }) => {
      const rows = handle.all(outboxStatement, tenant, numberOf(after), limit) as readonly OutboxRow[];
      return { entries: rows.map(outboxEntryOf), watermark: String(rows.at(-1)?.number ?? after) };
    },
  };
}

function numberOf(watermark: string): number {
  if (/^\d{1,15}$/.test(watermark)) return Number(watermark);
  throw new ClienteleError("command_invalid", `after: "${watermark}" is no watermark of this storage.`);
}
