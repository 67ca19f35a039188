/** What can be thrown. A host may rely on the code, never on the wording of the message. */
export type ErrorCode =
  | "config_invalid"
  | "command_invalid"
  | "command_reused"
  | "version_conflict"
  | "format_unsupported"
  | "rejected"
  | "storage_failed"
  | "invariant_violated";

const brand = Symbol.for("clientele.error");

/**
 * The one error of this library: the program is wrong, or the world broke. What the business refuses is never thrown,
 * it is the rejection of a decision.
 *
 * Two copies of the library can meet in one process (ESM beside CommonJS), so recognise it with
 * {@link isClienteleError} and not with `instanceof`.
 */
export class ClienteleError extends Error {
  readonly code: ErrorCode;
  /** What the code carries: the issues of a configuration, the rejection, the path of a malformed value. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ClienteleError";
    this.code = code;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether something thrown is an error of this library, and of this code where one is named.
 *
 * @example
 * ```ts
 * import { ClienteleError, isClienteleError } from "clientele";
 *
 * const thrown: unknown = new ClienteleError("version_conflict", "Somebody else was faster.");
 * isClienteleError(thrown); // => true
 * isClienteleError(thrown, "command_reused"); // => false
 * ```
 */
export function isClienteleError(thrown: unknown, code?: ErrorCode): thrown is ClienteleError {
  if (typeof thrown !== "object" || thrown === null || !(brand in thrown)) return false;
  return code === undefined || ("code" in thrown && thrown.code === code);
}
