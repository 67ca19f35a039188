import { existsSync, mkdirSync, openSync, readSync, closeSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Storage } from "clientele";
import { memoryStorage } from "clientele/memory";
import { postgresStorage } from "clientele/postgres";
import { sqliteStorage } from "clientele/sqlite";

/** A storage, and what lets go of it. */
export interface Opened {
  readonly storage: Storage;
  readonly close: () => Promise<void>;
}

/** Which storage, by its name on the command line, and whether what an earlier run left there is forgotten. */
export interface Asked {
  readonly storage: string;
  readonly fresh: boolean;
}

/** Whether a name on the command line is that of a storage. */
export function isStorageName(name: string): boolean {
  return /^(memory|(pglite|sqlite)(:.+)?|postgres(ql)?:\/\/.+)$/.test(name);
}

/** The storage of this name, ready for use. */
export async function openStorage({ storage: name, fresh }: Asked): Promise<Opened> {
  if (name === "memory") return { storage: memoryStorage(), close: () => Promise.resolve() };
  if (/^postgres(ql)?:/.test(name)) return openServer(name, fresh);
  const place = name.slice("pglite:".length);
  return name.startsWith("sqlite")
    ? openSqlite(place || "out/superstore.db", fresh)
    : openPglite(place || "out/superstore-db", fresh);
}

async function openSqlite(file: string, fresh: boolean): Promise<Opened> {
  // Only what an earlier run left: a file of something else is not touched.
  if (fresh && isSqlite(file)) for (const part of ["", "-wal", "-shm"]) rmSync(`${file}${part}`, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  const { default: Database } = await import("libsql");
  const database = new Database(file);
  const storage = sqliteStorage(database);
  await storage.migrate();
  return { storage, close: async () => void database.close() };
}

function isSqlite(file: string): boolean {
  if (!existsSync(file)) return false;
  const first = Buffer.alloc(15);
  const opened = openSync(file, "r");
  readSync(opened, first);
  closeSync(opened);
  return first.toString() === "SQLite format 3";
}

async function openPglite(folder: string, fresh: boolean): Promise<Opened> {
  // Only what an earlier run left: a folder of something else is not touched.
  if (fresh && existsSync(`${folder}/PG_VERSION`)) rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  const { PGlite } = await import("@electric-sql/pglite");
  const database = await PGlite.create(folder);
  const storage = postgresStorage(database);
  await storage.migrate();
  return { storage, close: () => database.close() };
}

async function openServer(connectionString: string, fresh: boolean): Promise<Opened> {
  if (fresh) throw new Error("--fresh forgets files; what lies on a server is yours to delete.");
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ connectionString });
  const storage = postgresStorage(pool, { tenant: "superstore" });
  await storage.migrate();
  return { storage, close: () => pool.end() };
}
