export { postgresStorage, type PostgresOptions, type PostgresStorage } from "./postgres-storage.js";
export { postgresMigrations } from "./migrations.js";
export type { Database } from "./database.js";
