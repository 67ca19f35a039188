import { readFileSync } from "node:fs";
import pg from "pg";
import {
  execute,
  executeMany,
  must,
  openPointsAccount,
  earnPoints,
  redeemPoints,
  type EarningEvent,
  type Ref,
  type Storage,
} from "clientele";
import { postgresStorage } from "clientele/postgres";
import { defineProgram } from "clientele/program/rules";
import { startPostgres, type PostgresServer } from "../test/support/postgres-server.js";
import { measurePaired, printPaired, type PairedTask } from "./paired.js";

// Earning and redeeming on a PostgreSQL server of our own with its default durability, beside a bare one-row insert that
// commits, on the same server in the same run.
const program = defineProgram(JSON.parse(readFileSync("docs/programs/honour.json", "utf8")));
const context = { ...program, now: new Date("2026-03-12T10:00:00+08:00") };
const history = Number(process.argv.at(process.argv.indexOf("--history") + 1)) || 1_000_000;
let count = 0;

const server = await startPostgres([]);
try {
  await run(server);
} finally {
  await server.stop();
}

async function run({ url, settings }: PostgresServer): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const storage = postgresStorage(pool);
    await storage.migrate();
    await pool.query("create table bare (id text primary key, value integer not null)");
    await printServer(pool, settings);
    await single(pool, storage);
    await together(pool, storage);
    await batches(pool, storage);
    await flatness(pool, storage);
  } finally {
    await pool.end();
  }
}

/** The yardstick: a statement that is prepared once and commits one row. */
function bareInsert(pool: pg.Pool): PairedTask {
  const text = "insert into bare (id, value) values ($1, 1)";
  const run = (): Promise<unknown> => pool.query({ name: "bare", text, values: [`row_${++count}`] });
  return { name: "yardstick: one row inserted and committed", counts: 1, run };
}

async function single(pool: pg.Pool, storage: Storage): Promise<void> {
  const cached = postgresStorage(pool, { cache: 10_000 });
  const refs = await openMany(storage, 500);
  const next = (): Ref => refs[++count % refs.length] as Ref;
  const rates = await measurePaired([
    bareInsert(pool),
    { name: "earn: load, decide, commit", counts: 1, run: () => earn(storage, next()) },
    { name: "earn, the account remembered", counts: 1, run: () => earn(cached, next()) },
    { name: "redeem: load, decide, commit", counts: 1, run: () => redeem(storage, next()) },
    { name: "redeem, the account remembered", counts: 1, run: () => redeem(cached, next()) },
  ]);
  printPaired("One command, one client, beside the yardstick (goals: 0.55 loaded, 0.75 remembered)", rates);
}

async function together(pool: pg.Pool, storage: Storage): Promise<void> {
  const five = ["a", "b", "c", "d", "e"];
  const versions = new Map<string, number>();
  const changeOf = (owner: string, id: string): Parameters<Storage["commit"]>[0][number] => {
    const key = `${owner}/${id}`;
    const expected = versions.get(key) ?? 0;
    versions.set(key, expected + 1);
    const at = "2026-03-12T02:00:00.000Z";
    const record = { format: 1, id, owner, at, of: program.of, filler: "x".repeat(400) };
    const entry = { command: `c${expected}`, fingerprint: "{}", events: [] };
    return { ref: { owner, kind: "bench", id }, expected, record, entries: [entry] };
  };
  const [apart, joined] = await measurePaired([
    {
      name: "yardstick: five records in five commits",
      counts: 1,
      run: async () => {
        for (const id of five) await storage.commit([changeOf(`apart_${++count % 100}`, id)]);
      },
    },
    {
      name: "five records of one customer in one commit",
      counts: 1,
      run: () => storage.commit(five.map((id) => changeOf(`joined_${count % 100}`, id))),
    },
    { ...bareInsert(pool), name: "one row inserted and committed" },
  ]);
  if (apart === undefined || joined === undefined) return;
  printPaired("Five records of one customer (goal: 3)", [apart, joined]);
}

