create table if not exists clientele_migrations (
  name text not null primary key
) strict, without rowid;

create table clientele_records (
  tenant text not null,
  owner text not null,
  kind text not null,
  id text not null,
  version integer not null,
  entries integer not null,
  record text not null,
  customer_id text,
  status text,
  next_due_on text,
  columns text not null,
  primary key (tenant, owner, kind, id)
) strict;

create index clientele_records_kind on clientele_records (tenant, kind, owner, id);

create index clientele_records_due on clientele_records (tenant, next_due_on, owner)
  where next_due_on is not null;

create table clientele_entries (
  number integer primary key autoincrement,
  tenant text not null,
  owner text not null,
  kind text not null,
  id text not null,
  seq integer not null,
  command text not null,
  about text,
  fingerprint text not null,
  events text not null,
  unique (tenant, owner, kind, id, seq),
  unique (tenant, owner, kind, id, command)
) strict;

create index clientele_entries_about on clientele_entries (tenant, owner, kind, id, about, seq)
  where about is not null;

create index clientele_entries_outbox on clientele_entries (tenant, number);

insert into clientele_migrations (name) values ('0001_records_and_entries');
