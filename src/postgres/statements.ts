/** One row for each wanted record, in the order asked: the record, what the command did before, the related events. */
export const loadStatement = `
select r.version, r.record, e.seq, e.command, e.about, e.fingerprint, e.events,
  (select '[' || string_agg(x.events, ',' order by x.seq) || ']' from clientele_entries x
    where x.tenant = $1 and x.owner = $2 and x.kind = w.kind and x.id = w.id and x.about = w.about) as related
from unnest($3::text[], $4::text[], $5::text[], $6::text[]) with ordinality as w (kind, id, command, about, place)
left join clientele_records r on r.tenant = $1 and r.owner = $2 and r.kind = w.kind and r.id = w.id
left join clientele_entries e
  on e.tenant = $1 and e.owner = $2 and e.kind = w.kind and e.id = w.id and e.command = w.command
order by w.place`;

/**
 * One commit, all or nothing. It answers the records that are no longer at the expected version; when there is one,
 * nothing is written. The rows are locked before their versions are compared, so a writer who had to wait sees what the
 * faster one left. Two first writers both find no row to lock: the second one's version becomes null, which the column
 * refuses, and its whole statement is undone.
 */
export const commitStatement: string = commit("", "");

/**
 * The commit that also deletes, where a change has no record. It is a statement of its own because the other one is to
 * touch each table once: some distributed engines refuse more.
 */
export const deletingCommitStatement: string = commit(
  "and w.record is not null",
  `, deleted as (
  delete from clientele_records r using wanted w
  where r.tenant = $1 and r.owner = $2 and r.kind = w.kind and r.id = w.id
    and w.record is null and not exists (select 1 from stale)
), forgotten as (
  delete from clientele_entries e using wanted w
  where e.tenant = $1 and e.owner = $2 and e.kind = w.kind and e.id = w.id
    and w.record is null and not exists (select 1 from stale)
)`,
);

/** Owners with something due, after a given one. */
export const dueStatement = `
select distinct owner from clientele_records
where tenant = $1 and next_due_on <= $2 and owner > $3
order by owner limit $4`;

/** What one owner has. */
export const refsStatement = `
select kind, id from clientele_records
where tenant = $1 and owner = $2
order by kind, id`;

/** Records of one kind, after a given place. */
export const recordsStatement = `
select owner, id, version, record from clientele_records
where tenant = $1 and kind = $2 and (owner, id) > ($3, $4)
order by owner, id limit $5`;

/** Entries of one record, after a given number. */
export const entriesStatement = `
select seq, command, about, fingerprint, events from clientele_entries
where tenant = $1 and owner = $2 and kind = $3 and id = $4 and seq > $5
order by seq limit $6`;

function commit(keeps: string, deletes: string): string {
  return `
with wanted as (
  select * from unnest($3::text[], $4::text[], $5::integer[], $6::integer[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[])
    as w (kind, id, expected, entries, record, customer_id, status, next_due_on, columns)
), found as (
  select r.kind, r.id, r.version from clientele_records r
  where r.tenant = $1 and r.owner = $2 and (r.kind, r.id) in (select kind, id from wanted)
  order by r.kind, r.id for update
), stale as (
  select w.kind, w.id, w.expected, coalesce(f.version, 0) as stored
  from wanted w left join found f on f.kind = w.kind and f.id = w.id
  where coalesce(f.version, 0) <> w.expected
), written as (
  insert into clientele_records as r
    (tenant, owner, kind, id, version, entries, record, customer_id, status, next_due_on, columns)
  select $1, $2, w.kind, w.id, w.expected + 1, w.entries, w.record, w.customer_id, w.status, w.next_due_on, w.columns
  from wanted w where not exists (select 1 from stale) ${keeps}
  order by w.kind, w.id
  on conflict (tenant, owner, kind, id) do update set
    version = case when r.version + 1 = excluded.version then excluded.version end,
    entries = r.entries + excluded.entries,
    record = excluded.record,
    customer_id = excluded.customer_id,
    status = excluded.status,
    next_due_on = excluded.next_due_on,
    columns = excluded.columns
  returning r.kind, r.id, r.entries
), logged as (
  insert into clientele_entries (tenant, owner, kind, id, seq, command, about, fingerprint, events)
  select $1, $2, e.kind, e.id, v.entries - w.entries + e.place, e.command, e.about, e.fingerprint, e.events
  from unnest($12::text[], $13::text[], $14::integer[], $15::text[], $16::text[], $17::text[], $18::text[])
    as e (kind, id, place, command, about, fingerprint, events)
  join wanted w on w.kind = e.kind and w.id = e.id
  join written v on v.kind = e.kind and v.id = e.id
)${deletes}
select kind, id, expected, stored from stale`;
}
