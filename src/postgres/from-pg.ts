import { isPlannedOnce, type Answer, type Database } from "./database.js";

/** A statement as `pg` takes it. A server keeps the plan of one that has a name. */
export interface PgStatement {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/** A client of `pg`, with or without a transaction. */
export interface PgClient {
  query(statement: PgStatement): Promise<Answer>;
}

/** A client that a pool has lent. */
export interface PgPoolClient extends PgClient {
  release(broken?: boolean): void;
  on?(event: "error", listener: () => void): unknown;
  off?(event: "error", listener: () => void): unknown;
}

/** A pool of `pg`. */
export interface PgPool extends PgClient {
  connect(): Promise<PgPoolClient>;
}

/**
 * A client or pool of `pg` as a database: `storage.within(fromPg(client))` joins the transaction that the client has
 * open. Statements of up to 64 rows are prepared by name; a proxy that cannot keep names is told `{ named: false }`.
 *
 * @example
 * ```ts
 * import { fromPg } from "clientele/postgres";
 *
 * const asked: (string | undefined)[] = [];
 * const client = { query: async ({ name }: { name?: string }) => (asked.push(name), { rows: [] }) };
 * await fromPg(client, { named: false }).query("select 1", []); // => { rows: [] }
 * asked; // => [undefined]
 * ```
 */
export function fromPg(client: PgClient | PgPool, { named = true }: { readonly named?: boolean } = {}): Database {
  const names = new Map<string, string>();
  const name = (text: string): string => {
    const known = names.get(text) ?? nameOf(text);
    names.set(text, known);
    return known;
  };
  const query: Database["query"] = (text, values) => {
    return client.query({ ...(named && isPlannedOnce(text) && { name: name(text) }), text, values });
  };
  if (!("connect" in client) || !isPool(client)) return { query };
  return { query, transaction: (work) => transactionOf(client, (lent) => work(fromPg(lent, { named }))) };
}

/** Whether something is a pool of `pg`, which lends clients for transactions. */
export function isPool(db: object): db is PgPool {
  return "connect" in db && "totalCount" in db;
}

async function transactionOf<Result>(pool: PgPool, work: (client: PgClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  // While a client is lent, nobody listens when its connection breaks, and an error that nobody hears ends the process.
  const heard = (): void => undefined;
  client.on?.("error", heard);
  const say = (text: string): Promise<Answer> => client.query({ text, values: [] });
  try {
    await say("begin isolation level read committed");
    const result = await work(client);
    await say("commit");
    client.release();
    return result;
  } catch (thrown) {
    await say("rollback").then(
      () => client.release(),
      () => client.release(true),
    );
    throw thrown;
  } finally {
    client.off?.("error", heard);
  }
}

/** A text always has the same name, so a connection never meets one name with two texts. FNV-1a, in two halves. */
function nameOf(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return `clientele_${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`;
}
