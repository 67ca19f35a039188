import pg from "pg";
import { postgresStorage } from "clientele/postgres";
import { repositoryContract } from "clientele/testing";
import { afterAll, beforeAll, describe, inject, test } from "vitest";

let pool: pg.Pool;
let tenants = 0;

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: inject("databaseUrl"), max: 16 });
  await postgresStorage(pool, { schema: "contract" }).migrate();
});

afterAll(async () => {
  await pool.end();
});

describe("a storage over a pool of pg keeps the contract, in a schema of its own", () => {
  const make = repositoryContract((kinds) =>
    postgresStorage(pool, { tenant: `t${++tenants}`, kinds, schema: "contract" }),
  );
  for (const { name, run } of make) test(name, run);
});

describe("and so it does when it remembers records", () => {
  const make = repositoryContract((kinds) =>
    postgresStorage(pool, { tenant: `t${++tenants}`, kinds, schema: "contract", cache: 100 }),
  );
  for (const { name, run } of make) test(name, run);
});
