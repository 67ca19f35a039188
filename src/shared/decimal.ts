import { ClienteleError } from "./errors.js";

/** A decimal number as text: `"149.99"`, `"0.15"`. No float ever holds points or money. */
export type DecimalText = string;

/** The value `units / 10^scale`, exactly. */
export interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

/** How the one division at the end of a calculation is rounded to a whole number. */
export type RoundingMode = "down" | "up" | "half_up" | "half_even";

const pattern = /^(-?)(\d{1,30})(?:\.(\d{1,18}))?$/;

/** Whether a text is a decimal number this library reads: up to 30 digits, and 18 after the point. */
export function isDecimal(text: string): boolean {
  return pattern.test(text);
}

/** The exact value of a decimal text or of a whole number. */
export function exactOf(value: DecimalText | number): Exact {
  const parts = pattern.exec(String(value));
  if (parts === null) {
    throw new ClienteleError("command_invalid", `${JSON.stringify(value)} is not a decimal; write one like "149.99".`);
  }
  const [, sign = "", whole = "", fraction = ""] = parts;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

/** left + right. */
export function add(left: Exact, right: Exact): Exact {
  const scale = Math.max(left.scale, right.scale);
  return { units: unitsAt(left, scale) + unitsAt(right, scale), scale };
}

/** left − right. */
export function subtract(left: Exact, right: Exact): Exact {
  return add(left, { units: -right.units, scale: right.scale });
}

/** left × right. */
export function multiply(left: Exact, right: Exact): Exact {
  return { units: left.units * right.units, scale: left.scale + right.scale };
}

/** Negative, zero or positive as left is below, at or above right. */
export function compare(left: Exact, right: Exact): number {
  const { units } = subtract(left, right);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** Sum of many. */
export function sum(values: readonly Exact[]): Exact {
  return values.reduce(add, { units: 0n, scale: 0 });
}

/**
 * The whole number nearest to numerator / denominator by the named mode. "down" is towards zero and "up" away from it.
 * This is the one division of a calculation, and it comes last.
 */
export function divide(numerator: Exact, denominator: Exact, mode: RoundingMode): bigint {
  const scale = Math.max(numerator.scale, denominator.scale);
  const top = unitsAt(numerator, scale);
  const bottom = unitsAt(denominator, scale);
  if (bottom === 0n) throw new ClienteleError("invariant_violated", "Division by zero in exact arithmetic.");
  const whole = top / bottom;
  const rest = absolute(top % bottom);
  if (rest === 0n) return whole;
  const away = top < 0n === bottom < 0n ? 1n : -1n;
  return roundsAway(mode, whole, rest * 2n, absolute(bottom)) ? whole + away : whole;
}

/** As text with so many digits after the point, rounded by the named mode. */
export function decimalText(value: Exact, digits: number, mode: RoundingMode): DecimalText {
  const units = divide(multiply(value, { units: 10n ** BigInt(digits), scale: 0 }), { units: 1n, scale: 0 }, mode);
  return exactText({ units, scale: digits });
}

/**
 * A decimal text with so many digits after the point, rounded by the named mode: for amounts that come from outside
 * with more digits than money has. Round once, at the border, and count on with the result.
 *
 * @example
 * ```ts
 * import { roundDecimal } from "clientele";
 *
 * roundDecimal("957.5775", 2, "half_up"); // => "957.58"
 * roundDecimal("7", 2, "down"); // => "7.00"
 * ```
 */
export function roundDecimal(value: DecimalText, digits: number, mode: RoundingMode): DecimalText {
  return decimalText(exactOf(value), digits, mode);
}

/** As text with as many digits after the point as the value has, without a rounding. */
export function exactText({ units, scale }: Exact): DecimalText {
  const text = absolute(units)
    .toString()
    .padStart(scale + 1, "0");
  const cut = text.length - scale;
  return `${units < 0n ? "-" : ""}${text.slice(0, cut)}${scale > 0 ? `.${text.slice(cut)}` : ""}`;
}

function unitsAt(value: Exact, scale: number): bigint {
  if (value.scale === scale) return value.units;
  return value.units * 10n ** BigInt(scale - value.scale);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function roundsAway(mode: RoundingMode, whole: bigint, twice: bigint, bottom: bigint): boolean {
  const answers: Readonly<Record<RoundingMode, boolean>> = {
    down: false,
    up: true,
    half_up: twice >= bottom,
    half_even: twice > bottom || (twice === bottom && whole % 2n !== 0n),
  };
  return answers[mode];
}
