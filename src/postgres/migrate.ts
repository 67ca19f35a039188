import { isClienteleError } from "../shared/errors.js";
import type { Database } from "./database.js";
import { postgresMigrations, prefixOf, type PostgresMigration, type SchemaOptions } from "./migrations.js";
import { pause } from "./retry.js";
import { rowsOf, schemaNewer } from "./trouble.js";

/** Two servers that start at once make the same table at once; one of them is told so, and looks again. */
const attempts = 6;

/**
 * Makes the tables and indexes that are not there yet, step by step, while others may be writing. Throws
 * `storage_failed` with the reason `schema_newer` when a newer version of the library was here before.
 */
export async function migrate(db: Database, options: SchemaOptions): Promise<void> {
  for (let made = 1; ; made++) {
    try {
      return await migrateOnce(db, options);
    } catch (thrown) {
      if (!isRace(thrown) || made === attempts) throw thrown;
      await pause(made);
    }
  }
}

async function migrateOnce(db: Database, options: SchemaOptions): Promise<void> {
  const prefix = prefixOf(options.schema);
  const steps = postgresMigrations(options);
  const found = await versionOf(db, prefix);
  if (found > steps.length) throw schemaNewer(found, steps.length);
  for (const step of steps.slice(found)) {
    for (const statement of step.statements) {
      if (statement.includes("concurrently")) await dropBrokenIndex(db, options);
      await rowsOf(db, statement, []);
    }
    await rowsOf(db, noteOf(prefix), [step.version, step.name]);
  }
}

/** The statement that notes a step; the SQL files end with it. */
export function noteOf(prefix: string): string {
  return `insert into ${prefix}clientele_migrations (version, name) values ($1, $2) on conflict (version) do nothing`;
}

/** Which step was the last; 0 where there are no tables. */
async function versionOf(db: Database, prefix: string): Promise<number> {
  const [row] = await rowsOf(db, "select to_regclass($1) as found", [`${prefix}clientele_migrations`]);
  if ((row as { readonly found: unknown }).found === null) return 0;
  const [last] = await rowsOf(db, `select max(version) as version from ${prefix}clientele_migrations`, []);
  return (last as { readonly version: number | null }).version ?? 0;
}

/** An index whose building broke off is there and never used; `if not exists` would leave it so. */
async function dropBrokenIndex(db: Database, { schema }: SchemaOptions): Promise<void> {
  const name = `${prefixOf(schema)}clientele_entries_outbox`;
  const broken = "select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid";
  if ((await rowsOf(db, broken, [name])).length > 0) await rowsOf(db, `drop index ${name}`, []);
}

function isRace(thrown: unknown): boolean {
  if (isClienteleError(thrown, "version_conflict")) return true;
  const codes: readonly unknown[] = ["42P07", "42701", "42P06", "XX000", "42710"];
  return isClienteleError(thrown, "storage_failed") && codes.includes(thrown.details["code"]);
}

/** The steps of a host's own migration tool: one text a step, each ending with the note that it was run. */
export function migrationFiles(
  options: SchemaOptions = {},
): readonly { readonly name: string; readonly sql: string }[] {
  const note = noteOf(prefixOf(options.schema));
  return postgresMigrations(options).map((step: PostgresMigration) => {
    const noted = note.replace("$1", String(step.version)).replace("$2", `'${step.name}'`);
    const sql = [...step.statements, noted].map((statement) => `${statement};\n`).join("\n");
    return { name: `${String(step.version).padStart(4, "0")}_${step.name}.sql`, sql };
  });
}
