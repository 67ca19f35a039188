import type { Answer, Database } from "./database.js";

/** A transaction of Drizzle on PostgreSQL, whichever driver is below it. */
export interface DrizzleTransaction {
  /** Drizzle takes an `SQL` of its own here, whose type differs from version to version. */
  execute(query: never): PromiseLike<unknown>;
}

/** A transaction of Drizzle as a database: `storage.within(fromDrizzle(tx))`. https://orm.drizzle.team/docs/transactions */
export function fromDrizzle(transaction: DrizzleTransaction): Database {
  return {
    query: async (sql, params) => {
      const built = { toQuery: () => ({ sql, params, typings: params.map(() => "none") }) };
      const answer = await transaction.execute({ getSQL: () => built } as never);
      return Array.isArray(answer) ? { rows: answer as readonly unknown[] } : (answer as Answer);
    },
  };
}
