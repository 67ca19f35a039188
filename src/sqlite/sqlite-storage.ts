import { recordKinds } from "../memory/kinds.js";
import { kindFinder, type RecordKind } from "../shared/record-kind.js";
import type { Storage } from "../shared/storage.js";
import { boundStorage, type Bound } from "./bound-storage.js";
import type { SqliteDatabase } from "./database.js";
import { durabilityOf, setSynchronous, type Synchronous } from "./durability.js";
import { handleOf, inSavepoint, inTransaction, type Handle } from "./handle.js";
import { migrate, requireSchema } from "./migrate.js";
import { againAfterConflict, patiently } from "./patience.js";
import type { Reader } from "./read.js";
import { transactionMissing, troubleOf } from "./trouble.js";

/** What a storage in SQLite can be told. */
export interface SqliteOptions {
  /** Whose data it is; one set of tables serves many tenants. `"main"` when left out. */
  readonly tenant?: string;
  /** The host's own kinds of record, beside the library's. */
  readonly kinds?: readonly RecordKind[];
  /**
   * What a commit waits for: `"full"` (when left out) and `"extra"` until it is safe from a loss of power, `"normal"`
   * until the operating system has it. It is set on the connection, and so holds for the host's own tables too.
   */
  readonly synchronous?: Synchronous;
  /** How long another process that writes is waited for, in milliseconds; 5,000 when left out. */
  readonly waitMillis?: number;
}

/** A storage in SQLite, the making of its tables, and its place in a transaction of the host. */
export interface SqliteStorage extends Storage {
  /** Makes what is not there yet of the tables, and lets the file be written ahead (`journal_mode = wal`). */
  migrate(): Promise<void>;
  /**
   * The same storage inside a transaction that the host began on this connection, best with `begin immediate`. Nothing
   * is committed, waited for or tried again: a conflict is thrown, the host rolls back and repeats its transaction. A
   * commit that is refused leaves nothing behind, also when the host goes on.
   */
  within(db: SqliteDatabase): Storage;
}

/**
 * A storage in SQLite, over a connection of `node:sqlite`, `better-sqlite3` or `libsql`. A commit is a transaction that
 * is on the disk when it is acknowledged. Several processes may use one file: they write one after another.
 *
 * The drivers work at once, so nothing else of this process runs while a commit is written. Keep one connection for a
 * storage, and begin no transaction on it that waits for something else before it ends.
 *
 * @example
 * ```ts
 * import Database from "libsql";
 * import { sqliteStorage } from "clientele/sqlite";
 *
 * const storage = sqliteStorage(new Database(":memory:"), { tenant: "tea_house" });
 * await storage.migrate();
 * await storage.due({ on: "2026-03-12", limit: 100 }); // => []
 * await storage.durability(); // => "memory"
 * ```
 */
export function sqliteStorage(db: SqliteDatabase, options: SqliteOptions = {}): SqliteStorage {
  const { tenant = "main", kinds = [], synchronous = "full", waitMillis = 5_000 } = options;
  const handles = new WeakMap<SqliteDatabase, Handle>();
  const parts = { tenant, kindOf: kindFinder([...recordKinds, ...kinds]) };
  const handleFor = (one: SqliteDatabase): Handle => {
    const handle = handles.get(one) ?? handleOf(one);
    handles.set(one, handle);
    return handle;
  };
  const handle = handleFor(db);
  const setLevel = once(() => setSynchronous(handle, synchronous));
  const outside: Bound = {
    ...parts,
    handle,
    checkSchema: once(() => requireSchema(handle)),
    run: (work) => patiently(waitMillis, work),
    begin: (work) => {
      setLevel();
      return inTransaction(handle, work);
    },
  };
  const storage: SqliteStorage = {
    ...boundStorage(outside),
    retry: (_, attempt) => againAfterConflict(() => attempt(storage)),
    durability: () =>
      patiently(waitMillis, () => {
        setLevel();
        return durabilityOf(handle);
      }),
    migrate: () => patiently(waitMillis, () => migrate(handle)),
    within: (transaction) => withinStorage(transaction, { ...parts, handle: handleFor(transaction) }),
  };
  return storage;
}

function withinStorage(db: SqliteDatabase, parts: Reader): Storage {
  const { handle } = parts;
  const run: Bound["run"] = async (work) => {
    try {
      requireTransaction(db);
      return work();
    } catch (thrown) {
      throw troubleOf(thrown);
    }
  };
  const checkSchema = once(() => requireSchema(handle));
  const storage: Storage = {
    ...boundStorage({ ...parts, checkSchema, run, begin: (work) => inSavepoint(handle, () => writing(handle, work)) }),
    retry: (_, attempt) => attempt(storage),
    durability: () => run(() => durabilityOf(handle)),
  };
  return storage;
}

/**
 * Takes the right to write, which a transaction that began by reading does not have, by a statement that changes
 * nothing: when another connection has it, nothing was begun that would have to be undone.
 */
function writing<Answer>(handle: Handle, work: () => Answer): Answer {
  handle.exec("delete from clientele_migrations where false");
  return work();
}

/** Without this, work in a transaction that was never begun, or that SQLite has rolled back, would be committed alone. */
function requireTransaction({ inTransaction, isTransaction }: SqliteDatabase): void {
  if (inTransaction === false || isTransaction === false) throw transactionMissing();
}

/** Does something until it has succeeded once. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
