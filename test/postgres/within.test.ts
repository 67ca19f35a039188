import pg from "pg";
import { postgresStorage, type PostgresStorage } from "clientele/postgres";
import { repositoryContract } from "clientele/testing";
import type { Storage } from "clientele";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hostsOn } from "../support/postgres-hosts.js";

const schema = "within";
const url = inject("databaseUrl");
const hosts = hostsOn(url);
const pool = new pg.Pool({ connectionString: url, max: 4 });
const rollBack = new Error("the host changed its mind");
let tenants = 0;

beforeAll(() => storageOf("main").migrate());

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.end()));
  await pool.end();
});

function storageOf(tenant: string): PostgresStorage {
  return postgresStorage(pool, { tenant, schema });
}

describe.each(hosts)("in a transaction of $name that is rolled back", (host) => {
  let make: () => Storage;
  const cases = repositoryContract(() => make(), { without: ["parallel", "retry", "outbox"] });

  test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, { run }) => {
    const rolledBack = host.transaction(async (transaction) => {
      make = () => storageOf(`t${++tenants}`).within(transaction);
      await run();
      throw rollBack;
    });
    await expect(rolledBack).rejects.toBe(rollBack);
  });

  test("nothing remains of all that", async () => {
    for (const table of ["records", "entries"]) {
      expect((await pool.query(`select * from ${schema}.clientele_${table} limit 1`)).rows).toEqual([]);
    }
  });
});
