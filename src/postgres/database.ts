/** What a statement answers. */
export interface Answer {
  readonly rows: readonly unknown[];
}

/**
 * All that is asked of a database: PGlite has it, and so has a client of `pg`. With `transaction`, which PGlite has
 * too, a storage can lock what it reads when writers come too close.
 */
export interface Database {
  query(text: string, values: unknown[]): Promise<Answer>;
  transaction?<Result>(work: (transaction: Database) => Promise<Result>): Promise<Result>;
}
