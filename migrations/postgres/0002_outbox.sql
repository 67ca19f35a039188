alter table clientele_records
  add column if not exists xact bigint not null default 0,
  alter column xact set default (pg_current_xact_id()::text::bigint);

alter table clientele_entries
  add column if not exists at text collate "C" not null default '',
  add column if not exists xact bigint not null default 0,
  alter column xact set default (pg_current_xact_id()::text::bigint);

insert into clientele_migrations (version, name) values (2, 'outbox') on conflict (version) do nothing;
