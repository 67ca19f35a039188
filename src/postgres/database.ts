import { ClienteleError } from "../shared/errors.js";

/** All that is asked of a database: PGlite has it, and so have a client and a pool of `pg`. */
export interface Database {
  query(text: string, values: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

/**
 * The rows that a statement answers. What says that another writer was faster (a key that is there by now, a
 * transaction that cannot be put in order) is thrown as `version_conflict`, all other trouble as `storage_failed` with
 * the cause.
 */
export async function rowsOf(db: Database, text: string, values: unknown[]): Promise<readonly unknown[]> {
  try {
    return (await db.query(text, values)).rows;
  } catch (cause) {
    const { code, message } = troubleOf(cause);
    if (conflictCodes.includes(code)) {
      const text = `Another writer was faster (${message}); nothing was written. Load the record and decide again.`;
      throw new ClienteleError("version_conflict", text, { code }, cause);
    }
    const help = code === undefinedTable ? " Call migrate() before the storage is used." : "";
    throw new ClienteleError("storage_failed", `The database answered: ${message}.${help}`, { code }, cause);
  }
}

// unique_violation; not_null_violation, which the commit provokes; serialization_failure; deadlock_detected
const conflictCodes: readonly string[] = ["23505", "23502", "40001", "40P01"];
const undefinedTable = "42P01";

function troubleOf(cause: unknown): { readonly code: string; readonly message: string } {
  if (typeof cause !== "object" || cause === null) return { code: "", message: String(cause) };
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const message = "message" in cause && typeof cause.message === "string" ? cause.message : "no reason given";
  return { code, message };
}
