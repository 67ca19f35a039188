import { isDecimal } from "../shared/decimal.js";
import type { FactValue } from "./fact-spec.js";

/**
 * Negative, zero or positive as a fact lies below, at or above a value; NaN when the two have no order. Numbers and
 * decimal texts by value; days and instants, which sort as text, by time.
 */
export function compareValues(actual: FactValue, value: string | number | boolean): number {
  if (typeof actual === "number" && typeof value === "number") return actual - value;
  if (typeof actual === "object") return NaN;
  const [left, right] = [`${actual}`, `${value}`];
  if (isDecimal(left) && isDecimal(right)) return compareDecimals(left, right);
  if (!isTime(left) || !isTime(right) || left.length !== right.length) return NaN;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Whether a fact is this value; undefined when the two are not of one kind. */
export function isEqual(actual: FactValue, value: string | number | boolean): boolean | undefined {
  if (typeof actual !== "number" && typeof value !== "number") {
    return typeof actual === typeof value ? actual === value : undefined;
  }
  const order = compareValues(actual, value);
  return Number.isNaN(order) ? undefined : order === 0;
}

/**
 * Floats keep any two decimals of up to 15 digits apart and in order (DBL_DIG of IEEE 754), and are several times as
 * fast as whole numbers without bound, which longer ones get.
 */
function compareDecimals(left: string, right: string): number {
  if (left.length <= 15 && right.length <= 15) return Number(left) - Number(right);
  const units = unitsOf(left) - unitsOf(right);
  return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/** In the smallest unit that a decimal can have, 18 digits after the point. */
function unitsOf(decimal: string): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(18, "0"));
}

/** A day or an instant begins with a year and a hyphen. */
function isTime(text: string): boolean {
  return text[4] === "-";
}
