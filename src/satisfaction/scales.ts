import { ratioText } from "./ratio.js";
import type { Scale } from "./sections.js";

/** A scale as it is written down: what is left out follows from the rest. */
export type ScaleInput = Omit<Scale, "dissatisfied" | "degrees"> & Partial<Pick<Scale, "dissatisfied" | "degrees">>;

/** How satisfied a level is. Every level is in one of the three boxes. */
export type Box = "satisfied" | "neutral" | "dissatisfied";

/**
 * A scale with everything said. Dissatisfied are the levels opposite to the satisfied ones (1 and 2 of 5). The degrees
 * are evenly spaced up to 100, 20/40/60/80/100 on five levels, rounded once to 4 digits where they do not come out even.
 */
export function scaleOf({ min, max, better, satisfied, dissatisfied, degrees }: ScaleInput): Scale {
  const opposite = satisfied.map((value) => min + max - value).filter((value) => !satisfied.includes(value));
  const levels = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return {
    min,
    max,
    better,
    satisfied,
    dissatisfied: dissatisfied ?? opposite,
    degrees: degrees ?? levels.map((value) => evenDegree(value, { min, max, better })),
  };
}

/** The box that a level lies in. */
export function boxOf(value: number, { satisfied, dissatisfied }: Scale): Box {
  if (satisfied.includes(value)) return "satisfied";
  return dissatisfied.includes(value) ? "dissatisfied" : "neutral";
}

/** The place of a level: 1 for the best one. */
export function rankOf(value: number, { min, max, better }: Pick<Scale, "min" | "max" | "better">): number {
  return better === "higher" ? max - value + 1 : value - min + 1;
}

function evenDegree(value: number, scale: Pick<Scale, "min" | "max" | "better">): string {
  const levels = scale.max - scale.min + 1;
  const steps = levels - rankOf(value, scale) + 1;
  return ratioText({ units: BigInt(100 * steps), scale: 0 }, { units: BigInt(levels), scale: 0 }, 4);
}
