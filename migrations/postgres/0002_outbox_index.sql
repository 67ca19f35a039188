-- To be run outside a transaction: it builds an index while others write.
create index concurrently if not exists clientele_entries_outbox on clientele_entries (tenant, xact);
