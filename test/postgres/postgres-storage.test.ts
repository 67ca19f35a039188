import { PGlite } from "@electric-sql/pglite";
import { postgresMigrations, postgresStorage, type Database } from "clientele/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordKind } from "../../src/shared/record-kind.js";
import { change, counter, counterKind, counterRef, entry } from "../../src/testing/contract/counter.js";

let db: PGlite;
let tenant = "";
let tenants = 0;
const ref = counterRef("cus_7");

beforeAll(async () => {
  db = await PGlite.create();
});

beforeEach(() => {
  tenant = `t${++tenants}`;
});

afterAll(async () => {
  await db.close();
});

describe("migrate", () => {
  test("a storage without tables says what to do", async () => {
    const loaded = postgresStorage(db).load(ref, {});
    const details = { reason: "schema_missing", code: "42P01" };
    await expect(loaded).rejects.toMatchObject({ code: "storage_failed", details });
    await expect(loaded).rejects.toThrow("Call migrate() before the storage is used");
  });

  test("a second time it changes nothing, and keeps what is stored", async () => {
    const storage = postgresStorage(db, { tenant });
    await storage.migrate();
    await storage.commit([change(ref, 0, 5)]);
    await storage.migrate();
    expect(await storage.load(ref, {})).toMatchObject({ version: 1, record: { value: 5 } });
  });

  test("a step is told in statements that each stand alone", () => {
    const statements = postgresMigrations({ schema: "crm" }).flatMap((step) => step.statements);
    expect(statements.filter((text) => text.includes(";"))).toEqual([]);
    expect(statements.filter((text) => !text.includes('"crm"'))).toEqual([]);
  });
});

describe("a row", () => {
  test("holds the record as canonical text, beside its columns", async () => {
    const kind = recordKind({
      ...counterKind,
      project: () => ({ nextDueOn: "2026-03-12", customerId: "cus_7", status: "open", urgent: 1, area: "north" }),
    });
    const storage = postgresStorage(db, { tenant, kinds: [kind] });
    await storage.commit([change(ref, 0, 5, ["c1"])]);
    const { rows } = await db.query("select * from clientele_records where tenant = $1", [tenant]);
    expect(rows).toEqual([
      {
        tenant,
        owner: "cus_7",
        kind: "contract_counter",
        id: "main",
        version: 1,
        entries: 1,
        record: kind.pack(counter(ref, 5)),
        customer_id: "cus_7",
        status: "open",
        next_due_on: "2026-03-12",
        columns: '{"area":"north","urgent":1}',
        xact: expect.any(Number) as unknown,
      },
    ]);
  });

  test("that breaks a check of its kind is not answered either", async () => {
    await postgresStorage(db, { tenant }).commit([change(ref, 0, -1)]);
    const storage = postgresStorage(db, { tenant, kinds: [counterKind] });
    await expect(storage.load(ref, {})).rejects.toMatchObject({ code: "invariant_violated" });
  });
});

describe("tenants", () => {
  test("do not see one another's records, entries and due days", async () => {
    const mine = postgresStorage(db, { tenant, kinds: [counterKind] });
    const theirs = postgresStorage(db, { tenant: `${tenant}_other`, kinds: [counterKind] });
    const record = counter(ref, 5, { nextDueOn: "2026-03-12" });
    await mine.commit([{ ref, expected: 0, record, entries: [entry("c1", "ord_1")] }]);
    expect(await theirs.load(ref, { id: "c1", about: "ord_1" })).toEqual({ version: 0, related: [] });
    expect(await theirs.due({ on: "2026-03-12", limit: 9 })).toEqual([]);
    expect(await theirs.records(ref.kind, { limit: 9 })).toEqual([]);
    expect(await theirs.entries(ref, { limit: 9 })).toEqual([]);
    await theirs.commit([change(ref, 0, 7, ["c1"])]);
    expect(await mine.load(ref, {})).toMatchObject({ version: 1, record: { value: 5 } });
  });
});

describe("round trips", () => {
  test("after one look at the tables a load, a load of many and a commit are one each, in texts that never change", async () => {
    const asked: string[] = [];
    const counting: Database = {
      query: (text, values) => {
        asked.push(text);
        return db.query(text, values);
      },
    };
    const storage = postgresStorage(counting, { tenant });
    const refs = Array.from({ length: 9 }, (_, i) => counterRef("cus_7", `c${i}`));
    await storage.commit([change(ref, 0, 1, ["c1"])]);
    expect(asked.splice(0)[0]).toContain("clientele_migrations");
    await storage.commit([change(ref, 1, 1)]);
    await storage.commit(refs.map((one) => change(one, 0, 1, ["c1", "c2"])));
    await storage.load(ref, { id: "c1" });
    await storage.loadOwner(refs.map((one) => ({ ref: one, lookup: { about: "ord_1" } })));
    await storage.loadOwner([{ ref, lookup: {} }]);
    expect(asked).toHaveLength(5);
    expect(new Set(asked).size).toBe(3);
  });
});

describe("trouble", () => {
  test("of the database is storage_failed with its cause, and writes nothing", async () => {
    const cause = new Error("Connection terminated unexpectedly");
    const storage = postgresStorage({ query: () => Promise.reject(cause) }, { tenant });
    const thrown = { code: "storage_failed", details: { reason: "connection_lost" }, cause };
    await expect(storage.load(ref, {})).rejects.toMatchObject(thrown);
    await expect(storage.commit([change(ref, 0, 1)])).rejects.toMatchObject(thrown);
  });

  test.each(["23505", "40001", "40P01"])("SQLSTATE %s says that another writer was faster", async (code) => {
    const cause = Object.assign(new Error("could not serialize"), { code });
    const storage = postgresStorage({ query: () => Promise.reject(cause) }, { tenant });
    await expect(storage.commit([change(ref, 0, 1)])).rejects.toMatchObject({ code: "version_conflict", cause });
  });

  test("a conflict says the two versions, and leaves a transaction of the host usable", async () => {
    await postgresStorage(db, { tenant }).commit([change(ref, 0, 1)]);
    await db.transaction(async (transaction) => {
      const inside = postgresStorage(transaction, { tenant });
      const details = { ref, stored: 1, expected: 3 };
      await expect(inside.commit([change(ref, 3, 2)])).rejects.toMatchObject({ code: "version_conflict", details });
      await inside.commit([change(ref, 1, 2)]);
    });
    expect(await postgresStorage(db, { tenant }).load(ref, {})).toMatchObject({ version: 2, record: { value: 2 } });
  });

  test("a transaction that the host rolls back takes the commit with it", async () => {
    await db.transaction(async (transaction) => {
      await postgresStorage(transaction, { tenant }).commit([change(ref, 0, 1, ["c1"])]);
      await transaction.rollback();
    });
    expect(await postgresStorage(db, { tenant }).load(ref, { id: "c1" })).toEqual({ version: 0, related: [] });
  });
});
