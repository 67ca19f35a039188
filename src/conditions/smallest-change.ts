import type { Label } from "../shared/locale.js";
import { evaluateCondition } from "./evaluate.js";
import type { Facts, FactValue } from "./fact-spec.js";
import type { ConditionContext } from "./leaf.js";
import type { Condition, FactWindow } from "./model.js";
import { movableFacts, type MovableFact } from "./movable.js";

/** What would have to be different for a condition to be decided the other way. */
export interface SmallestChange {
  /** Whether the condition would hold then. */
  readonly met: boolean;
  /** Every one of them is needed. */
  readonly changes: readonly FactChange[];
}

/** One fact, as it is and as it would have to be. */
export interface FactChange {
  readonly fact: string;
  readonly window?: FactWindow;
  readonly key: string;
  readonly from: FactValue;
  readonly to: FactValue;
  /** `to` minus `from`, of numbers and decimals. */
  readonly by?: number | string;
  readonly label?: Label;
  readonly unit?: Label;
}

/** No more trials than this: a search that would be longer gives no answer rather than a guess. */
const trialLimit = 20_000;

/**
 * The smallest change that would decide a condition the other way: the fewest facts, and each of them moved no further
 * than needed. It names only facts that the customer can see and move by an own act, in the direction in which that is
 * possible, and keeps the others as they are. Undefined when there is no such change, or none can be proved smallest.
 *
 * Every point at which an outcome can turn is tried, in one fact, then in two, then in three, so nothing smaller flips it.
 *
 * Source: GDPR art. 22 and PIPL art. 24 (a decision can be explained and met); nobody is told to be younger.
 *
 * @example
 * ```ts
 * import { smallestChange } from "clientele";
 *
 * const change = smallestChange({ op: "gte", fact: "spend", value: "5000.00" }, { facts: { spend: "4200.00" } });
 * change?.met; // => true
 * change?.changes[0]?.by; // => "800.00"
 * ```
 */
export function smallestChange(condition: Condition, context: ConditionContext): SmallestChange | undefined {
  const met = !isMet(condition, context, context.facts);
  const movable = movableFacts(condition, context);
  const steps = movable.reduce((count, { steps }) => count + steps.length, 0);
  for (let facts = 1; facts <= Math.min(3, movable.length) && steps ** facts <= trialLimit; facts++) {
    const found = search(movable, facts, context.facts, (tried) => isMet(condition, context, tried) === met);
    if (found !== undefined) return { met, changes: found };
  }
  return undefined;
}

function isMet(condition: Condition, context: ConditionContext, facts: Facts): boolean {
  return evaluateCondition(condition, { ...context, facts }) === "matched";
}

/** The first way to move so many of these facts that passes; the nearest steps of the first facts come first. */
function search(
  movable: readonly MovableFact[],
  count: number,
  facts: Facts,
  passes: (facts: Facts) => boolean,
): readonly FactChange[] | undefined {
  if (count === 0) return passes(facts) ? [] : undefined;
  for (const [i, { steps, ...fact }] of movable.entries()) {
    for (const step of steps) {
      const rest = search(movable.slice(i + 1), count - 1, { ...facts, [fact.key]: step.to }, passes);
      if (rest !== undefined) return [{ ...fact, ...step }, ...rest];
    }
  }
  return undefined;
}
