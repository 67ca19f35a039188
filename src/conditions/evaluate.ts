import { leafOutcome, outcomeWhen, type ConditionContext } from "./leaf.js";
import type { Condition, MissingFacts, Outcome } from "./model.js";

/**
 * Whether a condition holds for a customer, given the facts.
 *
 * A leaf whose fact is missing is `unknown`, and the groups carry that on only as far as it matters: one `unmatched` in
 * an `all` decides it, whatever else is not known. Where a rule decides something, count `unknown` as not matched. The
 * condition must have passed `checkCondition`. A fact of a kind that cannot be compared is thrown as
 * `command_invalid` when the leaf that reads it is reached.
 *
 * Source: three-valued logic as in SQL (Kleene's strong logic).
 *
 * @example
 * ```ts
 * import { evaluateCondition } from "clientele";
 *
 * const bigSpender = { op: "gte", fact: "spend", window: { kind: "rolling", length: "P12M" }, value: "5000.00" } as const;
 *
 * evaluateCondition(bigSpender, { facts: { "spend@P12M": "5000" } }); // => "matched"
 * evaluateCondition(bigSpender, { facts: { "spend@P12M": "4999.99" } }); // => "unmatched"
 * evaluateCondition({ op: "lte", fact: "daysSinceOrder", value: 90 }, { facts: {} }); // => "unknown"
 * ```
 */
export function evaluateCondition(condition: Condition, context: ConditionContext): Outcome {
  return outcomeOf(condition, context, context.missing ?? "unknown");
}

function outcomeOf(condition: Condition, context: ConditionContext, inherited: MissingFacts): Outcome {
  const missing = condition.missing ?? inherited;
  switch (condition.op) {
    case "all":
      return atLeast(condition.of.length, condition.of, context, missing);
    case "any":
      return atLeast(1, condition.of, context, missing);
    case "at_least":
      return atLeast(condition.n, condition.of, context, missing);
    case "not":
      return opposite(outcomeOf(condition.of, context, missing));
    default:
      return leafOutcome(condition, context, missing);
  }
}

/** Stops as soon as enough of them hold, or too few still can. */
function atLeast(n: number, of: readonly Condition[], context: ConditionContext, missing: MissingFacts): Outcome {
  let matched = 0;
  let possible = of.length;
  for (const condition of of) {
    if (matched >= n || possible < n) break;
    const outcome = outcomeOf(condition, context, missing);
    if (outcome === "matched") matched += 1;
    if (outcome === "unmatched") possible -= 1;
  }
  return countOutcome(n, matched, possible);
}

/** The outcome of "at least n", from how many hold and how many still can. */
export function countOutcome(n: number, matched: number, possible: number): Outcome {
  if (matched >= n) return "matched";
  return possible < n ? "unmatched" : "unknown";
}

/** The outcome of "not". */
export function opposite(outcome: Outcome): Outcome {
  return outcome === "unknown" ? outcome : outcomeWhen(outcome === "unmatched");
}
