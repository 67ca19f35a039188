import type { CustomersContext } from "./model.js";
import type { LawfulBasis, Purpose, Purposes } from "./sections.js";

/** The rule for a purpose, or undefined when the program has none. */
export function purposeOf(purposes: Purposes | undefined, purpose: string): Purpose | undefined {
  return purposes !== undefined && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
}

/** The program has no such purpose. */
export interface UnknownPurpose {
  readonly code: "unknown_purpose";
  readonly message: string;
  readonly purpose: string;
  readonly known: readonly string[];
}

/** The rejection for a purpose that the program does not have. */
export function unknownPurpose(purpose: string, { purposes = {} }: CustomersContext): UnknownPurpose {
  const known = Object.keys(purposes);
  const message = `"${purpose}" is not a purpose of the program; known: ${known.join(", ") || "none"}.`;
  return { code: "unknown_purpose", message, purpose, known };
}

/** The purpose does not rest on what the customer wishes. */
export interface NotAskedFor {
  readonly code: "not_asked_for";
  readonly message: string;
  readonly purpose: string;
  readonly basis: LawfulBasis;
}

/** The rejection for a purpose that rests on a contract or a law, so that nobody is asked; or undefined. */
export function notAskedFor(purpose: string, { basis }: Purpose): NotAskedFor | undefined {
  if (basis === "consent" || basis === "legitimate_interest") return undefined;
  const message = `"${purpose}" rests on ${basis}, so it is neither granted nor withdrawn.`;
  return { code: "not_asked_for", message, purpose, basis };
}
