import { recordKinds } from "../memory/kinds.js";
import { ClienteleError } from "../shared/errors.js";
import { kindFinder, type RecordKind } from "../shared/record-kind.js";
import type { Ref } from "../shared/repository.js";
import { loadMany, type Storage } from "../shared/storage.js";
import { onRemembered, recordCache } from "./cache.js";
import type { Database } from "./database.js";
import { fromPg, isPool } from "./from-pg.js";
import { migrate } from "./migrate.js";
import { postgresMigrations, prefixOf, type SchemaOptions } from "./migrations.js";
import { commitOne, portsOn, type Bound } from "./ports.js";
import { retryOn } from "./retry.js";
import { statementsIn } from "./statements.js";
import { rowsOf, schemaNewer, troubleOf } from "./trouble.js";

/** What a storage in PostgreSQL can be told. */
export interface PostgresOptions extends SchemaOptions {
  /** Whose data it is; one set of tables serves many tenants. At most 50 characters; `"main"` when left out. */
  readonly tenant?: string;
  /** The host's own kinds of record, beside the library's. */
  readonly kinds?: readonly RecordKind[];
  /** How many records `execute` may remember, so that it need not load what nobody else changed: none when left out. */
  readonly cache?: number;
}

/** A storage in PostgreSQL, the making of its tables, and the same storage in a transaction of the host. */
export interface PostgresStorage extends Storage {
  /** Makes the tables and indexes that are not there yet. */
  migrate(): Promise<void>;
  /**
   * The same repositories in a transaction that the host opened. Nothing here commits and nothing is tried again: a
   * conflict is thrown, the host's transaction rolls back, and the host repeats all of it.
   */
  within(transaction: Database): Storage;
}

/**
 * A storage in PostgreSQL: over a pool or client of `pg`, over PGlite, or over any database whose client has
 * `query(text, values)`. A load is one round trip and a commit is one statement, so it needs no transaction of its own.
 *
 * Records and entries are canonical JSON in text columns; queries read the columns beside them. When writers meet,
 * `execute` and the bridges try again after pauses of chance length, and then with the records locked. PGlite keeps
 * what it was given when the process dies, but not when the power fails: `durability()` says so.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { postgresStorage } from "clientele/postgres";
 *
 * const storage = postgresStorage(new PGlite(), { tenant: "tea_house", schema: "crm" });
 * await storage.migrate();
 * await storage.due({ on: "2026-03-12", limit: 100 }); // => []
 * await storage.durability(); // => "memory"
 * ```
 */
export function postgresStorage(given: Database, options: PostgresOptions = {}): PostgresStorage {
  const { tenant = "main", kinds = [], cache = 0, schema } = options;
  requireTenant(tenant);
  const db = isPool(given) ? fromPg(given) : given;
  const statements = statementsIn(prefixOf(schema));
  const kindOf = kindFinder([...recordKinds, ...kinds]);
  const bind = (to: Database): Bound => ({ db: to, tenant, statements, kindOf });
  const bound = bind(whenKnown(db, statements.version));
  const ports = portsOn(bound);
  const guarded = { ...ports, commitUntold: commitOne.bind(undefined, bound) };
  const locked = db.transaction && {
    locked: <Answer>(attempt: (storage: Storage) => Promise<Answer>): Promise<Answer> =>
      inTransaction(db, (inside) => attempt(once(locking(bind(inside))))),
  };
  const remembered = recordCache(cache);
  return {
    ...ports,
    retry: (_, attempt) =>
      onRemembered(guarded, remembered, attempt, (storage) => retryOn({ storage, ...locked }, attempt)),
    migrate: () => migrate(db, options),
    within: (inside) => once(portsOn({ ...bind(inside), isWithin: true })),
  };
}

/** A key of an index holds 2,704 bytes: tenant, owner, id and command together, each as long as it may be. */
function requireTenant(tenant: string): void {
  if ([...tenant].length <= 50) return;
  const message = `"${tenant}" is longer than the 50 characters of a tenant; give a shorter name`;
  const issues = [{ path: "tenant", code: "too_large", message }];
  throw new ClienteleError("config_invalid", `tenant: ${message}.`, { issues });
}

/** Tells trouble with the transaction itself, in the library's words, from what was thrown inside it. */
async function inTransaction<Answer>(db: Database, work: (inside: Database) => Promise<Answer>): Promise<Answer> {
  let own: { readonly thrown: unknown } | undefined;
  const marked = async (inside: Database): Promise<Answer> => {
    try {
      return await work(inside);
    } catch (thrown) {
      own = { thrown };
      throw thrown;
    }
  };
  try {
    return await (db.transaction?.(marked) ?? work(db));
  } catch (thrown) {
    throw own === undefined ? troubleOf(thrown) : own.thrown;
  }
}

/** In a transaction an attempt is made once: only who opened it can repeat it. */
function once(storage: Storage): Storage {
  return { ...storage, retry: (_, attempt) => attempt(storage) };
}

/** Locks the records before it reads them, so that nobody changes them until the transaction ends. */
function locking(bound: Bound): Storage {
  const storage = portsOn(bound);
  const lock = async (refs: readonly Ref[]): Promise<void> => {
    await rowsOf(bound.db, bound.statements.lock, [bound.tenant, JSON.stringify(refs)]);
  };
  return {
    ...storage,
    load: async (ref, lookup) => {
      await lock([ref]);
      return storage.load(ref, lookup);
    },
    loadOwner: async (wanted) => {
      await lock(wanted.map(({ ref }) => ref));
      return storage.loadOwner(wanted);
    },
    loadMany: async (wanted) => {
      await lock(wanted.map(({ ref }) => ref));
      return loadMany(storage, wanted);
    },
  };
}

/** Looks once, before the first statement, whether the tables are of a version that is known here. */
function whenKnown(db: Database, statement: string): Database {
  let known: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const [row] = await rowsOf(db, statement, []);
    const { version } = row as { readonly version: number | null };
    const newest = postgresMigrations().length;
    if ((version ?? 0) > newest) throw schemaNewer(version ?? 0, newest);
  };
  const { dataDir } = db as { readonly dataDir?: unknown };
  return {
    ...("dataDir" in db && { dataDir }),
    query: async (text, values) => {
      known ??= look();
      try {
        await known;
      } catch (thrown) {
        known = undefined;
        throw thrown;
      }
      return db.query(text, values);
    },
  };
}
