import { migrationFiles } from "clientele/postgres";
import { sqliteMigrations } from "clientele/sqlite";

/** A file of the repository as it must be. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/** The SQL files of all storages, as `npm run migrations` writes them. */
export function allMigrationFiles(): readonly MadeFile[] {
  const postgres = migrationFiles().map(({ name, sql }) => ({ path: `migrations/postgres/${name}`, text: sql }));
  const sqlite = sqliteMigrations.map(({ name, sql }) => ({ path: `migrations/sqlite/${name}.sql`, text: ended(sql) }));
  return [...postgres, ...sqlite];
}

function ended(sql: string): string {
  return `${sql.trimEnd()}\n`;
}
