import { factKey } from "./fact-key.js";
import { placesOf } from "./places.js";
import type { Condition, FactCondition, FactWindow } from "./model.js";

/** A fact as a condition reads it. */
export interface FactRead {
  readonly fact: string;
  readonly window?: FactWindow;
  /** The key under which it is looked up. */
  readonly key: string;
}

/**
 * The facts that a condition reads, each once and in the order in which they are met: what has to be gathered before it
 * can be evaluated. Segments are told apart, see `segmentsOf`.
 *
 * @example
 * ```ts
 * import { factsOf } from "clientele";
 *
 * const since = { op: "lte", fact: "daysSinceOrder", value: 30 } as const;
 * factsOf({ op: "any", of: [since, { op: "not", of: since }] }); // => [{ fact: "daysSinceOrder", key: "daysSinceOrder" }]
 * ```
 */
export function factsOf(condition: Condition): readonly FactRead[] {
  const reads = new Map<string, FactRead>();
  for (const leaf of factLeavesOf(condition)) {
    for (const { fact, window } of leaf.op === "anniversary" ? [leaf, { fact: "today" }] : [leaf]) {
      const key = factKey(fact, window);
      reads.set(key, { fact, ...(window !== undefined && { window }), key });
    }
  }
  return [...reads.values()];
}

/** The ids of the segments that a condition refers to, each once. */
export function segmentsOf(condition: Condition): readonly string[] {
  const names = placesOf(condition).flatMap(({ node }) => (node.op === "segment" ? [node.segment] : []));
  return [...new Set(names)];
}

/**
 * The values that a condition compares a fact with, each once: the points at which its outcome can change. The fact is
 * named by its key, so `spend@P12M` and `spend` are two.
 *
 * @example
 * ```ts
 * import { thresholds } from "clientele";
 *
 * thresholds({ op: "between", fact: "daysSinceOrder", low: 30, high: 90 }, "daysSinceOrder"); // => [30, 90]
 * ```
 */
export function thresholds(condition: Condition, key: string): readonly (string | number | boolean)[] {
  const values = factLeavesOf(condition).flatMap((leaf) =>
    factKey(leaf.fact, leaf.window) === key ? valuesOf(leaf) : [],
  );
  return [...new Set(values)];
}

/** The values that one leaf compares its fact with. */
export function valuesOf(leaf: FactCondition): readonly (string | number | boolean)[] {
  switch (leaf.op) {
    case "between":
      return [leaf.low, leaf.high];
    case "in":
      return leaf.values;
    case "exists":
    case "anniversary":
      return [];
    default:
      return [leaf.value];
  }
}

function factLeavesOf(condition: Condition): readonly FactCondition[] {
  return placesOf(condition).flatMap(({ node }) => ("fact" in node ? [node] : []));
}
