import { PrismaPg } from "@prisma/adapter-pg";
import { fromDrizzle, fromKnex, fromKysely, fromPg, fromPrisma, type Database } from "clientele/postgres";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import knex from "knex";
import { Kysely, PostgresDialect, sql as raw } from "kysely";
import pg from "pg";
import { prismaClient } from "./postgres-prisma.js";

/** Runs a statement of the host's own. */
export type Say = (text: string) => Promise<unknown>;

/** An application that has a database of its own and speaks to it in its own way. */
export interface Host {
  readonly name: string;
  /** A transaction of the host: committed when the work is done, rolled back when it throws. */
  transaction<Result>(work: (transaction: Database, say: Say) => Promise<Result>): Promise<Result>;
  end(): Promise<void>;
}

/** Every query builder that can be joined, over a pool of its own. */
export function hostsOn(connectionString: string): readonly Host[] {
  const at = { connectionString, max: 4 };
  return [pgHost(at), kyselyHost(at), drizzleHost(at), knexHost(connectionString), prismaHost(at)];
}

function pgHost(at: pg.PoolConfig): Host {
  const pool = new pg.Pool(at);
  const transaction: Host["transaction"] = async (work) => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const result = await work(fromPg(client), (text) => client.query(text));
      await client.query("commit");
      return result;
    } catch (thrown) {
      await client.query("rollback");
      throw thrown;
    } finally {
      client.release();
    }
  };
  return { name: "pg", transaction, end: () => pool.end() };
}

function kyselyHost(at: pg.PoolConfig): Host {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool(at) }) });
  return {
    name: "Kysely",
    transaction: (work) =>
      db.transaction().execute((trx) => work(fromKysely(trx), (text) => raw.raw(text).execute(trx))),
    end: () => db.destroy(),
  };
}

function drizzleHost(at: pg.PoolConfig): Host {
  const pool = new pg.Pool(at);
  const db = drizzle(pool);
  return {
    name: "Drizzle",
    transaction: (work) => db.transaction((tx) => work(fromDrizzle(tx), async (text) => tx.execute(sql.raw(text)))),
    end: () => pool.end(),
  };
}

function knexHost(connection: string): Host {
  const db = knex({ client: "pg", connection, pool: { min: 0, max: 4 } });
  return {
    name: "Knex",
    transaction: (work) => db.transaction((trx) => work(fromKnex(trx), async (text) => trx.raw(text))),
    end: () => db.destroy(),
  };
}

function prismaHost(at: pg.PoolConfig): Host {
  const client = prismaClient(new PrismaPg(at));
  return {
    name: "Prisma",
    transaction: (work) =>
      client.$transaction((tx) => work(fromPrisma(tx), async (text) => tx.$executeRawUnsafe(text)), {
        timeout: 20_000,
      }),
    end: () => client.$disconnect(),
  };
}
