import { readFileSync } from "node:fs";
import pg from "pg";
import { execute, executeMany, must, type EarningEvent, type Ref, type Storage } from "clientele";
import { earnPoints, openPointsAccount, redeemPoints, type PointsContext } from "clientele/points";
import { definePointsRules } from "clientele/points/rules";
import { postgresStorage } from "clientele/postgres";
import { defineProgram } from "clientele/program/rules";
import { startPostgres, type PostgresServer } from "../test/support/postgres-server.js";
import { measurePaired, printPaired, type PairedTask } from "./paired.js";

// Earning and redeeming on a PostgreSQL server of our own with its default durability, beside a bare one-row insert that
// commits, on the same server in the same run. Two schemes: points of one type that lapse by the month, with one rule;
// and the whole honour document, two types by the day, five rules.
const now = new Date("2026-03-12T10:00:00+08:00");
const plain = definePointsRules({
  types: [
    {
      id: "points",
      label: "Points",
      use: "redeemable",
      expire: { kind: "after", length: "P12M", to: "month_end", notice: ["P30D"] },
    },
  ],
  earn: [{ id: "spend", label: "Spending", on: "order.paid", gives: "points", points: 1, per: "1.00" }],
  redeem: { minimum: 100, worth: "0.01" },
});
const honour = defineProgram(JSON.parse(readFileSync("docs/programs/honour.json", "utf8")));
const schemes: readonly Scheme[] = [
  { name: "plain points", context: { points: plain, zone: "Asia/Shanghai", now } },
  { name: "honour", context: { ...honour, now } },
];
const history = Number(/^\d+$/.exec(process.argv.at(process.argv.indexOf("--history") + 1) ?? "")?.[0] ?? 1_000_000);
let count = 0;

interface Scheme {
  readonly name: string;
  readonly context: PointsContext;
}

const server = await startPostgres([]);
try {
  await run(server);
} finally {
  await server.stop();
}

async function run({ url }: PostgresServer): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const storage = postgresStorage(pool);
    await storage.migrate();
    await pool.query("create table bare (id text primary key, value integer not null)");
    await printServer(pool);
    for (const scheme of schemes) await single(pool, storage, scheme);
    await together(pool, storage);
    for (const scheme of schemes) await batches(pool, storage, scheme);
    for (const scheme of schemes.slice(0, 1)) await flatness(pool, storage, scheme);
  } finally {
    await pool.end();
  }
}

/** The yardstick: a statement that is prepared once and commits one row. */
function bareInsert(pool: pg.Pool): PairedTask {
  const text = "insert into bare (id, value) values ($1, 1)";
  const insert = (): Promise<unknown> => pool.query({ name: "bare", text, values: [`row_${++count}`] });
  return { name: "yardstick: one row inserted and committed", counts: 1, run: insert };
}

async function single(pool: pg.Pool, storage: Storage, scheme: Scheme): Promise<void> {
  const cached = postgresStorage(pool, { cache: 10_000 });
  const refs = await openMany(storage, 300, scheme);
  const own = await openMany(cached, 300, scheme);
  const next = (): Ref => refs[++count % refs.length] as Ref;
  // Nobody else writes the accounts that are remembered, as when one process serves a customer.
  const nextOwn = (): Ref => own[++count % own.length] as Ref;
  await settle(pool);
  const rates = await measurePaired([
    bareInsert(pool),
    { name: "earn: load, decide, commit", counts: 1, run: () => earn(storage, next(), scheme) },
    { name: "earn, the account remembered", counts: 1, run: () => earn(cached, nextOwn(), scheme) },
    { name: "redeem: load, decide, commit", counts: 1, run: () => redeem(storage, next(), scheme) },
    { name: "redeem, the account remembered", counts: 1, run: () => redeem(cached, nextOwn(), scheme) },
  ]);
  const { record } = await storage.load(next(), {});
  const size = Buffer.byteLength(JSON.stringify(record));
  printPaired(`${scheme.name}, one command, an account of ${size} bytes (goals: 0.55 loaded, 0.75 remembered)`, rates);
}

async function together(pool: pg.Pool, storage: Storage): Promise<void> {
  const versions = new Map<string, number>();
  const changeOf = (owner: string, id: string): Parameters<Storage["commit"]>[0][number] => {
    const key = `${owner}/${id}`;
    const expected = versions.get(key) ?? 0;
    versions.set(key, expected + 1);
    const record = {
      format: 1,
      id,
      owner,
      at: now.toISOString(),
      of: { id: "bench", version: 1 },
      text: "x".repeat(400),
    };
    const entry = { command: `c${expected}`, fingerprint: "{}", events: [] };
    return { ref: { owner, kind: "bench", id }, expected, record, entries: [entry] };
  };
  const five = ["a", "b", "c", "d", "e"];
  const inFive = async (): Promise<void> => {
    const owner = `apart_${++count % 100}`;
    for (const id of five) await storage.commit([changeOf(owner, id)]);
  };
  const inOne = (): Promise<void> => {
    const owner = `joined_${++count % 100}`;
    return storage.commit(five.map((id) => changeOf(owner, id)));
  };
  for (let i = 0; i < 200; i++) await (i % 2 === 0 ? inFive() : inOne());
  await settle(pool);
  const rates = await measurePaired([
    { name: "yardstick: five records in five commits", counts: 1, run: inFive },
    { name: "five records of one customer in one commit", counts: 1, run: inOne },
  ]);
  printPaired("Five records of one customer (goal: 3)", rates);
}

