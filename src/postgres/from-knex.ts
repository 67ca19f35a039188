import type { Answer, Database } from "./database.js";

/** A transaction of Knex on PostgreSQL. */
export interface KnexTransaction {
  raw(text: string, bindings: readonly unknown[]): PromiseLike<unknown>;
}

/** A transaction of Knex as a database: `storage.within(fromKnex(trx))`. Knex knows `?` alone. https://knexjs.org/guide/raw.html */
export function fromKnex(transaction: KnexTransaction): Database {
  return {
    query: async (text, values) => {
      const bindings: unknown[] = [];
      // Names in quotes hold what they like.
      const marked = text.replaceAll(/"[^"]*"|\$(\d+)/g, (part, place) => {
        if (place === undefined) return part.replaceAll("?", "\\?");
        return (bindings.push(values[Number(place) - 1]), "?");
      });
      return (await transaction.raw(marked, bindings)) as Answer;
    },
  };
}
