import type { Label } from "../shared/locale.js";
import { countOutcome, opposite } from "./evaluate.js";
import type { FactSource, FactValue } from "./fact-spec.js";
import { factSpecOf } from "./facts.js";
import { actualOf, leafOutcome, type ConditionContext } from "./leaf.js";
import type { Condition, FactCondition, GroupCondition, LeafCondition, MissingFacts, Outcome } from "./model.js";

/** Why a condition holds or does not: the same tree, with what was found at every leaf. Plain JSON. */
export type ConditionReason = GroupReason | LeafReason;

/** What came of a group, and of each of its conditions. */
export interface GroupReason {
  readonly kind: "group";
  readonly op: GroupCondition["op"];
  /** How many are needed; of `at_least`. */
  readonly n?: number;
  readonly outcome: Outcome;
  readonly of: readonly ConditionReason[];
}

/** What came of one leaf. */
export interface LeafReason {
  readonly kind: "leaf";
  readonly outcome: Outcome;
  /** The leaf as it is written. */
  readonly expected: LeafCondition;
  /** What is known of its fact, or the class in its segment; absent when that is missing. */
  readonly actual?: FactValue;
  /** Where the fact comes from; absent where no fact of that name is declared. */
  readonly source?: FactSource;
  readonly label?: Label;
  readonly unit?: Label;
}

/**
 * Why a condition holds for a customer or does not. Every leaf is looked at, also those that an evaluation would skip,
 * so it is slower; its outcome is that of `evaluateCondition`.
 *
 * @example
 * ```ts
 * import { conditionReason } from "clientele";
 *
 * const reason = conditionReason({ op: "gte", fact: "orders", value: 6 }, { facts: { orders: 4 } });
 * reason.outcome; // => "unmatched"
 * reason.kind === "leaf" && reason.actual; // => 4
 * ```
 */
export function conditionReason(condition: Condition, context: ConditionContext): ConditionReason {
  return reasonOf(condition, context, context.missing ?? "unknown");
}

function reasonOf(condition: Condition, context: ConditionContext, inherited: MissingFacts): ConditionReason {
  const missing = condition.missing ?? inherited;
  switch (condition.op) {
    case "all":
    case "any":
    case "at_least":
      return groupReason(
        condition,
        condition.of.map((each) => reasonOf(each, context, missing)),
      );
    case "not":
      return groupReason(condition, [reasonOf(condition.of, context, missing)]);
    default:
      return leafReason(condition, context, missing);
  }
}

function groupReason(condition: GroupCondition, of: readonly ConditionReason[]): GroupReason {
  const outcome = groupOutcome(
    condition,
    of.map((reason) => reason.outcome),
  );
  return { kind: "group", op: condition.op, ...(condition.op === "at_least" && { n: condition.n }), outcome, of };
}

function groupOutcome(condition: GroupCondition, outcomes: readonly Outcome[]): Outcome {
  if (condition.op === "not") return opposite(outcomes[0] ?? "unknown");
  const needed = condition.op === "all" ? outcomes.length : condition.op === "any" ? 1 : condition.n;
  const matched = outcomes.filter((outcome) => outcome === "matched").length;
  return countOutcome(needed, matched, outcomes.filter((outcome) => outcome !== "unmatched").length);
}

function leafReason(leaf: LeafCondition, context: ConditionContext, missing: MissingFacts): LeafReason {
  const outcome = leafOutcome(leaf, context, missing);
  if (leaf.op === "otherwise") return { kind: "leaf", outcome, expected: leaf };
  const actual = actualOf(leaf, context);
  const found = actual === undefined ? {} : { actual };
  if (leaf.op === "segment") return { kind: "leaf", outcome, expected: leaf, ...found, source: "derived" };
  return { kind: "leaf", outcome, expected: leaf, ...found, ...aboutFact(leaf, context) };
}

function aboutFact(leaf: FactCondition, context: ConditionContext): Pick<LeafReason, "source" | "label" | "unit"> {
  const spec = factSpecOf(leaf.fact, context.factSpecs);
  if (spec === undefined) return {};
  const { source, label, unit } = spec;
  return { source, ...(label !== undefined && { label }), ...(unit !== undefined && { unit }) };
}
