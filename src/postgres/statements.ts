import { singleCommitStatement } from "./commit-single.js";

/**
 * The statements of a storage, for the tables of one schema. Their texts never change, so a server can keep their plans.
 * Rows go over as one JSON text: drivers write it faster than arrays of long texts, and every query builder can pass it.
 */
export interface Statements {
  readonly load: string;
  readonly loadMany: string;
  readonly lock: string;
  readonly commit: string;
  readonly singleCommit: string;
  readonly guardedCommit: string;
  readonly deletingCommit: string;
  readonly due: string;
  readonly refsOf: string;
  readonly records: string;
  readonly entries: string;
  readonly outbox: string;
  readonly durability: string;
  readonly version: string;
}

/** The statements for tables behind a prefix: nothing, or a quoted schema and a dot. */
export function statementsIn(prefix: string): Statements {
  const records = `${prefix}clientele_records`;
  const entries = `${prefix}clientele_entries`;
  return {
    load: loadStatement(records, entries),
    loadMany: loadManyStatement(records, entries),
    lock: `
select 1 from (${sorted(rowsOf("$2", "owner text, kind text, id text"))}) w
cross join lateral ${lockedRow(records)} r`,
    commit: commitStatement({ records, entries }),
    singleCommit: singleCommitStatement(records, entries),
    guardedCommit: commitStatement({ records, entries, guards: true }),
    deletingCommit: commitStatement({ records, entries, guards: true, deletes: true }),
    due: `
select distinct owner from ${records}
where tenant = $1 and next_due_on <= $2 and owner > $3
order by owner limit $4`,
    refsOf: `
select kind, id from ${records}
where tenant = $1 and owner = $2
order by kind, id`,
    records: `
select owner, id, version, record from ${records}
where tenant = $1 and kind = $2 and (owner, id) > ($3, $4)
order by owner, id limit $5`,
    entries: `
select seq, command, about, fingerprint, events from ${entries}
where tenant = $1 and owner = $2 and kind = $3 and id = $4 and seq > $5
order by seq limit $6`,
    outbox: outboxStatement(entries),
    durability: "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synced",
    version: `select max(version) as version from ${prefix}clientele_migrations`,
  };
}

/** One row: the record, what the command did before, the related events. By far the most frequent load. */
function loadStatement(records: string, entries: string): string {
  const mine = "x.tenant = $1 and x.owner = $2 and x.kind = $3 and x.id = $4";
  return `
select r.version, r.record, e.seq, e.command, e.about, e.fingerprint, e.events,
  (select '[' || string_agg(x.events, ',' order by x.seq) || ']' from ${entries} x
    where ${mine} and x.about = $6) as related
from (select 1) w
left join lateral (select * from ${records} x where ${mine} limit 1) r on true
left join lateral (select * from ${entries} x where ${mine} and x.command = $5 limit 1) e on true`;
}

/** The same for many, in the order asked. */
function loadManyStatement(records: string, entries: string): string {
  return `
select r.version, r.record, e.seq, e.command, e.about, e.fingerprint, e.events,
  (select '[' || string_agg(x.events, ',' order by x.seq) || ']' from ${entries} x
    where ${isOf("x", "w")} and x.about = w.about) as related
from ${rowsOf("$2", "owner text, kind text, id text, command text, about text, place integer")} w
left join lateral (select * from ${records} x where ${isOf("x", "w")} limit 1) r on true
left join lateral (select * from ${entries} x where ${isOf("x", "w")} and x.command = w.command limit 1) e on true
order by w.place`;
}

/**
 * The outbox goes by `xact`: the transaction that wrote an entry, or one that wrote an earlier entry of a record in the
 * same commit where that is higher, so that a long transaction never puts a record's entries out of order. Only what is
 * older than every transaction still running is shown, so nothing is ever committed behind a watermark. The order names
 * the column with its table: `xact` alone would be the text that is answered, in which 1000 comes before 999.
 */
function outboxStatement(entries: string): string {
  return `
select e.xact::text as xact, at, owner, kind, id, seq, command, about, fingerprint, events from ${entries} e
where tenant = $1 and e.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  and (e.xact, at, owner, kind, id, seq) > ($2::bigint, $3, $4, $5, $6, $7::integer)
order by e.xact, at, owner, kind, id, seq limit $8`;
}

/** The rows of a JSON text. A planner counts on a hundred, few or many, so it keeps one plan and plans no more. */
function rowsOf(json: string, columns: string): string {
  return `(select * from json_to_recordset(${json}::text::json) as given (${columns}))`;
}

/** Whether a row is of the record that another row names. */
function isOf(row: string, named: string): string {
  const keys = ["owner", "kind", "id"].map((key) => `${row}.${key} = ${named}.${key}`);
  return [`${row}.tenant = $1`, ...keys].join(" and ");
}

