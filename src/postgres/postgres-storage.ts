import { recordKinds } from "../memory/kinds.js";
import { requireCommit, requireOneOwner, versionConflict } from "../shared/commit.js";
import { ClienteleError } from "../shared/errors.js";
import { kindFinder, type RecordKind } from "../shared/record-kind.js";
import type { Ref } from "../shared/repository.js";
import type { Storage } from "../shared/storage.js";
import { commitValues } from "./commit-values.js";
import { rowsOf, type Database } from "./database.js";
import { postgresMigrations } from "./migrations.js";
import { entryOf, loadedOf, recordOf, type EntryRow, type LoadedRow, type RecordRow, type StaleRow } from "./rows.js";
import {
  commitStatement,
  deletingCommitStatement,
  dueStatement,
  entriesStatement,
  loadStatement,
  recordsStatement,
  refsStatement,
} from "./statements.js";

/** What a storage in PostgreSQL can be told. */
export interface PostgresOptions {
  /** Whose data it is; one set of tables serves many tenants. `"main"` when left out. */
  readonly tenant?: string;
  /** The host's own kinds of record, beside the library's. */
  readonly kinds?: readonly RecordKind[];
}

/** A storage in PostgreSQL, and the making of its tables. */
export interface PostgresStorage extends Storage {
  /** Makes the tables and indexes that are not there yet. */
  migrate(): Promise<void>;
}

/**
 * A storage in PostgreSQL: in PGlite, or in any database whose client has `query(text, values)`. A load is one round
 * trip and a commit is one statement, so it needs no transaction of its own.
 *
 * Records and entries are canonical JSON in text columns; queries read the columns beside them. PGlite keeps what it
 * was given when the process dies, but not when the power fails: use it for tests, demonstrations and browsers.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { postgresStorage } from "clientele/postgres";
 *
 * const storage = postgresStorage(new PGlite(), { tenant: "tea_house" });
 * await storage.migrate();
 * await storage.due({ on: "2026-03-12", limit: 100 }); // => []
 * ```
 */
export function postgresStorage(db: Database, options: PostgresOptions = {}): PostgresStorage {
  const { tenant = "main", kinds = [] } = options;
  const kindOf = kindFinder([...recordKinds, ...kinds]);
  const loadOwner: Storage["loadOwner"] = async (wanted) => {
    const refs = wanted.map(({ ref }) => ref);
    requireOneOwner(refs);
    const [first] = refs;
    if (first === undefined) return [];
    const named = [refs.map(({ kind }) => kind), refs.map(({ id }) => id)];
    const sought = [wanted.map(({ lookup }) => lookup.id ?? null), wanted.map(({ lookup }) => lookup.about ?? null)];
    const rows = await rowsOf(db, loadStatement, [tenant, first.owner, ...named, ...sought]);
    return rows.map((row, i) => loadedOf(row as LoadedRow, kindOf(refs[i]?.kind ?? "")));
  };
  return {
    migrate: async () => {
      for (const statement of postgresMigrations) await rowsOf(db, statement, []);
    },
    load: async (ref, lookup) => {
      const [loaded] = await loadOwner([{ ref, lookup }]);
      if (loaded === undefined) throw new ClienteleError("storage_failed", "A load was answered without a row.");
      return loaded;
    },
    loadOwner,
    commit: async (changes) => {
      requireCommit(changes);
      const [first] = changes;
      if (first === undefined) return;
      const deletes = changes.some(({ record }) => record === undefined);
      const statement = deletes ? deletingCommitStatement : commitStatement;
      const values = [tenant, first.ref.owner, ...commitValues(changes, kindOf)];
      const [stale] = (await rowsOf(db, statement, values)) as readonly StaleRow[];
      if (stale !== undefined) throw versionConflict({ owner: first.ref.owner, kind: stale.kind, id: stale.id }, stale);
    },
    due: async ({ on, after = "", limit }) => {
      const rows = await rowsOf(db, dueStatement, [tenant, on, after, limit]);
      return (rows as readonly { readonly owner: string }[]).map(({ owner }) => owner);
    },
    refsOf: async (owner) => {
      const rows = await rowsOf(db, refsStatement, [tenant, owner]);
      return (rows as readonly Pick<Ref, "kind" | "id">[]).map(({ kind, id }) => ({ owner, kind, id }));
    },
    records: async (kind, { after = { owner: "", id: "" }, limit }) => {
      const rows = await rowsOf(db, recordsStatement, [tenant, kind, after.owner, after.id, limit]);
      return (rows as readonly RecordRow[]).map(({ owner, id, version, record }) => {
        return { ref: { owner, kind, id }, version, record: recordOf(record, kindOf(kind)) };
      });
    },
    entries: async ({ owner, kind, id }, { after = 0, limit }) => {
      const rows = await rowsOf(db, entriesStatement, [tenant, owner, kind, id, after, limit]);
      return (rows as readonly EntryRow[]).map(entryOf);
    },
  };
}