async function batches(pool: pg.Pool, storage: Storage, scheme: Scheme): Promise<void> {
  const refs = await openMany(storage, 1_000, scheme);
  await settle(pool);
  const rates = await measurePaired(
    [
      bareInsert(pool),
      { name: "earn in batches of 1,000 (executeMany)", counts: 1_000, run: () => earnAll(storage, refs, scheme) },
      { name: "earn in batches of 100", counts: 100, run: () => earnAll(storage, refs.slice(0, 100), scheme) },
    ],
    { rounds: 9 },
  );
  printPaired(`${scheme.name}, earnings in batches (goal: 8)`, rates);
}

async function flatness(pool: pg.Pool, storage: Storage, scheme: Scheme): Promise<void> {
  const [short, long] = (await openMany(storage, 2, scheme)) as [Ref, Ref];
  await lengthen(pool, short, 1_000);
  await lengthen(pool, long, history);
  await settle(pool);
  const named = history.toLocaleString("en-US");
  const rates = await measurePaired([
    { name: "earn, 1,000 entries of history", counts: 1, run: () => earn(storage, short, scheme) },
    { name: `earn, ${named} entries of history`, counts: 1, run: () => earn(storage, long, scheme) },
  ]);
  printPaired("History of one account (goal: 0.85 to 1.15)", rates);
  const redeemed = await measurePaired([
    { name: "redeem, 1,000 entries of history", counts: 1, run: () => redeem(storage, short, scheme) },
    { name: `redeem, ${named} entries of history`, counts: 1, run: () => redeem(storage, long, scheme) },
  ]);
  printPaired("The same for redeeming", redeemed);
}

/** What the server does by itself within a minute: plans that were made for empty tables are made anew. */
async function settle(pool: pg.Pool): Promise<void> {
  await pool.query("vacuum analyze");
}

async function printServer(pool: pg.Pool): Promise<void> {
  const names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method"];
  const shown = [];
  for (const name of names) {
    const { rows } = await pool.query<Record<string, string>>(`show ${name}`);
    shown.push(`${name}=${rows[0]?.[name] ?? "?"}`);
  }
  console.log(`PostgreSQL, one connection: ${shown.join(", ")}`);
}

/** Accounts with an earning for each of the last twelve months. */
async function openMany(storage: Storage, customers: number, { name, context }: Scheme): Promise<readonly Ref[]> {
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
    const then = { ...context, now: new Date(Date.UTC(2025, month, 5, 4)) };
    await earnAll(storage, refs, { name, context: then }, "328000.00");
  }
  return refs;
}

function orderAt(at: Date, paid = "80.00"): EarningEvent {
  const lines = [{ sku: "serum-30", category: "护肤", quantity: 1, paid }];
  return { id: `ord_${++count}`, type: "order.paid", occurredAt: at.toISOString(), lines };
}

function earn(storage: Storage, ref: Ref, { context }: Scheme): Promise<void> {
  return execute(storage, ref, earnPoints, orderAt(context.now), context).then(requireOk);
}

function redeem(storage: Storage, ref: Ref, { context }: Scheme): Promise<void> {
  return execute(storage, ref, redeemPoints, { id: `rdm_${++count}`, points: 100 }, context).then(requireOk);
}

async function earnAll(storage: Storage, refs: readonly Ref[], { context }: Scheme, paid = "80.00"): Promise<void> {
  const jobs = refs.map((ref) => ({ ref, command: orderAt(context.now, paid) }));
  for (const answer of await executeMany(storage, earnPoints, jobs, context)) {
    if (!answer.ok) throw answer.error;
    requireOk(answer.executed);
  }
}

function requireOk(answer: { readonly ok: boolean }): void {
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer)}`);
}

/** Writes entries before those that are there, as a long life would have left them. */
async function lengthen(pool: pg.Pool, { owner, kind, id }: Ref, entries: number): Promise<void> {
  const events = JSON.stringify([{ type: "points.earned", id: "old", points: 80, text: "x".repeat(200) }]);
  await pool.query(
    `insert into clientele_entries (tenant, owner, kind, id, seq, command, about, fingerprint, events)
     select 'main', $1, $2, $3, -n, 'old_' || n, 'old_order_' || n, '{}', $4 from generate_series(1, $5::integer) n`,
    [owner, kind, id, events, entries],
  );
}
