import { ClienteleError, isClienteleError, type ErrorCode } from "../../shared/errors.js";
import { canonicalJson } from "../../shared/json.js";
import type { Storage } from "../../shared/storage.js";
import type { Capability } from "./capabilities.js";

/** One demand of the contract: its name says what must be so, `holds` throws when it is not. */
export interface Demand {
  readonly name: string;
  /** What a storage must offer for this; nothing but the port when left out. */
  readonly needs?: readonly Capability[];
  /** `another` makes a second storage, which must share nothing with the first. */
  readonly holds: (storage: Storage, another: () => Promise<Storage>) => Promise<void>;
}

/** Throws unless both are the same JSON, whatever the order of their keys. `what` names the thing found. */
export function requireSame(what: string, found: unknown, expected: unknown): void {
  const [left, right] = [canonicalJson(found), canonicalJson(expected)];
  if (left === right) return;
  const at = left.split("").findIndex((letter, i) => letter !== right[i]);
  throw broken(`${what}: expected ${shortened(right, at)}, found ${shortened(left, at)}.`);
}

/** Throws unless the work is refused by an error of this code. */
export async function requireRefused(what: string, code: ErrorCode, work: Promise<unknown>): Promise<void> {
  const outcome = await work.then(
    () => "it was done",
    (thrown: unknown) => (isClienteleError(thrown, code) ? code : `${String(thrown)} was thrown`),
  );
  if (outcome !== code) throw broken(`${what}: expected the error ${code}, but ${outcome}.`);
}

/** Overwrites and empties whatever of a value lets itself be changed, through and through. */
export function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    spoil(member);
    Reflect.set(value, key, "spoilt");
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.length = 0;
}

/** What a demand throws that does not hold. */
export function broken(message: string): ClienteleError {
  return new ClienteleError("invariant_violated", message);
}

/** Of a long text the part in which the difference is, which begins at `at`. */
function shortened(text: string, at: number): string {
  if (text.length <= 300) return text;
  const from = Math.max(0, at - 60);
  return `${from === 0 ? "" : "…"}${text.slice(from, from + 300)}… (${text.length} characters)`;
}
