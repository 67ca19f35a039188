/**
 * The tables, as statements that change nothing when they run a second time. `migrate()` runs them in this order; a
 * host with a migration tool of its own copies them there. Every key starts with tenant and owner, so that the tables
 * can be spread by it. Ids are compared byte by byte (`collate "C"`), which in UTF-8 is the order of code points.
 */
export const postgresMigrations: readonly string[] = [
  `create table if not exists clientele_records (
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
  `create index if not exists clientele_records_kind on clientele_records (tenant, kind, owner, id)`,
  `create index if not exists clientele_records_due on clientele_records (tenant, next_due_on, owner)
    where next_due_on is not null`,
  `create table if not exists clientele_entries (
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
  `create index if not exists clientele_entries_about on clientele_entries (tenant, owner, kind, id, about, seq)
    where about is not null`,
];
