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
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  members.sort(([left], [right]) => compareText(left, right));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
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
