import { ClienteleError } from "../shared/errors.js";

/** The error for a part of what a host sent that is not what it has to be. */
export function invalid(path: string, problem: string): ClienteleError {
  const end = problem.endsWith("?") ? "" : ".";
  return new ClienteleError("command_invalid", `${path === "" ? "event" : path}: ${problem}${end}`, { path });
}

/** The path of a part. */
export function pathTo(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** A value, short enough for a message. */
export function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return objectShown(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function objectShown(value: object): string {
  if (Array.isArray(value)) return "a list";
  if (isDate(value)) return Number.isNaN(value.getTime()) ? "a Date without a time" : "a Date";
  return isPlain(value) ? "an object" : `an object of the class ${classOf(value)}`;
}

/**
 * A plain object: what JSON makes, or a row as it comes from a query. A Map, or an object of a class, would lose on the
 * way what its class knows.
 */
export function objectAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    if (isPlain(value)) return value as Record<string, unknown>;
    const problem = `${shown(value)} is not a plain object; copy what is meant into one: { id: row.id, … }`;
    throw invalid(path, problem);
  }
  throw invalid(path, `${shown(value)} is not an object`);
}

/** A list, in which holes are what they are: nothing. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return Array.from(value as readonly unknown[]);
  throw invalid(path, `${shown(value)} is not a list`);
}

/** Whether a value is a Date, also one of another realm. */
export function isDate(value: unknown): value is Date {
  if (Object.prototype.toString.call(value) !== "[object Date]") return false;
  return typeof (value as { readonly getTime?: unknown }).getTime === "function";
}

/**
 * A bigint as the whole number that it is; anything else as it came. Beyond 2^53 − 1 it would become another number. The
 * message does not repeat it: it may be a personal value.
 */
export function wholeIn(value: unknown, path: string): unknown {
  if (typeof value !== "bigint") return value;
  if (value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) return Number(value);
  throw invalid(path, "is beyond the whole numbers that are kept exactly, which end at 9007199254740991");
}

/** What libraries for decimals have in common: sign, exponent and digits, and a way to write them out. */
interface DecimalLike {
  readonly toFixed: () => unknown;
}

/**
 * The decimal text of an object of decimal.js, Prisma, big.js or bignumber.js, exactly and without an exponent;
 * undefined for anything else. Without an argument their `toFixed` rounds nothing.
 */
export function decimalIn(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !isDecimalLike(value)) return undefined;
  const text = String(value.toFixed());
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

function isDecimalLike(value: object): value is DecimalLike {
  if (!("toFixed" in value) || typeof value.toFixed !== "function") return false;
  const hasDigits = "s" in value && "e" in value && ("d" in value || "c" in value);
  return hasDigits || classOf(value) === "Decimal";
}

/** Made by braces, by JSON, or without a prototype; in whichever realm. */
function isPlain(value: object): boolean {
  const above: unknown = Object.getPrototypeOf(value);
  return above === null || Object.getPrototypeOf(above) === null;
}

function classOf(value: object): string {
  const { constructor } = value as { readonly constructor?: unknown };
  return typeof constructor === "function" ? constructor.name.slice(0, 60) || "without a name" : "without a name";
}
