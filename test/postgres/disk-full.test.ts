import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isClienteleError } from "clientele";
import { postgresStorage, type Database } from "clientele/postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { accountOf, give, openWith, poolAt } from "./shop.js";

const schema = "disk_full";
const home = mkdtempSync(join(tmpdir(), "clientele-disk-"));
const admin = poolAt(inject("databaseUrl"));
const small = poolAt(inject("databaseUrl"), { options: "-c default_tablespace=small" });
const disk = smallDisk();

afterAll(async () => {
  await small.end();
  await admin.query(`drop schema if exists ${schema} cascade`);
  await admin.query("drop tablespace if exists small");
  await admin.end();
  if (disk !== undefined) spawnSync("umount", [home]);
  rmSync(home, { recursive: true });
});

/** A disk of 2 MB, where it may be mounted; elsewhere a server only ever says that its disk is full. */
function smallDisk(): string | undefined {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=777", "tmpfs", home]);
  if (mounted.status !== 0) return undefined;
  const place = join(home, "tables");
  mkdirSync(place);
  const owner = spawnSync("chown", ["nobody", place]);
  return owner.status === 0 ? place : undefined;
}

const fullDisk = { code: "storage_failed", details: { reason: "disk_full", code: "53100" } };

describe("a disk that is full", () => {
  test("is told by its name", async () => {
    const words = 'could not extend file "base/5/16384": No space left on device';
    const full: Database = { query: () => Promise.reject(Object.assign(new Error(words), { code: "53100" })) };
    await expect(give(postgresStorage(full), "cus_1", "gift", 5)).rejects.toMatchObject(fullDisk);
  });

  const cases = disk === undefined ? [] : [disk];
  test.each(cases)("leaves nothing half written, and with room again the same command is done once", async (place) => {
    await admin.query(`create tablespace small location '${place}'`);
    const storage = postgresStorage(small, { schema });
    await storage.migrate();
    await small.query(`create table ${schema}.ballast (filling text)`);
    const unlucky = await untilFull(async (id) => {
      await small
        .query(`insert into ${schema}.ballast select repeat('x', 1000) from generate_series(1, 20)`)
        .catch(() => undefined);
      await openWith(storage, id, 5);
    });
    expect((await small.query(`select 1 from ${schema}.clientele_records`)).rows.length).toBeGreaterThan(0);
    await small.query(`drop table ${schema}.ballast`);
    const { version } = await storage.load(accountOf(unlucky), {});
    expect((await storage.entries(accountOf(unlucky), { limit: 9 })).length).toBe(version);
    await openWith(storage, unlucky, 5).catch((thrown: unknown) => expect(thrown).toBeUndefined());
    expect((await storage.entries(accountOf(unlucky), { limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

/** Writes until the disk is full, and answers whose command could not be carried out. */
async function untilFull(write: (id: string) => Promise<unknown>): Promise<string> {
  for (let made = 0; made < 2000; made++) {
    try {
      await write(`cus_${made}`);
    } catch (thrown) {
      expect(isClienteleError(thrown)).toBe(true);
      expect(thrown).toMatchObject(fullDisk);
      return `cus_${made}`;
    }
  }
  throw new Error("The disk never became full.");
}
