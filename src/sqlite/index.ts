export { sqliteStorage, type SqliteOptions, type SqliteStorage } from "./sqlite-storage.js";
export { sqliteMigrations, type SqliteMigration } from "./migrations.js";
export type { SqliteDatabase, SqliteStatement } from "./database.js";
export type { SqliteTrouble } from "./trouble.js";
