import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isClienteleError } from "clientele";
import { postgresMigrations, postgresStorage, type PostgresStorage, type StorageTrouble } from "clientele/postgres";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres, type PostgresServer } from "../support/postgres-server.js";
import { wireTo, type Wire } from "../support/wire.js";
import { accountOf, give, openWith, poolAt } from "./shop.js";

const home = mkdtempSync(join(tmpdir(), "clientele-hba-"));
const schema = "trouble";
const pools: pg.Pool[] = [];
let server: PostgresServer;
let healthy: PostgresStorage;
let admin: pg.Pool;
let wire: Wire;
let customers = 0;

beforeAll(async () => {
  const rules = join(home, "pg_hba.conf");
  writeFileSync(rules, "host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
  chmodSync(home, 0o755);
  server = await startPostgres(["fsync=off", `hba_file=${rules}`]);
  admin = poolOf();
  healthy = postgresStorage(admin, { schema });
  await healthy.migrate();
  await admin.query("create role locked login password 'right'");
  await admin.query("create role stranger login");
  wire = await wireTo(portOf(server.url));
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await wire.end();
  await server.stop();
  rmSync(home, { recursive: true });
});

/** A pool on the server, at another address or with other settings. */
function poolOf(more: pg.PoolConfig = {}, change: (url: URL) => void = () => undefined): pg.Pool {
  const url = new URL(server.url);
  change(url);
  const pool = poolAt(url.href, more);
  pools.push(pool);
  return pool;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** What is thrown must be `storage_failed` for this reason, whatever the driver called it. */
async function failsFor(reason: StorageTrouble, work: Promise<unknown>): Promise<void> {
  await expect(work).rejects.toSatisfy((thrown) => isClienteleError(thrown, "storage_failed"));
  await expect(work).rejects.toMatchObject({ details: { reason } });
}

/** A customer with points, and the gift that will meet with trouble. */
async function customerWithGift(): Promise<{ readonly customer: string; readonly gift: string }> {
  const customer = `cus_${++customers}`;
  await openWith(healthy, customer, 100);
  return { customer, gift: `unlucky_${customer}` };
}

/** How often a gift stands in the history, of which nothing may be missing and nothing half written. */
async function timesGiven(customer: string, gift: string): Promise<number> {
  const { version } = await healthy.load(accountOf(customer), {});
  const entries = await healthy.entries(accountOf(customer), { limit: 99 });
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: version }, (_, i) => i + 1));
  return entries.filter(({ command }) => command === gift).length;
}

describe("who may not come in", () => {
  const wrong: readonly (readonly [name: string, change: (url: URL) => void])[] = [
    ["with a wrong password", (url) => Object.assign(url, { username: "locked", password: "wrong" })],
    ["as nobody it knows", (url) => Object.assign(url, { username: "nobody_it_knows" })],
    ["to no database it has", (url) => Object.assign(url, { pathname: "/nowhere" })],
    ["without grants", (url) => Object.assign(url, { username: "stranger" })],
  ];

  test.each(wrong)("%s", async (_, change) => {
    const { customer, gift } = await customerWithGift();
    const storage = postgresStorage(poolOf({}, change), { schema });
    await failsFor("access_denied", give(storage, customer, gift, 5));
    await failsFor("access_denied", storage.migrate());
    expect(await timesGiven(customer, gift)).toBe(0);
  });

  test("to a server that is not there", async () => {
    const storage = postgresStorage(
      poolOf({}, (url) => Object.assign(url, { port: "1" })),
      { schema },
    );
    await failsFor("connection_lost", storage.load(accountOf("cus_1"), {}));
  });
});

