import { ClienteleError, isClienteleError } from "../shared/errors.js";

/**
 * Why a database did not do what it was asked: `details.reason` of `storage_failed`. Whatever it was, nothing is half
 * written, and the same command can be sent again: if it was carried out after all, it is answered as a replay.
 */
export type SqliteTrouble =
  "schema_missing" | "schema_newer" | "access_denied" | "timed_out" | "disk_full" | "connection_lost" | "other";

/**
 * What is thrown for what a driver threw. That another writer was faster is `version_conflict`, all other trouble is
 * `storage_failed` with its `reason`, the driver's `code` and the cause. Either way nothing was written, and the same
 * command can be sent again.
 */
export function troubleOf(cause: unknown): ClienteleError {
  if (isClienteleError(cause)) return cause;
  const { code, message } = told(cause);
  if (conflictCodes.includes(code)) {
    const text = `Another writer was faster (${message}); nothing was written. Load the record and decide again.`;
    return new ClienteleError("version_conflict", text, { code }, cause);
  }
  const reason = reasonOf(code, message);
  return failed(reason, `The database answered: ${message}. ${advice[reason]}`, { code }, cause);
}

/** The error for a connection that was closed. */
export function closedError(): ClienteleError {
  return failed("connection_lost", `The connection is closed. ${advice.connection_lost}`, {});
}

/** The error for work inside a transaction of the host, when there is none. */
export function transactionMissing(): ClienteleError {
  const text =
    "No transaction is open on this connection: none was begun, or SQLite has rolled it back after a trouble.";
  return failed("other", `${text} Begin one, and do all of it again.`, {});
}

/** The error for tables that are not there, or not all of them. */
export function schemaMissing(missing: readonly string[]): ClienteleError {
  const text = `The database lacks the migrations ${missing.join(", ")}. ${advice.schema_missing}`;
  return failed("schema_missing", text, { missing });
}

/** The error for tables that a newer version of the library made. */
export function schemaNewer(unknown: readonly string[]): ClienteleError {
  const text = `The database has migrations that are unknown here: ${unknown.join(", ")}. ${advice.schema_newer}`;
  return failed("schema_newer", text, { unknown });
}

/** Whether another connection holds what is needed, so that the same may succeed in a moment. */
export function isBusy(thrown: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(told(thrown).code);
}

/** Whether an insert was refused because there is such a row already. */
export function isTaken(thrown: unknown): boolean {
  return takenCodes.includes(told(thrown).code);
}

const takenCodes: readonly string[] = ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"];

/** A transaction of the host that began by reading cannot write once another one has written; the host repeats it. */
const conflictCodes: readonly string[] = ["SQLITE_BUSY_SNAPSHOT"];

/** The numbers by which `node:sqlite` names what the other drivers name by text. */
const names: Readonly<Record<number, string>> = {
  3: "SQLITE_PERM",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  23: "SQLITE_AUTH",
  517: "SQLITE_BUSY_SNAPSHOT",
  1555: "SQLITE_CONSTRAINT_PRIMARYKEY",
  2067: "SQLITE_CONSTRAINT_UNIQUE",
};

const reasonsByCode: readonly (readonly [start: string, reason: SqliteTrouble])[] = [
  ["SQLITE_BUSY", "timed_out"],
  ["SQLITE_LOCKED", "timed_out"],
  ["SQLITE_FULL", "disk_full"],
  ["SQLITE_READONLY", "access_denied"],
  ["SQLITE_CANTOPEN", "access_denied"],
  ["SQLITE_PERM", "access_denied"],
  ["SQLITE_AUTH", "access_denied"],
  ["ERR_INVALID_STATE", "connection_lost"],
];

/** SQLite has one code for whatever is wrong with a statement, and some drivers have none for what is closed. */
const reasonsByMessage: readonly (readonly [message: RegExp, reason: SqliteTrouble])[] = [
  [/no such table: (main\.)?clientele_/, "schema_missing"],
  [/(connection|database) is not open|closed database/i, "connection_lost"],
];

const again = "Nothing is half written; the same command can be sent again.";

const advice: Readonly<Record<SqliteTrouble, string>> = {
  access_denied: "Let this process write the file and its folder; nothing was written.",
  connection_lost: `Open the database anew, and make a storage of it. ${again}`,
  disk_full: `Make room. ${again}`,
  schema_missing: "Call migrate() before the storage is used, or run the texts of sqliteMigrations.",
  schema_newer: "Upgrade clientele in this program; nothing was written.",
  timed_out: `Another connection held the database for longer than is waited. ${again}`,
  other: again,
};

function reasonOf(code: string, message: string): SqliteTrouble {
  const byCode = reasonsByCode.find(([start]) => code.startsWith(start));
  return (byCode ?? reasonsByMessage.find(([pattern]) => pattern.test(message)))?.[1] ?? "other";
}

function failed(
  reason: SqliteTrouble,
  message: string,
  details: Readonly<Record<string, unknown>>,
  cause?: unknown,
): ClienteleError {
  const hint =
    reason === "other" && / a transaction/.test(message) ? " Inside a transaction of yours use within()." : "";
  return new ClienteleError("storage_failed", `${message}${hint}`, { reason, ...details }, cause);
}

/** The code of what came without one. */
const unnamed = "";

/** What the drivers say, each in its way: a text or a number as code, and a message. */
function told(cause: unknown): { readonly code: string; readonly message: string } {
  if (typeof cause !== "object" || cause === null) return { code: unnamed, message: String(cause) };
  const message = "message" in cause && typeof cause.message === "string" ? cause.message : "no reason given";
  if ("errcode" in cause && typeof cause.errcode === "number") return { code: nameOf(cause.errcode), message };
  return { code: "code" in cause && typeof cause.code === "string" ? cause.code : unnamed, message };
}

/** The lowest eight bits of an extended number are the plain one. */
function nameOf(errcode: number): string {
  return names[errcode] ?? names[errcode & 0xff] ?? `SQLITE_${errcode}`;
}
