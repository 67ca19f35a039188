/** Chance that takes the same course whenever it starts from the same seed. */
export interface Chance {
  /** A whole number from 0 up to, but not including, this one. */
  readonly below: (limit: number) => number;
  /** One of these. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/**
 * Chance for tests that can be run again. Not for anything that must not be guessed.
 *
 * Source: mulberry32, a generator of 32 bits of state.
 *
 * @example
 * ```ts
 * import { seededChance } from "clientele/testing";
 *
 * const chance = seededChance(42);
 * [chance.below(10), chance.below(10), chance.pick(["tea", "coffee"])]; // => [6, 4, "coffee"]
 * ```
 */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError("There is nothing to pick from.");
    return items[below(items.length)] as Item;
  };
  return { below, pick };
}
