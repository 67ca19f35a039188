import { requireDurability } from "clientele";
import { sqliteStorage } from "clientele/sqlite";
import { describe, expect, test } from "vitest";
import { change, counterRef } from "../../src/testing/contract/counter.js";
import { driversHere } from "./support/drivers.js";
import { testPlaces } from "./support/places.js";

const places = testPlaces();

describe.each(driversHere())("how durable a storage of $name says it is", (driver) => {
  test.each([
    ["full", "power"],
    ["extra", "power"],
    ["normal", "process"],
  ] as const)("a file with synchronous %s: %s", async (synchronous, durability) => {
    const storage = sqliteStorage(places.open(driver, places.file()), { synchronous });
    await storage.migrate();
    expect(await storage.durability()).toBe(durability);
  });

  test("a file is safe from a loss of power when nothing is said", async () => {
    const storage = sqliteStorage(places.open(driver, places.file()));
    await storage.migrate();
    await expect(requireDurability(storage, "power")).resolves.toBeUndefined();
  });

  test("memory, and a file that nobody can find again, is memory", async () => {
    for (const file of [":memory:", ""]) {
      const storage = sqliteStorage(places.open(driver, file));
      await storage.migrate();
      expect(await storage.durability()).toBe("memory");
      await expect(requireDurability(storage, "process")).rejects.toMatchObject({
        code: "storage_failed",
        details: { reason: "not_durable", declared: "memory", required: "process" },
      });
    }
  });

  test("a journal that is deleted with every commit needs extra", async () => {
    const db = places.open(driver, places.file());
    await sqliteStorage(db).migrate();
    db.exec("pragma journal_mode = delete");
    expect(await sqliteStorage(db, { synchronous: "full" }).durability()).toBe("process");
    expect(await sqliteStorage(db, { synchronous: "extra" }).durability()).toBe("power");
    db.exec("pragma journal_mode = truncate");
    expect(await sqliteStorage(db, { synchronous: "full" }).durability()).toBe("power");
  });

  test("a journal that is in no file keeps nothing for sure", async () => {
    const db = places.open(driver, places.file());
    await sqliteStorage(db).migrate();
    db.exec("pragma journal_mode = delete");
    db.exec("pragma journal_mode = memory");
    expect(await sqliteStorage(db).durability()).toBe("memory");
  });

  test("the level is set before the first commit, also on a connection that came with less", async () => {
    const file = places.file();
    await sqliteStorage(places.open(driver, file)).migrate();
    const db = places.open(driver, file);
    db.exec("pragma synchronous = off");
    await sqliteStorage(db).commit([change(counterRef("cus_7"), 0, 1)]);
    expect(db.prepare("pragma synchronous").all()).toEqual([{ synchronous: 2 }]);
  });
});
