import type { FactSpec } from "./fact-spec.js";
import type { Condition } from "./model.js";

/** The deepest a condition may be nested, and the most conditions and values it may hold. */
export const conditionLimits = { depth: 16, conditions: 1000, values: 1000 } as const;

/** A segment as conditions see it. */
export interface SegmentOutline {
  readonly id: string;
  /** The ids of its classes; none when one is simply in it or not. */
  readonly classes: readonly string[];
  /** Its own conditions, so that a guard sees what a reference to it reads. */
  readonly conditions?: readonly Condition[];
}

/** What the words of a condition may refer to. */
export interface ConditionScope {
  /** The facts that are declared beside the standard ones. */
  readonly factSpecs?: readonly FactSpec[];
  /** The names below a dotted fact: `{ tier: ["honour"] }` makes `tier.honor` a mistake. Any name, when left out. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** The segments of the document. Any segment, when left out. */
  readonly segments?: readonly SegmentOutline[];
}

/** A condition in a list, and where it stands. */
export interface ListedCondition {
  readonly path: string;
  readonly condition: Condition;
}
