import { add, divide, multiply, type Exact } from "../shared/decimal.js";

/** No money. */
export const zero: Exact = { units: 0n, scale: 0 };

/** top / bottom, rounded half up to so many digits: the one division of a calculation. */
export function quotient(top: Exact, bottom: Exact, digits: number): Exact {
  const scaled = multiply(top, { units: 10n ** BigInt(digits), scale: 0 });
  return { units: divide(scaled, bottom, "half_up"), scale: digits };
}

/**
 * Each part × share / whole, to so many digits. It is the running total that is rounded, so that the results add up to
 * the last digit; where share is not above whole, no result is above its part.
 */
export function sharedOut(parts: readonly Exact[], share: Exact, whole: Exact, digits: number): readonly Exact[] {
  let running = zero;
  let before = 0n;
  return parts.map((part) => {
    running = add(running, part);
    const { units } = quotient(multiply(running, share), whole, digits);
    const own = { units: units - before, scale: digits };
    before = units;
    return own;
  });
}
