/** A record and its version. */
export const recordStatement = `
select version, record from clientele_records
where tenant = ? and owner = ? and kind = ? and id = ?`;

/** What one command did to one record. */
export const earlierStatement = `
select seq, command, about, fingerprint, events from clientele_entries
where tenant = ? and owner = ? and kind = ? and id = ? and command = ?`;

/** One record's events about one thing, oldest first. */
export const relatedStatement = `
select events from clientele_entries
where tenant = ? and owner = ? and kind = ? and id = ? and about = ?
order by seq`;

/** Owners with something due, after a given one. */
export const dueStatement = `
select distinct owner from clientele_records
where tenant = ? and next_due_on <= ? and owner > ?
order by owner limit ?`;

/** What one owner has. */
export const refsStatement = `
select kind, id from clientele_records
where tenant = ? and owner = ?
order by kind, id`;

/** Records of one kind, after a given place. */
export const recordsStatement = `
select owner, id, version, record from clientele_records
where tenant = ? and kind = ? and (owner, id) > (?, ?)
order by owner, id limit ?`;

/** Entries of one record, after a given number. */
export const entriesStatement = `
select seq, command, about, fingerprint, events from clientele_entries
where tenant = ? and owner = ? and kind = ? and id = ? and seq > ?
order by seq limit ?`;

/** Everything that was committed, after a given number. */
export const outboxStatement = `
select number, owner, kind, id, seq, command, about, fingerprint, events from clientele_entries
where tenant = ? and number > ?
order by number limit ?`;

/** The version of a record, and how many entries it has. */
export const versionStatement = `
select version, entries from clientele_records
where tenant = ? and owner = ? and kind = ? and id = ?`;

/** A record as it becomes. */
export const writeStatement = `
insert into clientele_records
  (tenant, owner, kind, id, version, entries, record, customer_id, status, next_due_on, columns)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (tenant, owner, kind, id) do update set
  version = excluded.version,
  entries = excluded.entries,
  record = excluded.record,
  customer_id = excluded.customer_id,
  status = excluded.status,
  next_due_on = excluded.next_due_on,
  columns = excluded.columns`;

/** One more entry. */
export const enterStatement = `
insert into clientele_entries (tenant, owner, kind, id, seq, command, about, fingerprint, events)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** A record goes. */
export const deleteStatement = "delete from clientele_records where tenant = ? and owner = ? and kind = ? and id = ?";

/** The entries of a record go with it. */
export const forgetStatement = "delete from clientele_entries where tenant = ? and owner = ? and kind = ? and id = ?";
