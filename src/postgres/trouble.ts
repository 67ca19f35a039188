import { ClienteleError, isClienteleError } from "../shared/errors.js";
import type { Database } from "./database.js";

/**
 * Why a database did not do what it was asked: `details.reason` of `storage_failed`. Whatever it was, nothing is half
 * written, and the same command can be sent again: if it was carried out after all, it is answered as a replay.
 */
export type StorageTrouble =
  | "access_denied"
  | "connection_lost"
  | "disk_full"
  | "pool_exhausted"
  | "schema_missing"
  | "schema_newer"
  | "timed_out"
  | "other";

/**
 * The rows that a statement answers. What says that another writer was faster (a key that is there by now, a
 * transaction that cannot be put in order) is thrown as `version_conflict`, all other trouble as `storage_failed` with
 * its reason and its cause.
 */
export async function rowsOf(db: Database, text: string, values: unknown[]): Promise<readonly unknown[]> {
  try {
    return (await db.query(text, values)).rows;
  } catch (cause) {
    throw troubleOf(cause);
  }
}

/** What a driver threw, in the library's own words. */
export function troubleOf(cause: unknown): ClienteleError {
  if (isClienteleError(cause)) return cause;
  const { code, message } = wordsOf(cause);
  if (conflictCodes.includes(code)) {
    const text = `Another writer was faster (${message}); nothing was written. Load the record and decide again.`;
    return new ClienteleError("version_conflict", text, { code }, cause);
  }
  const reason = reasonOf(code, message);
  return new ClienteleError(
    "storage_failed",
    `The database answered: ${message}. ${code === transactionOver ? over : advice[reason]}`,
    { reason, code },
    cause,
  );
}

// unique_violation; not_null_violation, which the commit provokes; serialization_failure; deadlock_detected, and what
// Prisma calls the last two
const conflictCodes: readonly string[] = ["23505", "23502", "40001", "40P01", "P2034"];

/**
 * SQLSTATE by its beginning, the codes of a socket, and those of Prisma;
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, https://www.prisma.io/docs/orm/reference/error-reference
 */
const reasonsByCode: readonly (readonly [code: string, reason: StorageTrouble])[] = [
  ["28", "access_denied"],
  ["42501", "access_denied"],
  ["3D000", "access_denied"],
  ["42P01", "schema_missing"],
  ["42703", "schema_missing"],
  ["3F000", "schema_missing"],
  ["53100", "disk_full"],
  ["53300", "pool_exhausted"],
  ["57014", "timed_out"],
  ["55P03", "timed_out"],
  ["25P03", "timed_out"],
  ["25P04", "timed_out"],
  ["ETIMEDOUT", "timed_out"],
  ["08", "connection_lost"],
  ["57P", "connection_lost"],
  ["ECONN", "connection_lost"],
  ["EPIPE", "connection_lost"],
  ["ENOTFOUND", "connection_lost"],
  ["EHOSTUNREACH", "connection_lost"],
  ["P1000", "access_denied"],
  ["P1003", "access_denied"],
  ["P1010", "access_denied"],
  ["P1001", "connection_lost"],
  ["P1017", "connection_lost"],
  ["P1008", "timed_out"],
  ["P2028", "timed_out"],
  ["P2024", "pool_exhausted"],
];

/** Drivers throw some troubles without a code. */
const reasonsByMessage: readonly (readonly [message: RegExp, reason: StorageTrouble])[] = [
  [/timeout exceeded when trying to connect|pool is (full|exhausted)|too many clients/i, "pool_exhausted"],
  [/query read timeout|timed? ?out/i, "timed_out"],
  [/connection (is )?(terminated|closed|ended|lost)|not queryable|socket|is closed/i, "connection_lost"],
  [/no space left/i, "disk_full"],
];

function reasonOf(code: string, message: string): StorageTrouble {
  const byCode = reasonsByCode.find(([start]) => code.startsWith(start));
  return (byCode ?? reasonsByMessage.find(([pattern]) => pattern.test(message)))?.[1] ?? "other";
}

const again = "Nothing is half written; the same command can be sent again.";

const advice: Readonly<Record<StorageTrouble, string>> = {
  access_denied: "Check user, password, database and grants; nothing was written.",
  connection_lost: `Whether the last commit was made is not known. ${again}`,
  disk_full: `Make room. ${again}`,
  pool_exhausted: `Every connection was taken: make the pool larger or transactions shorter. ${again}`,
  schema_missing: "Call migrate() before the storage is used, or run the SQL files.",
  schema_newer: "Upgrade clientele on this server; nothing was written.",
  timed_out: `It took longer than is allowed. ${again}`,
  other: again,
};

/** in_failed_sql_transaction: the host went on after an error that ended its transaction. */
const transactionOver = "25P02";

const over = "Your transaction was ended by an earlier error. Roll it back, and do all of it again.";

/** The error for tables that a newer version of the library has made. */
export function schemaNewer(found: number, known: number): ClienteleError {
  const reason: StorageTrouble = "schema_newer";
  return new ClienteleError(
    "storage_failed",
    `The tables are at version ${found}, and this clientele knows ${known}. ${advice[reason]}`,
    { reason, found, known },
  );
}

function wordsOf(cause: unknown): { readonly code: string; readonly message: string } {
  if (typeof cause !== "object" || cause === null) return { code: "", message: String(cause) };
  // Query builders wrap what the driver threw; the driver knows the code.
  const inner = "cause" in cause && typeof cause.cause === "object" ? cause.cause : null;
  const code = textAt(cause, "code") ?? (inner === null ? undefined : textAt(inner, "code"));
  const told = inner === null || "code" in cause ? cause : inner;
  const words = [textAt(told, "message"), code].find((text) => text !== undefined && text !== "");
  const message = words ?? "no reason given";
  return { code: (code === "P2010" ? codeInWords(message) : code) ?? "", message };
}

/** Prisma has one code for every statement of the host's own that failed, and tells the server's in words. */
function codeInWords(message: string): string | undefined {
  return /Code: `(\w{5})`/.exec(message)?.[1];
}

function textAt(value: object, name: "code" | "message"): string | undefined {
  const found = (value as Readonly<Record<string, unknown>>)[name];
  return typeof found === "string" ? found : undefined;
}
