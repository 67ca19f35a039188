import { compareText } from "./text.js";

/**
 * JSON with sorted keys, so that two writings of the same thing are the same text. `null` and absent are one thing at
 * the border of this library, so members that are null or undefined are left out.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "clientele";
 *
 * canonicalJson({ b: [1, null], a: null, c: "x" }); // => '{"b":[1,null],"c":"x"}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  if (!isNested(value) || isCanonical(value)) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  let members = "";
  for (const [key, member] of Object.entries(value).sort(([left], [right]) => compareText(left, right))) {
    if (member === undefined || member === null) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Whether plain JSON text would be canonical. What was read from canonical text is, and most of a record stays so. */
function isCanonical(value: object): boolean {
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) if (isNested(item) && !isCanonical(item)) return false;
    return true;
  }
  let last = "";
  for (const key of Object.keys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined || member === null || compareText(last, key) > 0) return false;
    if (isNested(member) && !isCanonical(member)) return false;
    last = key;
  }
  return true;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Freezes a plain JSON value through and through, also below parts that are frozen already, and gives it back. */
export function freezeDeep<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(freezeDeep);
  }
  return value;
}

/** A copy of a plain JSON value that its owner may change: the draft that `apply` works on. */
export function draftOf<Value>(value: Value): Draft<Value> {
  return copy(value) as Draft<Value>;
}

/** The same shape with `readonly` taken off, through and through. */
export type Draft<Value> = Value extends readonly unknown[]
  ? { -readonly [Index in keyof Value]: Draft<Value[Index]> }
  : Value extends object
    ? { -readonly [Key in keyof Value]: Draft<Value[Key]> }
    : Value;

function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, copy(member)]));
}
