import { requireFact, requirePersonal } from "../customers/personal-check.js";
import type { PersonalDetails } from "../customers/personal-details.js";
import { isDay } from "../shared/days.js";
import { exactOf, isDecimal } from "../shared/decimal.js";
import { isId } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import { isInstant } from "../shared/instants.js";

/** Reads one value at the border: it is given back as it is kept, or `command_invalid` is thrown with its path. */
export type Reader = (value: unknown, path: string) => unknown;

/** An id of the caller's. */
export function readId(value: unknown, path: string): unknown {
  if (isId(value)) return value;
  throw invalid(path, `${shown(value)} is not an id; use 1 to 200 characters without control characters and "#"`);
}

/** A word or a name: 1 to 200 characters. */
export function readText(value: unknown, path: string): unknown {
  if (typeof value === "string" && value !== "" && value.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(value)) return value;
  throw invalid(path, `${shown(value)} is not a text of 1 to 200 characters`);
}

/** What people wrote: up to 10,000 characters. It is never repeated in a message, because messages end in logs. */
export function readProse(value: unknown, path: string): unknown {
  if (typeof value === "string" && value !== "" && value.length <= 10_000 && !/\p{Cs}/u.test(value)) return value;
  throw invalid(path, "is not a text of 1 to 10000 characters");
}

/** An instant, with an offset or Z. */
export function readTime(value: unknown, path: string): unknown {
  if (typeof value === "string" && isInstant(value)) return value;
  throw invalid(path, `${shown(value)} is not an instant; write one like "2026-03-02T10:00:00+08:00"`);
}

/** A day. */
export function readDay(value: unknown, path: string): unknown {
  if (typeof value === "string" && isDay(value)) return value;
  throw invalid(path, `${shown(value)} is not a day; write one like "2026-03-02"`);
}

/** Money, 0 or more, as decimal text: a number in JSON is a float, and no float ever holds money. */
export function readMoney(value: unknown, path: string): unknown {
  if (typeof value === "number") throw invalid(path, `${value} is a number; write money as text: "${value}"`);
  if (typeof value !== "string" || !isDecimal(value)) throw invalid(path, `${shown(value)} is not money like "149.99"`);
  if (exactOf(value).units < 0n) throw invalid(path, `${value} is below 0; what goes back is an order.refunded`);
  return value;
}

/** A currency by its three letters. */
export function readCurrency(value: unknown, path: string): unknown {
  if (typeof value === "string" && /^[A-Z]{3}$/.test(value)) return value;
  throw invalid(path, `${shown(value)} is not a currency like "CNY"`);
}

/** A whole number from 1. */
export function readCount(value: unknown, path: string): unknown {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw invalid(path, `${shown(value)} is not a whole number above 0`);
}

/** What somebody answered: a level, the id of a choice, or ids of choices. */
export function readAnswer(value: unknown, path: string): unknown {
  if (Array.isArray(value) && value.length <= 200) return value.map((each, i) => readText(each, `${path}[${i}]`));
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "string") return readText(value, path);
  throw invalid(path, `${shown(value)} is neither a level nor a choice`);
}

/** Yes or no. */
export function readTruth(value: unknown, path: string): unknown {
  if (typeof value === "boolean") return value;
  throw invalid(path, `${shown(value)} is neither true nor false`);
}

/** Who somebody is. Its values are never repeated in a message. */
export function readPersonal(value: unknown, path: string): unknown {
  const personal = withoutNulls(value, path) as PersonalDetails;
  if (typeof personal !== "object") throw invalid(path, "is not an object");
  requirePersonal(personal);
  return personal;
}

/** Facts by name. */
export function readFacts(value: unknown, path: string): unknown {
  const facts = Object.entries(objectAt(value, path)).filter(([, fact]) => fact !== null && fact !== undefined);
  for (const [name, fact] of facts) requireFact(fact, pathTo(path, name));
  return Object.fromEntries(facts);
}

/** The error for a part of an event that is not what it has to be. */
export function invalid(path: string, problem: string): ClienteleError {
  const end = problem.endsWith("?") ? "" : ".";
  return new ClienteleError("command_invalid", `${path === "" ? "event" : path}: ${problem}${end}`, { path });
}

/** A value, short enough for a message. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** An object. */
export function objectAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid(path, `${shown(value)} is not an object`);
}

/** The path of a part. */
export function pathTo(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The deepest that personal details are nested; anything deeper is malformed. */
const deepest = 4;

function withoutNulls(value: unknown, path: string, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) throw invalid(path, "is nested too deep");
  if (Array.isArray(value)) return value.map((each: unknown) => withoutNulls(each, path, depth + 1));
  const kept = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutNulls(part, path, depth + 1)]));
}
