// Writes migrations/: the steps of the tables as plain SQL files, for a host's own migration tool. Run it after a step
// is added to src/postgres/migrations.ts or src/sqlite/migrations.ts.
import { mkdirSync, writeFileSync } from "node:fs";
import { allMigrationFiles } from "../test/support/migration-files.js";

for (const { path, text } of allMigrationFiles()) {
  mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