describe("tables", () => {
  test("that are missing", async () => {
    await failsFor("schema_missing", give(postgresStorage(admin, { schema: "nowhere" }), "cus_1", "gift", 5));
    await failsFor("schema_missing", give(postgresStorage(admin), "cus_1", "gift", 5));
  });

  test("of a newer version are left alone, by migrate as well", async () => {
    const storage = postgresStorage(admin, { schema: "newer" });
    await storage.migrate();
    await admin.query("insert into newer.clientele_migrations values (99, 'from the future')");
    const fresh = postgresStorage(admin, { schema: "newer" });
    await failsFor("schema_newer", openWith(fresh, "cus_1", 5));
    await failsFor("schema_newer", fresh.migrate());
    expect((await admin.query("select * from newer.clientele_records")).rows).toEqual([]);
    await admin.query("delete from newer.clientele_migrations where version = 99");
    await openWith(fresh, "cus_1", 5);
  });

  test("of an older version are written as soon as they are migrated", async () => {
    const [first] = postgresMigrations({ schema: "older" });
    for (const statement of first?.statements ?? []) await admin.query(statement);
    await admin.query("insert into older.clientele_migrations values (1, 'records_and_entries')");
    const storage = postgresStorage(admin, { schema: "older" });
    await failsFor("schema_missing", openWith(storage, "cus_1", 5));
    expect((await admin.query("select * from older.clientele_entries")).rows).toEqual([]);
    await storage.migrate();
    await openWith(storage, "cus_1", 5);
    expect((await storage.load(accountOf("cus_1"), {})).version).toBe(2);
  });
});

describe("a connection that is cut", () => {
  test.each([
    ["before", 0, "done"],
    ["before", 100, "done"],
    ["after", 0, "replayed"],
    ["after", 100, "replayed"],
  ] as const)(
    "%s the commit, with a cache of %d records: the gift is %s when it is sent again",
    async (when, cache, then) => {
      const { customer, gift } = await customerWithGift();
      const storage = postgresStorage(
        poolOf({}, (url) => Object.assign(url, { port: String(wire.port) })),
        { schema, cache },
      );
      await give(storage, customer, `${gift}_before`, 1);
      // The load asks for the id alone; only the commit brings the body of the command.
      wire.cutAt(`"id":"${gift}"`, when);
      await failsFor("connection_lost", give(storage, customer, gift, 5));
      expect(await timesGiven(customer, gift)).toBe(when === "before" ? 0 : 1);
      wire.mend();
      expect(await give(storage, customer, gift, 5)).toBe(then);
      expect(await timesGiven(customer, gift)).toBe(1);
    },
  );
});

describe("what takes too long", () => {
  test.each([
    ["statement_timeout", { options: "-c statement_timeout=150" }],
    ["lock_timeout", { options: "-c lock_timeout=150" }],
    ["the driver's own time-out", { query_timeout: 150 }],
  ])("%s: the gift is given once when it is sent again", async (_, more) => {
    const { customer, gift } = await customerWithGift();
    const storage = postgresStorage(poolOf(more), { schema });
    await storage.load(accountOf(customer), {});
    const other = await admin.connect();
    await other.query("begin");
    await other.query(`select 1 from ${schema}.clientele_records where owner = $1 for update`, [customer]);
    await failsFor("timed_out", give(storage, customer, gift, 5));
    await other.query("rollback");
    other.release();
    expect(["done", "replayed"]).toContain(await give(storage, customer, gift, 5));
    expect(await timesGiven(customer, gift)).toBe(1);
  });
});

describe("no connection to be had", () => {
  test("from a pool whose only one is lent", async () => {
    const { customer, gift } = await customerWithGift();
    const pool = poolOf({ max: 1, connectionTimeoutMillis: 100 });
    const storage = postgresStorage(pool, { schema });
    const lent = await pool.connect();
    await failsFor("pool_exhausted", give(storage, customer, gift, 5));
    lent.release();
    expect(await give(storage, customer, gift, 5)).toBe("done");
    expect(await timesGiven(customer, gift)).toBe(1);
  });

  test("from a server that has as many as it takes", async () => {
    const { customer, gift } = await customerWithGift();
    const crowd = await poolOf({ max: 1 }, (url) => Object.assign(url, { username: "stranger" })).connect();
    await admin.query("alter role stranger connection limit 1");
    const storage = postgresStorage(
      poolOf({}, (url) => Object.assign(url, { username: "stranger" })),
      { schema },
    );
    await failsFor("pool_exhausted", give(storage, customer, gift, 5));
    crowd.release();
    expect(await timesGiven(customer, gift)).toBe(0);
  });
});

describe("a server that goes away and comes back", () => {
  test("is used again by the same storage, and what was sent meanwhile is done once", async () => {
    const { customer, gift } = await customerWithGift();
    await server.kill();
    await failsFor("connection_lost", give(healthy, customer, gift, 5));
    await server.restart();
    expect(await give(healthy, customer, gift, 5)).toBe("done");
    expect(await timesGiven(customer, gift)).toBe(1);
  });
});
