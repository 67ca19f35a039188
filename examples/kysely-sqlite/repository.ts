import {
  canonicalJson,
  ClienteleError,
  columnsOf,
  commandRepeated,
  kindFinder,
  requireCommit,
  versionConflict,
  type Change,
  type Entry,
  type EventEnvelope,
  type Loaded,
  type Lookup,
  type Ref,
  type Repository,
} from "clientele";
import { recordKinds } from "clientele/memory";
import { sql, type Kysely } from "kysely";
import { shopPlaces, type Place } from "./places.js";
import type { KeptRow, Tables } from "./tables.js";

const kindOf = kindFinder(recordKinds);

/**
 * The library's port over the shop's own tables: all that `execute` needs. Given a transaction of the shop it is part of
 * it: nothing commits and nothing is tried again, so a conflict rolls back what the shop did beside it.
 */
export function shopRepository(db: Kysely<Tables>, places: Readonly<Record<string, Place>> = shopPlaces): Repository {
  const placeOf = ({ kind }: Ref): Place => {
    const place = places[kind];
    if (place !== undefined) return place;
    throw new ClienteleError("storage_failed", `The shop keeps no records of the kind "${kind}".`);
  };
  const port: Repository = {
    load: (ref, lookup) => load(db, placeOf(ref), ref, lookup),
    commit: async (changes) => {
      requireCommit(changes);
      const write = async (transaction: Kysely<Tables>): Promise<void> => {
        for (const change of changes) await writeChange(transaction, placeOf(change.ref), change);
      };
      await (db.isTransaction ? write(db) : db.transaction().execute(write));
    },
  };
  return db.isTransaction ? { ...port, retry: (_, attempt) => attempt(port) } : port;
}

/** One statement, so that the record and its history are of one moment. */
async function load(db: Kysely<Tables>, place: Place, ref: Ref, { id, about }: Lookup): Promise<Loaded> {
  const rows = await db
    .selectFrom(sql.table<KeptRow>(place.table).as("kept"))
    .leftJoin("record_history as past", (join) =>
      join
        .onRef("past.customer", "=", "kept.customer")
        .onRef("past.number", "=", "kept.number")
        .on("past.kind", "=", ref.kind)
        .on((on) => on.or([on("past.command", "=", id ?? ""), on("past.about", "=", about ?? "")])),
    )
    .select(["kept.revision", "kept.body", "past.command", "past.about", "past.fingerprint", "past.events"])
    .where("kept.customer", "=", ref.owner)
    .where("kept.number", "=", ref.id)
    .orderBy("past.place")
    .execute();
  const [row] = rows;
  if (row === undefined) return { version: 0, record: undefined, earlier: undefined, related: [] };
  const kind = kindOf(ref.kind);
  const record = kind.unpack(row.body);
  columnsOf(kind, record);
  const entries = rows.flatMap((past) => entryOf(past));
  return {
    version: row.revision,
    record,
    earlier: entries.find(({ command }) => command === id),
    related: entries.filter((entry) => about !== undefined && entry.about === about).flatMap(({ events }) => events),
  };
}

interface PastRow {
  readonly command: string | null;
  readonly about: string | null;
  readonly fingerprint: string | null;
  readonly events: string | null;
}

function entryOf({ command, about, fingerprint, events }: PastRow): readonly Entry[] {
  if (command === null || fingerprint === null || events === null) return [];
  const happened = JSON.parse(events) as readonly EventEnvelope[];
  return [{ command, ...(about !== null && { about }), fingerprint, events: happened }];
}

/** The first statement tests the version and writes at once, so that of two writers one finds no row to change. */
async function writeChange(db: Kysely<Tables>, { table, columns }: Place, change: Change): Promise<void> {
  const { ref, expected, record, entries } = change;
  const key = { customer: ref.owner, number: ref.id };
  if (record === undefined) return remove(db, table, change);
  const kind = kindOf(ref.kind);
  const row = { revision: expected + 1, body: kind.pack(record), ...columns(columnsOf(kind, record)) };
  const kept = db.updateTable(table).set(row).where("customer", "=", ref.owner).where("number", "=", ref.id);
  const fresh = db.insertInto(table).values({ ...key, ...row });
  const [started] = expected === 0 ? await fresh.onConflict((taken) => taken.doNothing()).execute() : [];
  const [changed] = expected === 0 ? [] : await kept.where("revision", "=", expected).execute();
  const written = started?.numInsertedOrUpdatedRows ?? changed?.numUpdatedRows;
  if (written !== 1n) throw await conflict(db, table, change);
  for (const { command, about = null, fingerprint, events } of entries) {
    const past = { kind: ref.kind, ...key, command, about, fingerprint, events: canonicalJson(events) };
    const noted = await db
      .insertInto("record_history")
      .values(past)
      .onConflict((taken) => taken.doNothing())
      .execute();
    if (noted[0]?.numInsertedOrUpdatedRows !== 1n) throw commandRepeated(ref, command);
  }
}

/** The record goes, and its history with it. */
async function remove(db: Kysely<Tables>, table: Place["table"], change: Change): Promise<void> {
  const { owner, kind, id } = change.ref;
  const [gone] = await db
    .deleteFrom(table)
    .where("customer", "=", owner)
    .where("number", "=", id)
    .where("revision", "=", change.expected)
    .execute();
  if (gone?.numDeletedRows !== 1n) throw await conflict(db, table, change);
  const past = db.deleteFrom("record_history").where("kind", "=", kind);
  await past.where("customer", "=", owner).where("number", "=", id).execute();
}

async function conflict(db: Kysely<Tables>, table: Place["table"], { ref, expected }: Change): Promise<ClienteleError> {
  const found = db.selectFrom(table).select("revision").where("customer", "=", ref.owner).where("number", "=", ref.id);
  const row = await found.executeTakeFirst();
  return versionConflict(ref, { stored: row?.revision ?? 0, expected });
}
