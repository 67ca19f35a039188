import { Kysely, SqliteDialect } from "kysely";
import Database from "libsql";
import type { Tables } from "./tables.js";

/**
 * The shop's database: a file, or `:memory:`. libsql has the interface of better-sqlite3, which Kysely's own dialect
 * speaks, and comes as a built binary for every platform.
 */
export function openDatabase(file: string): Kysely<Tables> {
  const database = new Database(file);
  for (const setting of ["journal_mode = wal", "synchronous = full", "foreign_keys = on", "busy_timeout = 5000"]) {
    database.pragma(setting);
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}