/** Everybody locks in one order, so that two who lock the same records never wait for each other. */
function sorted(rows: string): string {
  return `select * from ${rows} given order by owner collate "C", kind collate "C", id collate "C"`;
}

/**
 * The row that `w` names, locked. Rows are looked up one by one throughout: joined as sets, they tempt a planner that knows
 * nothing of new tables to read all that a tenant has.
 */
function lockedRow(records: string): string {
  return `(select * from ${records} x where ${isOf("x", "w")} limit 1 for update)`;
}

const recordColumns = `owner text, kind text, id text, expected integer, entries integer, record text,
    customer_id text, status text, next_due_on text, columns text`;

const entryColumns = `owner text, kind text, id text, place integer, command text, about text, at text,
    fingerprint text, events text`;

interface Tables {
  readonly records: string;
  readonly entries: string;
  /** The commit that also deletes is a statement of its own: the other one writes each table once, as some engines ask. */
  readonly deletes?: boolean;
  /** Whether something is taken for new, in a third list of rows. */
  readonly guards?: boolean;
}

/**
 * Commits of any owners, each all or nothing for itself. It answers what keeps an owner's commit from being written: a
 * record that is no longer at the expected version, a command that was carried out before, something known about a
 * subject that was taken for new. The rows are locked before their versions are compared, so a writer who had to wait
 * sees what the faster one left. Two first writers both find no row to lock: the second one's version becomes null,
 * which the column refuses, and its whole statement is undone.
 */
function commitStatement({ records, entries, deletes = false, guards = false }: Tables): string {
  return `
with found as (
  select w.*, coalesce(r.version, 0) as stored, r.xact
  from (${sorted(rowsOf("$2", recordColumns))}) w
  left join lateral ${lockedRow(records)} r on true
), added as (
  select * from ${rowsOf("$3", entryColumns)} e
), stale as (
  select owner, kind, id, expected, stored, null as command from found where stored <> expected
  union all
  select e.owner, e.kind, e.id, 0, 0, e.command from added e
  cross join lateral (select 1 from ${entries} x where ${isOf("x", "e")} and x.command = e.command limit 1) x${
    guards ? known(entries) : ""
  }
), written as (
  insert into ${records} as r
    (tenant, owner, kind, id, version, entries, record, customer_id, status, next_due_on, columns, xact)
  select $1, w.owner, w.kind, w.id, w.expected + 1, w.entries, w.record, w.customer_id, w.status, w.next_due_on,
    w.columns, greatest(pg_current_xact_id()::text::bigint, max(w.xact) over (partition by w.owner))
  from found w
  where w.owner not in (select owner from stale)${deletes ? " and w.record is not null" : ""}
  order by w.owner, w.kind, w.id
  on conflict (tenant, owner, kind, id) do update set
    version = case when r.version + 1 = excluded.version then excluded.version end,
    entries = r.entries + excluded.entries,
    record = excluded.record,
    customer_id = excluded.customer_id,
    status = excluded.status,
    next_due_on = excluded.next_due_on,
    columns = excluded.columns,
    xact = greatest(r.xact, excluded.xact)
  returning r.owner, r.kind, r.id, r.entries, r.xact
), logged as (
  insert into ${entries} (tenant, owner, kind, id, seq, command, about, at, fingerprint, events, xact)
  select $1, e.owner, e.kind, e.id, v.entries - w.entries + e.place, e.command, e.about, e.at, e.fingerprint,
    e.events, v.xact
  from added e
  join found w on w.owner = e.owner and w.kind = e.kind and w.id = e.id
  join written v on v.owner = e.owner and v.kind = e.kind and v.id = e.id
)${deletes ? deleted(records, entries) : ""}
select owner, kind, id, expected, stored, command from stale`;
}

/** What is taken for new, and is not. */
function known(entries: string): string {
  return `
  union all
  select n.owner, n.kind, n.id, 0, 0, n.about
  from ${rowsOf("$4", "owner text, kind text, id text, about text")} n
  cross join lateral (select 1 from ${entries} x where ${isOf("x", "n")} and x.about = n.about limit 1) x`;
}

function deleted(records: string, entries: string): string {
  return `, deleted as (
  delete from ${records} r using found w
  where r.tenant = $1 and r.owner = w.owner and r.kind = w.kind and r.id = w.id
    and w.record is null and w.owner not in (select owner from stale)
), forgotten as (
  delete from ${entries} e using found w
  where e.tenant = $1 and e.owner = w.owner and e.kind = w.kind and e.id = w.id
    and w.record is null and w.owner not in (select owner from stale)
)`;
}
