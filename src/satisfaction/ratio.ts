import { divide, exactText, multiply, type DecimalText, type Exact } from "../shared/decimal.js";

/**
 * top / bottom as a decimal text with at most so many digits after the point: one division, rounded once, halves away
 * from zero. Zeros at the end are left out.
 */
export function ratioText(top: Exact, bottom: Exact, digits: number): DecimalText {
  const shifted = multiply(top, { units: 10n ** BigInt(digits), scale: 0 });
  return withoutZeros(exactText({ units: divide(shifted, bottom, "half_up"), scale: digits }));
}

/** A bound of an interval, which is an estimate and no amount, as a decimal text. */
export function boundText(bound: number, digits: number): DecimalText {
  return withoutZeros(bound.toFixed(digits));
}

function withoutZeros(text: string): DecimalText {
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}