async function batches(pool: pg.Pool, storage: Storage): Promise<void> {
  const refs = await openMany(storage, 1_000);
  const rates = await measurePaired(
    [
      bareInsert(pool),
      { name: "earn in batches of 1,000 (executeMany)", counts: 1_000, run: () => earnAll(storage, refs) },
      { name: "earn in batches of 100", counts: 100, run: () => earnAll(storage, refs.slice(0, 100)) },
    ],
    { rounds: 9 },
  );
  printPaired("Earnings in batches (goal: 8)", rates);
}

async function flatness(pool: pg.Pool, storage: Storage): Promise<void> {
  const [short, long] = (await openMany(storage, 2)) as [Ref, Ref];
  await lengthen(pool, short, 1_000);
  await lengthen(pool, long, history);
  await pool.query("vacuum analyze");
  const named = history.toLocaleString("en-US");
  const rates = await measurePaired([
    { name: "earn, 1,000 entries of history", counts: 1, run: () => earn(storage, short) },
    { name: `earn, ${named} entries of history`, counts: 1, run: () => earn(storage, long) },
    { name: "redeem, 1,000 entries of history", counts: 1, run: () => redeem(storage, short) },
    { name: `redeem, ${named} entries of history`, counts: 1, run: () => redeem(storage, long) },
  ]);
  printPaired("History of one account, beside the short one (goal: 0.85 to 1.15)", rates);
}

async function printServer(pool: pg.Pool, settings: readonly string[]): Promise<void> {
  const names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method"];
  const shown = [];
  for (const name of names) {
    const { rows } = await pool.query<Record<string, string>>(`show ${name}`);
    shown.push(`${name}=${rows[0]?.[name] ?? "?"}`);
  }
  console.log(`PostgreSQL, one connection: ${[...shown, ...settings].join(", ")}`);
}

/** Accounts with an earning for each of the last twelve months. */
async function openMany(storage: Storage, customers: number): Promise<readonly Ref[]> {
  const refs = Array.from({ length: customers }, () => {
    const owner = `cus_${++count}`;
    return { owner, kind: "points_account", id: owner };
  });
  const start = { ...context, now: new Date("2025-03-01T02:00:00Z") };
  for (const ref of refs) {
    const record = must(openPointsAccount({ id: ref.id, customerId: ref.owner }, start)).state;
    await storage.commit([{ ref, expected: 0, record, entries: [] }]);
  }
  for (let month = 2; month < 14; month++) {
    const now = new Date(Date.UTC(2025, month, 5, 4));
    await earnAll(storage, refs, { ...context, now }, "328000.00");
  }
  return refs;
}

function orderAt(now: Date, paid = "80.00"): EarningEvent {
  const lines = [{ sku: "serum-30", category: "护肤", quantity: 1, paid }];
  return { id: `ord_${++count}`, type: "order.paid", occurredAt: now.toISOString(), lines };
}

function earn(storage: Storage, ref: Ref): Promise<unknown> {
  return execute(storage, ref, earnPoints, orderAt(context.now), context).then(requireOk);
}

function redeem(storage: Storage, ref: Ref): Promise<unknown> {
  return execute(storage, ref, redeemPoints, { id: `rdm_${++count}`, points: 100 }, context).then(requireOk);
}

async function earnAll(storage: Storage, refs: readonly Ref[], at = context, paid = "80.00"): Promise<void> {
  const jobs = refs.map((ref) => ({ ref, command: orderAt(at.now, paid) }));
  for (const answer of await executeMany(storage, earnPoints, jobs, at)) {
    if (!answer.ok) throw answer.error;
    requireOk(answer.executed);
  }
}

function requireOk(answer: { readonly ok: boolean }): void {
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer)}`);
}

/** Writes entries before those that are there, as a long life would have left them. */
async function lengthen(pool: pg.Pool, { owner, kind, id }: Ref, entries: number): Promise<void> {
  const events = JSON.stringify([{ type: "points.earned", id: "old", points: 80, filler: "x".repeat(200) }]);
  await pool.query(
    `insert into clientele_entries (tenant, owner, kind, id, seq, command, about, fingerprint, events)
     select 'main', $1, $2, $3, -n, 'old_' || n, 'old_order_' || n, '{}', $4 from generate_series(1, $5::integer) n`,
    [owner, kind, id, events, entries],
  );
}
