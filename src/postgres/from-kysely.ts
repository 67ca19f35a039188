import type { Answer, Database } from "./database.js";

/** What Kysely's `executeQuery` takes, as far as a statement with its values needs. */
export interface KyselyStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly query: {
    readonly kind: "RawNode";
    readonly sqlFragments: readonly string[];
    readonly parameters: readonly never[];
  };
  readonly queryId: { readonly queryId: string };
}

/** A transaction of Kysely on PostgreSQL. */
export interface KyselyTransaction {
  executeQuery(statement: KyselyStatement): Promise<Answer>;
}

/** A transaction of Kysely as a database: `storage.within(fromKysely(trx))`. https://kysely.dev/docs/recipes/raw-sql */
export function fromKysely(transaction: KyselyTransaction): Database {
  return {
    query: (sql, parameters) => {
      const query = { kind: "RawNode", sqlFragments: [sql], parameters: [] } as const;
      return transaction.executeQuery({ sql, parameters, query, queryId: { queryId: "clientele" } });
    },
  };
}
