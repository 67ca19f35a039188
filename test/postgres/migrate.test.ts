import { postgresMigrations, postgresStorage, type PostgresStorage } from "clientele/postgres";
import type pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { change, counterRef } from "../../src/testing/contract/counter.js";
import { firstCommit, firstValues } from "./fixtures/first-statements.js";
import { openWith, pay, pointsOf, poolAt } from "./shop.js";

const url = inject("databaseUrl");
const pool = poolAt(url, { max: 20 });

afterAll(() => pool.end());

/** Tables as a server of version 1 made them. */
async function firstTables(schema: string): Promise<PostgresStorage> {
  const [first] = postgresMigrations({ schema });
  for (const statement of first?.statements ?? []) await pool.query(statement);
  await pool.query(`insert into ${schema}.clientele_migrations values (1, 'records_and_entries')`);
  return postgresStorage(pool, { schema, tenant: "main" });
}

/** Servers of version 1 that write on and on; every write is done, or the test fails. */
function oldWriters(schema: string): { readonly written: () => number; stop(): Promise<void> } {
  const state = { isDone: false, written: 0 };
  const write = async (writer: number): Promise<void> => {
    for (let version = 0; !state.isDone; version++) {
      const one = change(counterRef(`writer_${writer}`), version, version, [`c${version}`]);
      const { rows } = await pool.query(firstCommit(schema), firstValues("main", one));
      expect(rows).toEqual([]);
      state.written += 1;
    }
  };
  const writers = Promise.all(Array.from({ length: 6 }, (_, writer) => write(writer)));
  const stop = async (): Promise<void> => {
    state.isDone = true;
    await writers;
  };
  return { written: () => state.written, stop };
}

/** Until so many more writes were made. */
async function goOn(writers: { readonly written: () => number }, more = 12): Promise<void> {
  for (const goal = writers.written() + more; writers.written() < goal;) await pool.query("select 1");
}

/** Tables, columns with their defaults, and indexes with the numbers of their files. */
async function catalogueOf(schema: string): Promise<readonly unknown[]> {
  const tables = await pool.query(
    `select c.relname, c.relfilenode, i.indisvalid, pg_get_indexdef(c.oid) as index from pg_class c
     left join pg_index i on i.indexrelid = c.oid where c.relnamespace = $1::regnamespace order by 1`,
    [`"${schema.replaceAll('"', '""')}"`],
  );
  const columns = await pool.query(
    "select table_name, column_name, column_default, is_nullable from information_schema.columns where table_schema = $1 order by 1, 2",
    [schema],
  );
  return [...(tables.rows as readonly unknown[]), ...(columns.rows as readonly unknown[])];
}

async function versionsIn(schema: string): Promise<unknown> {
  const { rows } = await pool.query<{ version: number }>(
    `select version from ${schema}.clientele_migrations order by 1`,
  );
  return rows.map(({ version }) => version);
}

/** How many entries the outbox shows, once it shows so many: transactions of other tests may hold it back. */
async function shownOf(storage: PostgresStorage, wanted: number): Promise<number> {
  for (;;) {
    const { entries } = await storage.outbox({ limit: 100_000 });
    if (entries.length >= wanted) return entries.length;
  }
}

async function isIndexValid(schema: string): Promise<unknown> {
  const words = "select indisvalid from pg_index where indexrelid = to_regclass($1)";
  const { rows } = await pool.query<{ indisvalid: boolean }>(words, [`${schema}.clientele_entries_outbox`]);
  return rows[0]?.indisvalid;
}

describe("from version 1 to version 2, under servers that write as version 1 did", () => {
  test("no write fails, none waits for a long transaction, old rows stay where they are, and every entry is in the outbox", async () => {
    const storage = await firstTables("live");
    const writers = oldWriters("live");
    await goOn(writers);
    const files = (await catalogueOf("live")).length;
    const long = await openTransaction("live");
    const migrating = storage.migrate();
    await goOn(writers, 60);
    await long.end();
    await migrating;
    await goOn(writers);
    await writers.stop();
    expect([await versionsIn("live"), await isIndexValid("live")]).toEqual([[1, 2], true]);
    expect((await catalogueOf("live")).length).toBe(files + 4);
    expect(await shownOf(storage, writers.written() + 1)).toBe(writers.written() + 1);
    await openWith(storage, "writer_0", 5);
  });

  test("two servers at once", async () => {
    const storage = await firstTables("two_servers");
    const writers = oldWriters("two_servers");
    await goOn(writers);
    await Promise.all([storage.migrate(), postgresStorage(pool, { schema: "two_servers" }).migrate()]);
    await goOn(writers);
    await writers.stop();
    expect([await versionsIn("two_servers"), await isIndexValid("two_servers")]).toEqual([[1, 2], true]);
  });
});

/** A transaction of the host that has written an entry and stays open. */
async function openTransaction(schema: string): Promise<{ end(): Promise<void> }> {
  const client: pg.PoolClient = await pool.connect();
  await client.query("begin");
  await client.query(firstCommit(schema), firstValues("main", change(counterRef("long"), 0, 1, ["c0"])));
  const end = async (): Promise<void> => {
    await client.query("commit");
    client.release();
  };
  return { end };
}

describe("migrate", () => {
  test("by four servers at once makes everything from nothing", async () => {
    await Promise.all(Array.from({ length: 4 }, () => postgresStorage(pool, { schema: "fresh" }).migrate()));
    expect([await versionsIn("fresh"), await isIndexValid("fresh")]).toEqual([[1, 2], true]);
  });

  test.each(["invalid", "missing"])("makes an index anew that is %s", async (state) => {
    const storage = postgresStorage(pool, { schema: state });
    await storage.migrate();
    const index = `${state}.clientele_entries_outbox`;
    const spoil = "update pg_index set indisvalid = false where indexrelid = to_regclass($1)";
    if (state === "invalid") await pool.query(spoil, [index]);
    else await pool.query(`drop index ${index}`);
    await storage.migrate();
    expect(await isIndexValid(state)).toBe(true);
  });

  test("changes nothing when everything is there, rows included", async () => {
    const storage = postgresStorage(pool, { schema: "again" });
    await storage.migrate();
    await openWith(storage, "cus_1", 5);
    const before = await catalogueOf("again");
    await storage.migrate();
    for (const { statements } of postgresMigrations({ schema: "again" })) {
      for (const statement of statements) await pool.query(statement);
    }
    expect(await catalogueOf("again")).toEqual(before);
    expect(await pointsOf(storage, "cus_1")).toBe(5);
  });

  test.each(["Crm 1", 'the "best" shop', "select", "店铺"])("takes a schema by any name: %s", async (schema) => {
    const storage = postgresStorage(pool, { schema });
    await storage.migrate();
    await storage.migrate();
    await pay(storage, "cus_1", "ord_1", 30);
    expect(await pointsOf(storage, "cus_1")).toBe(30);
    expect(await shownOf(storage, 1)).toBeGreaterThan(0);
  });
});
