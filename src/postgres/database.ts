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

/** A plan that is kept for a few rows is slow for many, so a statement for more than these is planned for itself. */
const mostPlannedRows = 64;

const manyRows = "/* many rows */";

/** The statement for so many rows. */
export function sizedFor(rows: number, statement: string): string {
  return rows > mostPlannedRows ? `${manyRows}${statement}` : statement;
}

/** Whether a server may keep the plan of a statement. */
export function isPlannedOnce(statement: string): boolean {
  return !statement.startsWith(manyRows);
}
