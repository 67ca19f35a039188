import { readFileSync } from "node:fs";
import { defineProgram, type Program, type ProgramDocument } from "clientele";
import { postgresStorage, type PostgresStorage } from "clientele/postgres";
import { Pool } from "pg";

/** What jobs work with: the pool, the library's storage on it, the rules, and a clock. */
export interface Shop {
  readonly pool: Pool;
  readonly storage: PostgresStorage;
  readonly program: Program;
  readonly now: () => Date;
}

/** Opens the shop on a database, and makes the tables that are missing. */
export async function openShop(url: string, now: () => Date): Promise<Shop> {
  const pool = new Pool({ connectionString: url });
  // A broken connection fails the query that uses it, and the pool opens another; unheard, its event would end the app.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const storage = postgresStorage(pool, { schema: "jobs_crm" });
  await storage.migrate();
  await pool.query("create table if not exists jobs_crm.readers (name text primary key, watermark text not null)");
  const rules = JSON.parse(readFileSync(new URL("program.json", import.meta.url), "utf8")) as ProgramDocument;
  return { pool, storage, program: defineProgram(rules), now };
}

/** Removes what this example makes in a database: the library's tables, and the queues. */
export async function removeTables(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url });
  await pool.query("drop schema if exists jobs_crm, jobs cascade");
  await pool.end();
}
