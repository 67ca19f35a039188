/** One step in the life of the tables: statements that change nothing when they run a second time. */
export interface PostgresMigration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** Where the tables lie. */
export interface SchemaOptions {
  /** The schema of the tables; without one, the first schema of the connection's search path. */
  readonly schema?: string;
}

/**
 * The tables, step by step. `migrate()` runs what is missing; a host with a migration tool of its own copies the
 * statements, or takes the same texts from `clientele/migrations/postgres`. Every step can be run while older and newer
 * versions of the library write: it adds, it never rewrites a table, and an index on a table that has rows is built
 * `concurrently`, so its statement needs a connection without a transaction.
 *
 * Every key starts with tenant and owner, so that the tables can be spread by it. Ids are compared byte by byte
 * (`collate "C"`), which in UTF-8 is the order of code points. No index holds a column that changes with every commit.
 */
export function postgresMigrations({ schema }: SchemaOptions = {}): readonly PostgresMigration[] {
  const prefix = prefixOf(schema);
  const first = schema === undefined ? [] : [`create schema if not exists ${quoted(schema)}`];
  return [
    { version: 1, name: "records_and_entries", statements: [...first, ...tables(prefix)] },
    { version: 2, name: "outbox", statements: outbox(prefix) },
  ];
}

/** What stands before the name of a table. */
export function prefixOf(schema: string | undefined): string {
  return schema === undefined ? "" : `${quoted(schema)}.`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function tables(prefix: string): readonly string[] {
  return [
    `create table if not exists ${prefix}clientele_migrations (
  version integer primary key,
  name text not null,
  applied_at timestamptz not null default now()
)`,
    `create table if not exists ${prefix}clientele_records (
  tenant text collate "C" not null,
  owner text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  version integer not null,
  entries integer not null,
  record text not null,
  customer_id text collate "C",
  status text collate "C",
  next_due_on text collate "C",
  columns text not null,
  primary key (tenant, owner, kind, id)
) with (fillfactor = 70)`,
    `create index if not exists clientele_records_kind on ${prefix}clientele_records (tenant, kind, owner, id)`,
    `create index if not exists clientele_records_due on ${prefix}clientele_records (tenant, next_due_on, owner)
  where next_due_on is not null`,
    `create table if not exists ${prefix}clientele_entries (
  tenant text collate "C" not null,
  owner text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  seq integer not null,
  command text collate "C" not null,
  about text collate "C",
  fingerprint text not null,
  events text not null,
  primary key (tenant, owner, kind, id, seq),
  unique (tenant, owner, kind, id, command)
)`,
    `create index if not exists clientele_entries_about on ${prefix}clientele_entries (tenant, owner, kind, id, about, seq)
  where about is not null`,
  ];
}

/**
 * Old rows are all of transaction 0; a new default is computed for new rows alone, so no table is rewritten. Column and
 * default come in one statement, so that no row is ever written between them.
 */
function outbox(prefix: string): readonly string[] {
  const transaction = "pg_current_xact_id()::text::bigint";
  return [
    `alter table ${prefix}clientele_records
  add column if not exists xact bigint not null default 0,
  alter column xact set default (${transaction})`,
    `alter table ${prefix}clientele_entries
  add column if not exists at text collate "C" not null default '',
  add column if not exists xact bigint not null default 0,
  alter column xact set default (${transaction})`,
    `create index concurrently if not exists clientele_entries_outbox on ${prefix}clientele_entries (tenant, xact)`,
  ];
}
