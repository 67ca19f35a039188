import { sqliteStorage } from "clientele/sqlite";
import { repositoryContract } from "clientele/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { driversHere, type Connection } from "./support/drivers.js";

const places = ["a file", "memory"] as const;
const open = driversHere().flatMap((driver) => places.map((place) => ({ driver, place, name: driver.name })));

test("the drivers of this runtime are tested", () => {
  const names = driversHere().map(({ name }) => name);
  const hasBuiltIn = process.getBuiltinModule("node:sqlite" as string) !== undefined;
  expect(names).toEqual(hasBuiltIn ? ["libsql", "node:sqlite"] : ["libsql"]);
});

describe.each(open)("a storage of $name in $place", ({ driver, place }) => {
  let folder = "";
  let db: Connection;
  let tenants = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "clientele-sqlite-"));
    db = driver.open(place === "memory" ? ":memory:" : join(folder, "shop.db"));
    await sqliteStorage(db).migrate();
  });

  afterAll(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe("keeps the contract, each case as a tenant", () => {
    const cases = repositoryContract((kinds) =>
      sqliteStorage(db, { tenant: `t${++tenants}`, kinds, synchronous: "normal" }),
    );
    test.each(cases)("$name", ({ run }) => run());
  });

  describe("keeps it in a transaction of the host, and nothing remains when that is rolled back", () => {
    // Only the host can repeat its own transaction, so nothing is tried again in it.
    const cases = repositoryContract((kinds) => sqliteStorage(db, { tenant: `host_${++tenants}`, kinds }).within(db), {
      without: ["retry"],
    });
    test.each(cases)("$name", async ({ run }) => {
      db.exec("begin immediate");
      try {
        await run();
      } finally {
        db.exec("rollback");
      }
      for (const table of ["clientele_records", "clientele_entries"]) {
        expect(db.prepare(`select * from ${table} where tenant like 'host%'`).all()).toEqual([]);
      }
    });
  });
});
