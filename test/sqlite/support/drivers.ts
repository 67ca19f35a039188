import type { SqliteDatabase } from "clientele/sqlite";
import Database from "libsql";

/** A connection that can be closed. */
export type Connection = SqliteDatabase & { close(): unknown };

/** A driver that this runtime offers. */
export interface Driver {
  readonly name: string;
  readonly open: (file: string) => Connection;
}

/** `libsql`, which the tests bring, and `node:sqlite` where the runtime has it. */
export function driversHere(): readonly Driver[] {
  const libsql: Driver = { name: "libsql", open: (file) => new Database(file) };
  const builtIn = process.getBuiltinModule("node:sqlite" as string);
  if (builtIn === undefined) return [libsql];
  const { DatabaseSync } = builtIn as { readonly DatabaseSync: new (file: string) => Connection };
  return [libsql, { name: "node:sqlite", open: (file) => new DatabaseSync(file) }];
}
