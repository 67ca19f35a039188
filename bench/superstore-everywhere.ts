import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../test/support/postgres-server.js";

// The main job on every storage, a real server among them: what it prints must be the same to the letter.
const folder = mkdtempSync(join(tmpdir(), "clientele-superstore-"));
const server = await startPostgres([]);
try {
  const reference = printedOn("memory", "memory");
  printedOn("SQLite", `sqlite:${join(folder, "superstore.db")}`, reference);
  printedOn("a PostgreSQL server", server.url, reference);
  if (process.argv.includes("--pglite")) printedOn("PGlite on disk", `pglite:${join(folder, "pglite")}`, reference);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** What the main job prints on a storage, and how long it took; it says so when that differs from the reference. */
function printedOn(name: string, storage: string, reference?: string): string {
  const start = performance.now();
  const args = ["--tsconfig", "examples/tsconfig.json", "examples/superstore/main.ts", "--quiet", "--storage", storage];
  const { status, stdout, stderr } = spawnSync("npx", ["tsx", ...args], { encoding: "utf8" });
  const seconds = Math.round((performance.now() - start) / 1000);
  if (status !== 0) throw new Error(`${name}: ended with ${status}: ${stderr}`);
  const isSame = reference === undefined || stdout === reference;
  const lines = stdout.trim().split("\n").length;
  console.log(
    `${name}: ${lines} lines in ${seconds} s${reference === undefined ? "" : isSame ? ", the same" : ", DIFFERENT"}`,
  );
  if (!isSame) process.exitCode = 1;
  return stdout;
}
