import { readFileSync, writeFileSync } from "node:fs";
import { execute } from "clientele";
import { sqliteMigrations, sqliteStorage, type SqliteStorage } from "clientele/sqlite";
import { describe, expect, test } from "vitest";
import { change, context, counter, counterRef, entry, seen, startCounter } from "../../src/testing/contract/counter.js";
import { driversHere, type Connection } from "./support/drivers.js";
import { testPlaces } from "./support/places.js";

const places = testPlaces();
const ref = counterRef("cus_7");
const large = { ref, expected: 1, record: counter(ref, 2, { payload: "x".repeat(500_000) }), entries: [entry("c2")] };

describe.each(driversHere())("trouble with $name", (driver) => {
  const made = async (waitMillis = 5_000): Promise<{ storage: SqliteStorage; db: Connection; file: string }> => {
    const file = places.file();
    const db = places.open(driver, file);
    const storage = sqliteStorage(db, { waitMillis });
    await storage.migrate();
    return { storage, db, file };
  };
  const failed = (reason: string): object => ({ code: "storage_failed", details: { reason } });

  test("no tables: what to do is said, and done it works", async () => {
    const storage = sqliteStorage(places.open(driver, places.file()));
    const works = [
      () => storage.load(ref, {}),
      () => storage.commit([change(ref, 0, 1)]),
      () => storage.outbox({ limit: 1 }),
    ];
    for (const work of works) {
      await expect(work()).rejects.toMatchObject(failed("schema_missing"));
      await expect(work()).rejects.toThrow("Call migrate() before the storage is used");
    }
    await storage.migrate();
    await storage.commit([change(ref, 0, 1)]);
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 1 });
  });

  test("tables that went while the storage was open", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1)]);
    db.exec("drop table clientele_entries");
    await expect(storage.outbox({ limit: 1 })).rejects.toMatchObject(failed("schema_missing"));
  });

  test("tables of a newer version are left alone", async () => {
    const { db } = await made();
    db.exec("insert into clientele_migrations (name) values ('9999_newer')");
    const storage = sqliteStorage(db);
    const works = [() => storage.migrate(), () => storage.load(ref, {}), () => storage.commit([change(ref, 0, 1)])];
    for (const work of works) {
      await expect(work()).rejects.toMatchObject(failed("schema_newer"));
      await expect(work()).rejects.toThrow("9999_newer");
    }
  });

  test("a full disk: nothing is half written, and with room the same commit is made", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1, ["c1"])]);
    const [pages] = db
      .prepare("pragma page_count")
      .all()
      .map((row) => Object.values(row as object)[0] as number);
    db.exec(`pragma max_page_count = ${(pages ?? 0) + 2}`);
    await expect(storage.commit([change(counterRef("cus_7", "other"), 0, 1), large])).rejects.toMatchObject(
      failed("disk_full"),
    );
    expect(seen(await storage.load(ref, { id: "c2" }))).toEqual({ version: 1, value: 1 });
    expect((await storage.outbox({ limit: 9 })).entries).toHaveLength(1);
    db.exec("pragma max_page_count = 100000");
    await storage.commit([change(counterRef("cus_7", "other"), 0, 1), large]);
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 2, value: 2 });
  });

  test("a full disk in a transaction of the host: nothing more is done in it", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1)]);
    const [pages] = db
      .prepare("pragma page_count")
      .all()
      .map((row) => Object.values(row as object)[0] as number);
    db.exec(`pragma max_page_count = ${(pages ?? 0) + 2}`);
    db.exec("begin immediate");
    const inside = storage.within(db);
    await expect(inside.commit([large])).rejects.toMatchObject(failed("disk_full"));
    rollBack(db);
    await expect(inside.commit([change(ref, 1, 2)])).rejects.toThrow("No transaction is open on this connection");
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 1 });
  });

  test("a connection that was closed, for reads and for writes", async () => {
    const { storage, db, file } = await made();
    await storage.commit([change(ref, 0, 1)]);
    await storage.refsOf("cus_7");
    db.close();
    const works = [
      () => storage.refsOf("cus_7"),
      () => storage.load(ref, {}),
      () => storage.commit([change(ref, 1, 2)]),
      () => storage.migrate(),
      () => storage.durability(),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject(failed("connection_lost"));
    const anew = sqliteStorage(places.open(driver, file));
    expect(seen(await anew.load(ref, {}))).toEqual({ version: 1, value: 1 });
    await anew.commit([change(ref, 1, 2)]);
  });

  test("a connection that may only read", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1)]);
    db.exec("pragma query_only = on");
    await expect(storage.commit([change(ref, 1, 2)])).rejects.toMatchObject(failed("access_denied"));
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 1 });
    db.exec("pragma query_only = off");
    await storage.commit([change(ref, 1, 2)]);
  });

  test("another connection that holds the file: waited for so long, then said; reads do not wait", async () => {
    const { storage, file } = await made(60);
    await storage.commit([change(ref, 0, 1)]);
    const other = places.open(driver, file);
    other.exec("begin immediate");
    await expect(storage.commit([change(ref, 1, 2)])).rejects.toMatchObject(failed("timed_out"));
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 1 });
    other.exec("rollback");
    await storage.commit([change(ref, 1, 2)]);
  });

  test("another connection that lets go in time is no trouble", async () => {
    const { storage, file } = await made();
    const other = places.open(driver, file);
    other.exec("begin immediate");
    const commit = storage.commit([change(ref, 0, 1)]);
    await storage.load(ref, {});
    other.exec("commit");
    await commit;
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 1 });
  });

  test("a transaction of the host on the same connection: within() is named", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1)]);
    db.exec("begin immediate");
    await expect(storage.commit([change(ref, 1, 2)])).rejects.toThrow("Inside a transaction of yours use within().");
    await storage.within(db).commit([change(ref, 1, 2)]);
    db.exec("commit");
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 2, value: 2 });
  });

  test("a file that is no database", async () => {
    const file = places.file();
    writeFileSync(file, "name,points\n".repeat(400));
    const storage = sqliteStorage(places.open(driver, file));
    await expect(storage.migrate()).rejects.toMatchObject(failed("other"));
    expect(readFileSync(file, "utf8")).toBe("name,points\n".repeat(400));
  });

  test("a database that is not kept in UTF-8 is refused", async () => {
    const db = places.open(driver, places.file());
    db.exec("pragma encoding = 'UTF-16le'");
    db.exec("create table mine (name text)");
    await expect(sqliteStorage(db).migrate()).rejects.toThrow("The database is kept in UTF-16le, and UTF-8 is needed");
  });

  test("a lost answer: the same command is answered as it was", async () => {
    const { storage } = await made();
    const first = await execute(storage, ref, startCounter, { id: "start", owner: ref.owner }, context);
    const again = await execute(storage, ref, startCounter, { id: "start", owner: ref.owner }, context);
    expect([first.replayed, again.replayed]).toEqual([false, true]);
  });
});

/** A full disk may have rolled it back already. */
function rollBack(db: Connection): void {
  try {
    db.exec("rollback");
  } catch (thrown) {
    expect(String(thrown)).toContain("no transaction is active");
  }
}

describe("the migrations", () => {
  test("say themselves that they were taken, so a host may run them with a tool of its own", async () => {
    for (const driver of driversHere()) {
      const db = places.open(driver, places.file());
      for (const { sql } of sqliteMigrations) db.exec(sql);
      const storage = sqliteStorage(db);
      await storage.commit([change(ref, 0, 1)]);
      await storage.migrate();
      expect(seen(await storage.load(ref, {}))).toEqual({ version: 1, value: 1 });
    }
  });
});
