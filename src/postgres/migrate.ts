import { isClienteleError } from "../shared/errors.js";
import type { Database } from "./database.js";
import { postgresMigrations, prefixOf, type PostgresMigration, type SchemaOptions } from "./migrations.js";
import { pause } from "./retry.js";
import { rowsOf, schemaNewer, troubleOf } from "./trouble.js";

/** Two servers that start at once make the same table at once, and a busy table is not always to be had: half a minute. */
const attempts = 60;

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
      await pause(Math.min(made, longestPause));
    }
  }
}

/** In powers of two: up to half a second. */
const longestPause = 8;

async function migrateOnce(db: Database, options: SchemaOptions): Promise<void> {
  const prefix = prefixOf(options.schema);
  const steps = postgresMigrations(options);
  const found = await versionOf(db, prefix);
  if (found > steps.length) throw schemaNewer(found, steps.length);
  while (await isBuilding(db, prefix)) await pause(longestPause);
  const isIncomplete = await lacksIndex(db, prefix);
  for (const step of steps) {
    if (step.version > found) await take(db, await lacking(db, step, options), prefix);
    else if (isIncomplete) await build(db, step, prefix);
  }
}

/** A role that may make tables may yet not be allowed to make a schema, not even one that is there. */
async function lacking(db: Database, step: PostgresMigration, { schema }: SchemaOptions): Promise<PostgresMigration> {
  const there = await rowsOf(db, "select 1 from pg_namespace where nspname = $1", [schema ?? null]);
  if (there.length === 0) return step;
  return { ...step, statements: step.statements.filter((statement) => !statement.startsWith("create schema")) };
}

/** What makes or changes tables first, then the indexes, for which nobody has to wait. */
async function take(db: Database, step: PostgresMigration, prefix: string): Promise<void> {
  for (const statement of step.statements) {
    if (isAlone(statement)) await build(db, step, prefix);
    else await quickly(db, statement);
  }
  await rowsOf(db, noteOf(prefix), [step.version, step.name]);
}

/** An index whose building broke off is there and never used; `if not exists` would leave it so. */
async function build(db: Database, { statements }: PostgresMigration, prefix: string): Promise<void> {
  for (const statement of statements.filter(isAlone)) {
    if ((await indexOf(db, prefix)).isBroken)
      await rowsOf(db, `drop index concurrently if exists ${indexIn(prefix)}`, []);
    await rowsOf(db, statement, []);
  }
}

/** Whether a statement must have the connection to itself, outside any transaction. */
function isAlone(statement: string): boolean {
  return statement.startsWith("create index concurrently");
}

/**
 * Who changes a table waits for everybody who writes to it, and everybody else waits behind: after a moment it is
 * given up and tried again, so that one long transaction never stops all writers.
 */
async function quickly(db: Database, statement: string): Promise<void> {
  if (db.transaction === undefined) return void (await rowsOf(db, statement, []));
  try {
    await db.transaction(async (inside) => {
      await rowsOf(inside, "set local lock_timeout = '300ms'", []);
      await rowsOf(inside, statement, []);
    });
  } catch (thrown) {
    throw troubleOf(thrown);
  }
}

/** The statement that notes a step; the SQL files end with it, and with its values in it. */
function noteOf(prefix: string, values = "$1, $2"): string {
  return `insert into ${prefix}clientele_migrations (version, name) values (${values}) on conflict (version) do nothing`;
}

/** Which step was the last; 0 where there are no tables. */
async function versionOf(db: Database, prefix: string): Promise<number> {
  const [row] = await rowsOf(db, "select to_regclass($1) as found", [`${prefix}clientele_migrations`]);
  if ((row as { readonly found: unknown }).found === null) return 0;
  const [last] = await rowsOf(db, `select max(version) as version from ${prefix}clientele_migrations`, []);
  return (last as { readonly version: number | null }).version ?? 0;
}

function indexIn(prefix: string): string {
  return `${prefix}clientele_entries_outbox`;
}

async function lacksIndex(db: Database, prefix: string): Promise<boolean> {
  const { isThere, isBroken } = await indexOf(db, prefix);
  return !isThere || isBroken;
}

async function indexOf(
  db: Database,
  prefix: string,
): Promise<{ readonly isThere: boolean; readonly isBroken: boolean }> {
  const [row] = await rowsOf(db, "select indisvalid as valid from pg_index where indexrelid = to_regclass($1)", [
    indexIn(prefix),
  ]);
  return { isThere: row !== undefined, isBroken: row !== undefined && !(row as { readonly valid: boolean }).valid };
}

/** Whether another server is at it: its index looks broken until it is done, and to change the table now stops writers. */
async function isBuilding(db: Database, prefix: string): Promise<boolean> {
  const building = "select 1 from pg_stat_progress_create_index where relid = to_regclass($1)";
  return (await rowsOf(db, building, [`${prefix}clientele_entries`])).length > 0;
}

function isRace(thrown: unknown): boolean {
  if (isClienteleError(thrown, "version_conflict")) return true;
  // Tables, columns, schemas and types that are there by now; a lock that was not to be had
  const codes: readonly unknown[] = ["42P07", "42701", "42P06", "XX000", "42710", "55P03"];
  return isClienteleError(thrown, "storage_failed") && codes.includes(thrown.details["code"]);
}

/**
 * The steps as files of a host's own migration tool, to be run in the order of their names. Each ends with the note
 * that it was run; a statement that must run outside a transaction has a file to itself.
 */
export function migrationFiles(
  options: SchemaOptions = {},
): readonly { readonly name: string; readonly sql: string }[] {
  return postgresMigrations(options).flatMap(({ version, name, statements }) => {
    const file = `${String(version).padStart(4, "0")}_${name}`;
    const noted = noteOf(prefixOf(options.schema), `${version}, '${name}'`);
    const [alone, together] = [statements.filter(isAlone), statements.filter((statement) => !isAlone(statement))];
    return [
      { name: `${file}.sql`, sql: [...together, noted].map((statement) => `${statement};\n`).join("\n") },
      ...alone.map((statement) => ({ name: `${file}_index.sql`, sql: `${aloneNote}\n${statement};\n` })),
    ];
  });
}

const aloneNote = "-- To be run outside a transaction: it builds an index while others write.";
