import { sqliteStorage, type SqliteStorage } from "clientele/sqlite";
import { describe, expect, test } from "vitest";
import { change, counterKind, counterRef, seen } from "../../src/testing/contract/counter.js";
import { driversHere, type Connection } from "./support/drivers.js";
import { testPlaces } from "./support/places.js";

const places = testPlaces();
const ref = counterRef("cus_7");

describe.each(driversHere())("inside a transaction of the host with $name", (driver) => {
  const made = async (): Promise<{ storage: SqliteStorage; db: Connection; file: string }> => {
    const file = places.file();
    const db = places.open(driver, file);
    db.exec("create table orders (id text primary key, paid integer not null) strict");
    const storage = sqliteStorage(db, { kinds: [counterKind] });
    await storage.migrate();
    return { storage, db, file };
  };

  test("the host's rows and the library's are committed together, or not at all", async () => {
    const { storage, db } = await made();
    for (const [end, count] of [
      ["rollback", 0],
      ["commit", 1],
    ] as const) {
      db.exec("begin immediate");
      db.exec("insert into orders values ('ord_1', 1)");
      await storage.within(db).commit([change(ref, 0, 1, ["c1"])]);
      db.exec(end);
      expect(db.prepare("select * from orders").all()).toHaveLength(count);
      expect((await storage.load(ref, {})).version).toBe(count);
    }
  });

  test("a conflict is thrown, leaves nothing behind, and the host may go on", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1)]);
    db.exec("begin immediate");
    const inside = storage.within(db);
    const commit = inside.commit([change(counterRef("cus_7", "other"), 0, 9), change(ref, 3, 9)]);
    await expect(commit).rejects.toMatchObject({ code: "version_conflict", details: { stored: 1, expected: 3 } });
    await inside.commit([change(ref, 1, 2)]);
    db.exec("commit");
    expect((await storage.refsOf("cus_7")).map(({ id }) => id)).toEqual(["main"]);
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 2, value: 2 });
  });

  test("an attempt is made once", async () => {
    const { storage, db } = await made();
    await storage.commit([change(ref, 0, 1)]);
    db.exec("begin immediate");
    let count = 0;
    const attempt = storage.within(db).retry?.("cus_7", async (inside) => {
      count++;
      await inside.commit([change(ref, 9, 2)]);
    });
    await expect(attempt).rejects.toMatchObject({ code: "version_conflict" });
    expect(count).toBe(1);
    db.exec("rollback");
  });

  test("that began by reading and was overtaken is a conflict: the host repeats it", async () => {
    const { storage, db, file } = await made();
    await storage.commit([change(ref, 0, 1)]);
    const other = sqliteStorage(places.open(driver, file));
    db.exec("begin");
    const inside = storage.within(db);
    const { version } = await inside.load(ref, {});
    await other.commit([change(ref, 1, 5)]);
    await expect(inside.commit([change(ref, version, 2)])).rejects.toMatchObject({ code: "version_conflict" });
    db.exec("rollback");
    expect(seen(await storage.load(ref, {}))).toEqual({ version: 2, value: 5 });
  });

  test("without a transaction nothing is done", async () => {
    const { storage, db } = await made();
    const inside = storage.within(db);
    await expect(inside.commit([change(ref, 0, 1)])).rejects.toThrow("No transaction is open on this connection");
    expect((await storage.load(ref, {})).version).toBe(0);
  });

  test("it is as durable as the connection", async () => {
    const { storage, db } = await made();
    expect(await storage.durability()).toBe("power");
    db.exec("begin");
    expect(await storage.within(db).durability()).toBe("power");
    db.exec("rollback");
  });
});
