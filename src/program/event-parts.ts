import { didYouMean } from "../shared/text.js";
import { invalid, listAt, objectAt, pathTo, shown } from "./border-values.js";
import type { Reader } from "./event-values.js";

/** A part of an event that has to be there, as data: how it is read, or of what it is made. */
export interface Part {
  readonly read?: Reader;
  /** One of these words. */
  readonly words?: readonly string[];
  /** An object of these parts. */
  readonly parts?: Parts;
  /** A list of such values. */
  readonly list?: { readonly most: number; readonly least?: number };
  /** Such values by name, at most 200. */
  readonly byName?: true;
  readonly optional?: boolean;
}

/** A part that may be left out; `null` leaves it out too. */
export interface OptionalPart extends Part {
  readonly optional: true;
}

/** The parts of an object: these and no others. */
export type Parts = Readonly<Record<string, Part>>;

/** Every part that a type has, none forgotten, and each optional where it is so in the type. */
export type PartsOf<Value> = {
  readonly [Key in keyof Value]-?: Value extends Required<Pick<Value, Key>>
    ? Part & { readonly optional?: never }
    : OptionalPart;
};

/** The most values that stand by name. */
const mostNames = 200;

/** An object with these parts and no others. Throws `command_invalid` at the first that is wrong. */
export function readParts(value: unknown, path: string, parts: Parts): unknown {
  const given = givenIn(value, path);
  const present = new Set(given.map(([key]) => key));
  for (const [key, part] of Object.entries(parts)) {
    if (part.optional !== true && !present.has(key)) throw invalid(pathTo(path, key), "is missing");
  }
  return Object.fromEntries(
    given.map(([key, each]) => [key, readPart(each, pathTo(path, key), partOf(parts, key, path))]),
  );
}

function readPart(value: unknown, path: string, part: Part): unknown {
  if (part.list !== undefined) return readList(value, path, part);
  if (part.byName === undefined) return readOne(value, path, part);
  const given = givenIn(value, path);
  if (given.length > mostNames) throw invalid(path, `holds ${given.length}; the most is ${mostNames}`);
  return Object.fromEntries(given.map(([key, each]) => [key, readOne(each, pathTo(path, key), part)]));
}

function readList(value: unknown, path: string, part: Part): readonly unknown[] {
  const { most = 0, least = 0 } = part.list ?? {};
  if (!Array.isArray(value)) throw invalid(path, `${shown(value)} is not a list`);
  if (value.length < least) throw invalid(path, "is empty; leave it out, or put something in");
  if (value.length > most) throw invalid(path, `holds ${value.length}; the most is ${most}`);
  return listAt(value, path).map((each, i) => readOne(each, `${path}[${i}]`, part));
}

function readOne(value: unknown, path: string, { read, words, parts }: Part): unknown {
  if (words !== undefined) return readWord(value, path, words);
  if (parts !== undefined) return readParts(value, path, parts);
  return read === undefined ? value : read(value, path);
}

function readWord(value: unknown, path: string, words: readonly string[]): unknown {
  if (typeof value === "string" && words.includes(value)) return value;
  const near = typeof value === "string" ? didYouMean(value, words) : undefined;
  const help = near === undefined ? `use ${words.map((word) => `"${word}"`).join(", ")}` : `did you mean "${near}"?`;
  throw invalid(path, `${shown(value)} is not known here; ${help}`);
}

function partOf(parts: Parts, key: string, path: string): Part {
  const part = Object.hasOwn(parts, key) ? parts[key] : undefined;
  if (part !== undefined) return part;
  const near = didYouMean(key, Object.keys(parts));
  const help = near === undefined ? `known: ${Object.keys(parts).join(", ")}` : `did you mean "${near}"?`;
  throw invalid(pathTo(path, key.slice(0, 100)), `is not known here; ${help}`);
}

function givenIn(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  return Object.entries(objectAt(value, path)).filter(([, part]) => part !== null && part !== undefined);
}
