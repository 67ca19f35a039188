import { PGlite } from "@electric-sql/pglite";
import { postgresStorage } from "clientele/postgres";
import { repositoryContract } from "clientele/testing";
import { afterAll, beforeAll, describe, test } from "vitest";

let db: PGlite;
let tenants = 0;

beforeAll(async () => {
  db = await PGlite.create();
  await postgresStorage(db).migrate();
});

afterAll(async () => {
  await db.close();
});

describe("a storage in PGlite keeps the contract, each case as a tenant of one database", () => {
  for (const { name, run } of repositoryContract((kinds) => postgresStorage(db, { tenant: `t${++tenants}`, kinds }))) {
    test(name, run);
  }
});
