/** A statement that a driver made ready: `all` for one that answers rows, `run` for one that does not. */
export interface SqliteStatement {
  all(...values: (string | number | null)[]): readonly unknown[];
  run(...values: (string | number | null)[]): unknown;
}

/**
 * All that is asked of a connection to SQLite. `DatabaseSync` of `node:sqlite`, `better-sqlite3` and `libsql` have it,
 * and so has `Database` of `bun:sqlite`; none of them is imported.
 */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  /** Whether the connection is open, as `better-sqlite3` and `libsql` say it. */
  readonly open?: unknown;
  /** Whether the connection is open, as `node:sqlite` says it. */
  readonly isOpen?: unknown;
  /** Whether a transaction is open, as `better-sqlite3` and `libsql` say it. */
  readonly inTransaction?: unknown;
  /** Whether a transaction is open, as `node:sqlite` says it. */
  readonly isTransaction?: unknown;
}
