import { z95 } from "./wilson.js";

/**
 * The 0.975 quantile of Student's t distribution with so many degrees of freedom, which are a whole number from 1:
 * 2.0739 for 22. It is how many standard errors a mean may be off, at 95 %.
 *
 * Up to 100 degrees the distribution function is a finite sum and is inverted by halving; beyond, the expansion around
 * the normal quantile is right to ten digits.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3, 26.7.4 and 26.7.5.
 */
export function studentT95(degrees: number): number {
  return degrees > 100 ? expanded(degrees) : inverted(degrees);
}

function inverted(degrees: number): number {
  let [low, high] = [z95, 13];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability that t lies between −t and t. */
function within(t: number, degrees: number): number {
  const root = Math.sqrt(degrees + t * t);
  const sine = t / root;
  const cosineSquare = degrees / (degrees + t * t);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.sqrt(cosineSquare) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= (cosineSquare * (k - 1)) / k;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (Math.atan(t / Math.sqrt(degrees)) + sine * sum) : sine * sum;
}

function expanded(degrees: number): number {
  const z = z95;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const fourth = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3 + fourth / degrees ** 4;
}
