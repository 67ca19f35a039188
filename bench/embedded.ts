import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { earnPoints, execute, must, openPointsAccount, recordEvent, redeemPoints, type Storage } from "clientele";
import { postgresStorage } from "clientele/postgres";
import { defineProgram } from "clientele/program/rules";
import { sqliteStorage, type SqliteOptions } from "clientele/sqlite";
import Database from "libsql";
import { measurePaired, printPaired, type PairedTask } from "./paired.js";

// Storages that need no server, each on a file of its own: SQLite that syncs every commit, SQLite that leaves it to the
// operating system, and PGlite, which never syncs. All beside a bare one-row insert that SQLite syncs, in the same run.
interface Engine {
  readonly name: string;
  readonly open: (place: string) => Promise<Opened>;
}

interface Opened {
  readonly storage: Storage;
  readonly close: () => Promise<void>;
}

const program = defineProgram(JSON.parse(readFileSync("docs/programs/honour.json", "utf8")));
const context = { ...program, now: new Date("2026-03-12T10:00:00+08:00") };
// What was earned then is past its return window by now.
const before = { ...program, now: new Date("2025-12-12T10:00:00+08:00") };

const customers = 200;
let count = 0;

const engines: readonly Engine[] = [
  { name: "SQLite, synchronous = full", open: (place) => openSqlite(`${place}.db`, "full") },
  { name: "PGlite on disk", open: openPglite },
  { name: "SQLite, synchronous = normal", open: (place) => openSqlite(`${place}.db`, "normal") },
];

const home = mkdtempSync(join(tmpdir(), "clientele-embedded-"));
try {
  await openings();
  await commands();
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** How long it takes until a storage is ready: a new one with its tables, and one that is there already. */
async function openings(): Promise<void> {
  console.log("\nOpening, medians of 3, in milliseconds");
  for (const { name, open } of engines) {
    const [fresh, again]: [number[], number[]] = [[], []];
    for (let round = 0; round < 3; round++) {
      const place = join(home, `opened_${++count}`);
      for (const times of [fresh, again]) {
        const start = performance.now();
        const { close } = await open(place);
        times.push(performance.now() - start);
        await close();
      }
    }
    console.log(`  ${name.padEnd(58)} new ${median(fresh).padStart(8)}  again ${median(again).padStart(8)}`);
  }
}

async function commands(): Promise<void> {
  const opened = await Promise.all(engines.map(({ open }, i) => open(join(home, `measured_${i}`))));
  const tasks: PairedTask[] = [yardstick()];
  for (const [i, { storage }] of opened.entries()) {
    const name = `${engines[i]?.name} (${await storage.durability()})`;
    await fill(storage);
    tasks.push(
      { name: `earn: ${name}`, counts: 1, run: () => earn(storage) },
      { name: `redeem: ${name}`, counts: 1, run: () => redeem(storage) },
      { name: `recordEvent: ${name}`, counts: 1, run: () => record(storage) },
    );
  }
  printPaired("One command after the other, beside the yardstick", await measurePaired(tasks, { rounds: 7 }));
  for (const { close } of opened) await close();
}

function yardstick(): PairedTask {
  const db = new Database(join(home, "bare.db"));
  db.exec("pragma journal_mode = wal; pragma synchronous = full; create table bare (id text primary key) strict");
  const insert = db.prepare("insert into bare values (?)");
  const run = async (): Promise<unknown> => insert.run(`row_${++count}`);
  return { name: "yardstick: one row inserted and synced by SQLite", counts: 1, run };
}

async function fill(storage: Storage): Promise<void> {
  for (let i = 0; i < customers; i++) {
    const ref = refOf(i);
    const record = must(openPointsAccount({ id: ref.id, customerId: ref.owner }, before)).state;
    await storage.commit([{ ref, expected: 0, record, entries: [] }]);
    await earn(storage, i, "328000.00", before);
  }
}

async function earn(storage: Storage, customer = ++count % customers, paid = "80.00", at = context): Promise<void> {
  const occurredAt = at.now.toISOString();
  const order = { type: "order.paid", id: `ord_${++count}`, occurredAt, lines: linesOf(paid) } as const;
  must(await execute(storage, refOf(customer), earnPoints, order, at));
}

async function redeem(storage: Storage): Promise<void> {
  const command = { id: `rdm_${++count}`, points: 100 };
  must(await execute(storage, refOf(count % customers), redeemPoints, command, context));
}

async function record(storage: Storage): Promise<void> {
  const customerId = `buyer_${++count % customers}`;
  const occurredAt = context.now.toISOString();
  await recordEvent(
    storage,
    { type: "order.paid", id: `event_${++count}`, customerId, occurredAt, lines: linesOf("80.00") },
    context,
  );
}

function linesOf(paid: string): readonly [{ readonly sku: string; readonly quantity: number; readonly paid: string }] {
  return [{ sku: "serum-30", quantity: 1, paid }];
}

function refOf(customer: number): { readonly owner: string; readonly kind: string; readonly id: string } {
  return { owner: `cus_${customer}`, kind: "points_account", id: `cus_${customer}` };
}

async function openSqlite(file: string, synchronous: NonNullable<SqliteOptions["synchronous"]>): Promise<Opened> {
  const db = new Database(file);
  const storage = sqliteStorage(db, { synchronous });
  await storage.migrate();
  return { storage, close: async () => void db.close() };
}

async function openPglite(folder: string): Promise<Opened> {
  const db = await PGlite.create(folder);
  const storage = postgresStorage(db);
  await storage.migrate();
  return { storage, close: () => db.close() };
}

function median(times: readonly number[]): string {
  return ([...times].sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN).toFixed(1);
}
