import { isId } from "../shared/envelope.js";
import { isClienteleError } from "../shared/errors.js";

/** An event that is malformed (`command_invalid`, with its path), or whose id was used with another body (`command_reused`). */
export interface InvalidEvent {
  /** Its id, or, where it has none, its place in the batch: `events[17]`. */
  readonly id: string;
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What is wrong with one event; any other trouble is not about the event, and goes on. */
export function invalidEvent(id: string, thrown: unknown): InvalidEvent {
  if (!isClienteleError(thrown)) throw thrown;
  const { code, message, details } = thrown;
  if (code !== "command_invalid" && code !== "command_reused") throw thrown;
  return { id, path: typeof details["path"] === "string" ? details["path"] : "", code, message };
}

/** The id of something that was given, where it has one. */
export function idIn(given: unknown): string | undefined {
  const { id } = (given ?? {}) as { readonly id?: unknown };
  return isId(id) ? id : undefined;
}
