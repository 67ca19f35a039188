import { ClienteleError } from "../shared/errors.js";
import { inTransaction, type Handle } from "./handle.js";
import { sqliteMigrations } from "./migrations.js";
import { schemaMissing, schemaNewer } from "./trouble.js";

/**
 * Takes the migrations that were not taken yet, all or none, and lets the file be written ahead (`journal_mode = wal`),
 * so that who reads never waits for who writes. Throws `storage_failed` for a database that is not kept in UTF-8, where
 * the order of bytes is not that of code points.
 */
export function migrate(handle: Handle): void {
  const [encoding] = handle.all("pragma encoding") as readonly { readonly encoding: string }[];
  if (encoding?.encoding !== "UTF-8") {
    const text = `The database is kept in ${encoding?.encoding}, and UTF-8 is needed; make another file for clientele.`;
    throw new ClienteleError("storage_failed", text, { reason: "other", encoding: encoding?.encoding });
  }
  handle.all("pragma journal_mode = wal");
  inTransaction(handle, () => {
    const taken = takenOf(handle);
    for (const { name, sql } of sqliteMigrations) if (!taken.includes(name)) handle.exec(sql);
  });
}

/** Throws `storage_failed` when the tables are not those that this version of the library works with. */
export function requireSchema(handle: Handle): void {
  const taken = takenOf(handle);
  const missing = sqliteMigrations.map(({ name }) => name).filter((name) => !taken.includes(name));
  if (missing.length > 0) throw schemaMissing(missing);
}

/** The names of the migrations that were taken. Throws `storage_failed` when one of them is not known here. */
function takenOf(handle: Handle): readonly string[] {
  const isThere = handle.all("select 1 from sqlite_schema where name = 'clientele_migrations'").length > 0;
  if (!isThere) return [];
  const rows = handle.all("select name from clientele_migrations order by name") as readonly {
    readonly name: string;
  }[];
  const taken = rows.map(({ name }) => name);
  const unknown = taken.filter((name) => sqliteMigrations.every((migration) => migration.name !== name));
  if (unknown.length > 0) throw schemaNewer(unknown);
  return taken;
}
