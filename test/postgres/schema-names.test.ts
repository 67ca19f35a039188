import { migrationFiles, postgresStorage } from "clientele/postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hostsOn } from "../support/postgres-hosts.js";
import { change, counterRef } from "../../src/testing/contract/counter.js";
import { accountOf, pay, pointsOf, poolAt } from "./shop.js";

const url = inject("databaseUrl");
const hosts = hostsOn(url);
const pool = poolAt(url);

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.end()));
  await pool.end();
});

describe("a schema whose name has the signs that stand for values", () => {
  const schema = `is it $1, "?" or $2?`;
  const storage = postgresStorage(pool, { schema });

  beforeAll(() => storage.migrate());

  test.each(hosts)("is written in a transaction of $name", async (host) => {
    await host.transaction((transaction) => pay(storage.within(transaction), `cus_${host.name}`, "ord_1", 30));
    expect(await pointsOf(storage, `cus_${host.name}`)).toBe(30);
  });
});

describe("the migrations as files", () => {
  test.each([`costs $1`, `a $& b`, `o'clock $2`])("make the tables in a schema by the name %s", async (schema) => {
    for (const { sql } of migrationFiles({ schema })) await pool.query(sql);
    const storage = postgresStorage(pool, { schema });
    await storage.migrate();
    await pay(storage, "cus_1", "ord_1", 30);
    expect((await storage.entries(accountOf("cus_1"), { limit: 9 })).length).toBeGreaterThan(0);
  });
});

describe("a tenant", () => {
  const longest = "\u{1F375}".repeat(50);

  test("of 50 characters is kept, with an owner, a record and a command each as long as they may be", async () => {
    const storage = postgresStorage(pool, { tenant: longest });
    await storage.migrate();
    const id = "\u{1F375}".repeat(200);
    const ref = counterRef(id, id);
    await storage.commit([change(ref, 0, 1, [id])]);
    expect((await storage.load(ref, { id })).earlier?.command).toBe(id);
  });

  test("of more is refused before anything is asked", () => {
    expect(() => postgresStorage(pool, { tenant: `${longest}x` })).toThrow(/tenant: .*50 characters/);
  });
});

describe("a schema that somebody else has made", () => {
  test("is filled by a role that may make tables in it, and may make no schema", async () => {
    await pool.query("create role tenant_of_it login");
    await pool.query("create schema given authorization tenant_of_it");
    const own = poolAt(Object.assign(new URL(url), { username: "tenant_of_it" }).href);
    const storage = postgresStorage(own, { schema: "given" });
    await storage.migrate();
    await pay(storage, "cus_1", "ord_1", 30);
    expect(await pointsOf(storage, "cus_1")).toBe(30);
    await own.end();
  });
});
