import { postgresStorage, type Database } from "clientele/postgres";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { faultsOf } from "../support/history.js";
import { runBank } from "./run-bank.js";
import { runWriters, type Setting } from "./run-writers.js";
import { openWith, pointsOf, poolAt, redeem } from "./shop.js";

const url = inject("databaseUrl");
const schema = "writers";
const levels = ["read committed", "repeatable read", "serializable"] as const;
const pool = poolAt(url, { max: 20 });

beforeAll(async () => {
  await postgresStorage(pool, { schema }).migrate();
  await pool.query(`create table ${schema}.orders (id text primary key)`);
});

afterAll(() => pool.end());

describe("100 who redeem the whole balance at once, in two processes", () => {
  test.each([0, 100])("exactly one wins, with a cache of %d records", async (cache) => {
    const tenant = `whole_${cache}`;
    const storages = [1, 2].map(() => postgresStorage(pool, { schema, tenant, cache }));
    const [first] = storages;
    if (first === undefined) throw new Error("There are two storages.");
    await openWith(first, "cus_1", 500);
    const asked = Array.from({ length: 100 }, (_, i) => redeem(storages[i % 2] ?? first, "cus_1", `rdm_${i}`, 500));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "insufficient_points")).toHaveLength(99);
    expect(await pointsOf(first, "cus_1")).toBe(0);
    expect(await first.entries({ owner: "cus_1", kind: "points_account", id: "cus_1" }, { limit: 200 })).toHaveLength(
      3,
    );
  });
});

describe.each(levels)("16 writers where the server's default is %s", (level) => {
  const own = poolAt(url, { max: 18, options: `-c default_transaction_isolation=${level.replaceAll(" ", "\\ ")}` });

  afterAll(() => own.end());

  test.each([
    ["hot", 1, 4, 0],
    ["spread", 40, 8, 0],
    ["remembered", 10, 6, 100],
  ] as const)("%s: the history is sound", async (name, accounts, commands, cache) => {
    const { rows: settings } = await own.query("show default_transaction_isolation");
    expect(settings).toEqual([{ default_transaction_isolation: level }]);
    const setting = await settingOf(own, `${level} ${name}`, accounts);
    const { tenant } = setting;
    const storages = [1, 2].map(() => postgresStorage(own, { schema, tenant, cache }));
    const history = await runWriters({ ...setting, storages, commands });
    expect(faultsOf(history)).toEqual([]);
    expect(history.sent.length).toBeGreaterThanOrEqual(16 * commands);
    const { rows } = await own.query<{ id: string }>(`select id from ${setting.table}`);
    const done = new Set(history.sent.filter(({ answer }) => answer === "done").map(({ command }) => command));
    expect(rows.filter(({ id }) => !done.has(id))).toEqual([]);
  });

  test("what moves from one record to the other is never seen twice or nowhere", async () => {
    const storage = postgresStorage(own, { schema, tenant: `${level} bank` });
    const { sums, lowest, moved } = await runBank(storage);
    expect([sums, moved]).toEqual([[100], 64]);
    expect(lowest).toBeGreaterThanOrEqual(0);
  });
});

test("the same run shows the faults of a storage that does not compare versions", async () => {
  const setting = await settingOf(pool, "careless", 1);
  const careless: Database = {
    query: (text, values) => pool.query(text.replace("and r.version = $5", "and $5::integer is not null"), values),
  };
  const { tenant } = setting;
  const storages = [1, 2].map(() => postgresStorage(careless, { schema, tenant }));
  const faults = faultsOf(await runWriters({ ...setting, storages, commands: 4 }));
  expect(faults).toContain("cus_0: fold: the events do not give the record");
});

/** New customers with 20 points each, and a table of the host's. */
async function settingOf(
  on: pg.Pool,
  tenant: string,
  accounts: number,
): Promise<Omit<Setting, "storages" | "commands">> {
  const customers = Array.from({ length: accounts }, (_, i) => `cus_${i}`);
  for (const customer of customers) await openWith(postgresStorage(on, { schema, tenant }), customer, 20);
  const table = `"${schema}"."${tenant}"`;
  await on.query(`create table ${table} (id text primary key)`);
  return { pool: on, tenant, customers, table, seed: 42 };
}
