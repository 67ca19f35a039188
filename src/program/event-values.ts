import { requireFact, requirePersonal } from "../customers/personal-check.js";
import type { PersonalDetails } from "../customers/personal-details.js";
import { isDay } from "../shared/days.js";
import { exactOf, isDecimal } from "../shared/decimal.js";
import { isId } from "../shared/envelope.js";
import { instantOf, isInstant } from "../shared/instants.js";
import { decimalIn, invalid, isDate, listAt, objectAt, pathTo, shown, wholeIn } from "./border-values.js";

/** Reads one value at the border: it is given back as it is kept, or `command_invalid` is thrown with its path. */
export type Reader = (value: unknown, path: string) => unknown;

/** An id of the caller's. */
export function readId(value: unknown, path: string): unknown {
  if (isId(value)) return value;
  if (typeof value === "bigint") throw invalid(path, `${shown(value)} is not an id; write it as text: "${value}"`);
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

/** An instant, with an offset or Z; a Date is kept as text in UTC. */
export function readTime(value: unknown, path: string): unknown {
  if (typeof value === "string" && isInstant(value)) return value;
  const instant = isDate(value) && !Number.isNaN(value.getTime()) ? instantOf(value) : "";
  if (isInstant(instant)) return instant;
  throw invalid(path, `${shown(value)} is not an instant; write one like "2026-03-02T10:00:00+08:00"`);
}

/** A day. */
export function readDay(value: unknown, path: string): unknown {
  if (typeof value === "string" && isDay(value)) return value;
  if (isDate(value)) throw invalid(path, 'is a Date, whose day depends on a zone; write the day: "2026-03-02"');
  throw invalid(path, `${shown(value)} is not a day; write one like "2026-03-02"`);
}

/**
 * Money, 0 or more, as decimal text: a number in JSON is a float, and no float ever holds money. A decimal object is
 * written out, exactly. A bigint may mean the smallest coins, so it is not guessed at.
 */
export function readMoney(value: unknown, path: string): unknown {
  if (typeof value === "number" && Number.isFinite(value))
    throw invalid(path, `${value} is a number; write money as text: "${value}"`);
  if (typeof value === "bigint")
    throw invalid(path, `${shown(value)} may be coins or not; write money as text: "1.50"`);
  const money = decimalIn(value) ?? value;
  if (typeof money !== "string" || !isDecimal(money)) throw invalid(path, `${shown(money)} is not money like "149.99"`);
  if (exactOf(money).units < 0n) throw invalid(path, `${money} is below 0; what goes back is an order.refunded`);
  return money;
}

/** A currency by its three letters. */
export function readCurrency(value: unknown, path: string): unknown {
  if (typeof value === "string" && /^[A-Z]{3}$/.test(value)) return value;
  throw invalid(path, `${shown(value)} is not a currency like "CNY"`);
}

/** A whole number from 1. */
export function readCount(given: unknown, path: string): unknown {
  const value = wholeIn(given, path);
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw invalid(path, `${shown(value)} is not a whole number above 0`);
}

/** What somebody answered: a level, the id of a choice, or ids of choices. */
export function readAnswer(given: unknown, path: string): unknown {
  const value = wholeIn(given, path);
  if (Array.isArray(value) && value.length <= 200)
    return listAt(value, path).map((each, i) => readText(each, `${path}[${i}]`));
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
  const given = Object.entries(objectAt(value, path)).filter(([, fact]) => fact !== null && fact !== undefined);
  const facts = given.map(([name, fact]) => [name, factAt(fact, pathTo(path, name))] as const);
  for (const [name, fact] of facts) requireFact(fact, pathTo(path, name));
  return Object.fromEntries(facts);
}

/** A fact as it is kept: whole numbers as numbers, decimals as text. Whether a Date means a day nobody can tell. */
function factAt(value: unknown, path: string): unknown {
  if (isDate(value)) throw invalid(path, 'is a Date; write a day as "2026-03-02", or an instant as text');
  return decimalIn(value) ?? wholeIn(value, path);
}

/** The deepest that personal details are nested; anything deeper is malformed. */
const deepest = 4;

function withoutNulls(value: unknown, path: string, depth = 0): unknown {
  if (depth > deepest) throw invalid(path, "is nested too deep");
  if (Array.isArray(value)) return listAt(value, path).map((each, i) => withoutNulls(each, `${path}[${i}]`, depth + 1));
  if (isDate(value)) throw invalid(path, 'is a Date; write a day as "2026-03-02", or an instant as text');
  if (typeof value !== "object" || value === null) return wholeIn(value, path);
  const decimal = decimalIn(value);
  if (decimal !== undefined) return decimal;
  const kept = Object.entries(objectAt(value, path)).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutNulls(part, pathTo(path, key), depth + 1)]));
}
