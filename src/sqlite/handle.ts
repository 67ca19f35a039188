import type { SqliteDatabase, SqliteStatement } from "./database.js";
import { closedError } from "./trouble.js";

/** A connection, with the statements that were made ready on it before. */
export interface Handle {
  all(sql: string, ...values: (string | number | null)[]): readonly unknown[];
  run(sql: string, ...values: (string | number | null)[]): void;
  /**
   * For what begins or ends a transaction, which is not kept ready: in libsql a statement that found the file busy
   * would count as being in progress from then on, and keep every later one out.
   */
  exec(sql: string): void;
}

/** A handle of a connection; it lives as long as the storage that uses it. */
export function handleOf(db: SqliteDatabase): Handle {
  const statements = new Map<string, SqliteStatement>();
  // libsql goes on with statements that are ready after close(), so the connection itself is asked.
  const requireOpen = (): void => {
    if (db.open === false || db.isOpen === false) throw closedError();
  };
  const prepared = (sql: string): SqliteStatement => {
    requireOpen();
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    all: (sql, ...values) => prepared(sql).all(...values),
    run: (sql, ...values) => {
      prepared(sql).run(...values);
    },
    exec: (sql) => {
      requireOpen();
      db.exec(sql);
    },
  };
}

/**
 * Does the work in a transaction of its own, which has the right to write from the beginning: what it reads is what it
 * changes, whatever other processes do. Nothing is awaited inside, so no other work of this process comes in between.
 */
export function inTransaction<Answer>(handle: Handle, work: () => Answer): Answer {
  handle.exec("begin immediate");
  try {
    const answer = work();
    handle.exec("commit");
    return answer;
  } catch (thrown) {
    undo(handle, "rollback");
    throw thrown;
  }
}

/**
 * Does the work in a savepoint: inside a transaction it is undone alone; outside one it is a transaction that takes the
 * right to write when it first writes, so that what is only read shows one moment.
 */
export function inSavepoint<Answer>(handle: Handle, work: () => Answer): Answer {
  handle.exec("savepoint clientele");
  try {
    const answer = work();
    handle.exec("release clientele");
    return answer;
  } catch (thrown) {
    undo(handle, "rollback to clientele");
    undo(handle, "release clientele");
    throw thrown;
  }
}

/** After some troubles SQLite has rolled back by itself; then there is nothing left to undo, and that is no trouble. */
function undo(handle: Handle, sql: string): void {
  try {
    handle.exec(sql);
  } catch {
    return;
  }
}
