create table if not exists clientele_migrations (
  version integer primary key,
  name text not null,
  applied_at timestamptz not null default now()
);

create table if not exists clientele_records (
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
) with (fillfactor = 70);

create index if not exists clientele_records_kind on clientele_records (tenant, kind, owner, id);

create index if not exists clientele_records_due on clientele_records (tenant, next_due_on, owner)
  where next_due_on is not null;

create table if not exists clientele_entries (
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
);

create index if not exists clientele_entries_about on clientele_entries (tenant, owner, kind, id, about, seq)
  where about is not null;

insert into clientele_migrations (version, name) values (1, 'records_and_entries') on conflict (version) do nothing;
