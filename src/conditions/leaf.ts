import { ClienteleError } from "../shared/errors.js";
import { isAnniversary } from "./anniversary.js";
import { compareValues, isEqual } from "./compare.js";
import { defaultOf } from "./fact-defaults.js";
import { factKey, segmentKey } from "./fact-key.js";
import type { Facts, FactSpec, FactValue } from "./fact-spec.js";
import type { FactCondition, InSegment, LeafCondition, MissingFacts, Outcome } from "./model.js";

/** What a condition is held against. */
export interface ConditionContext {
  /** What is known of the customer, each under its `factKey`. Time is among them: `today`, `daysSinceOrder`, windows. */
  readonly facts: Facts;
  /** Every context has it. It is not read here: the facts are those of this moment. */
  readonly now?: Date;
  /** For the whole document; a condition may say otherwise. `unknown` when left out. */
  readonly missing?: MissingFacts;
  /** The facts that the document declares beside the standard ones. */
  readonly factSpecs?: readonly FactSpec[];
}

/** The outcome of one leaf; `missing` is what it answers when its fact is not known. */
export function leafOutcome(leaf: LeafCondition, context: ConditionContext, missing: MissingFacts): Outcome {
  if (leaf.op === "otherwise") return "matched";
  const actual = actualOf(leaf, context);
  if (leaf.op === "exists") return outcomeWhen(actual !== undefined);
  if (actual === undefined) return missing;
  if (leaf.op === "segment") return outcomeWhen(leaf.class === undefined ? actual !== false : actual === leaf.class);
  const today = leaf.op === "anniversary" ? valueAt(context.facts, "today") : "";
  if (today === undefined) return missing;
  const held = holds(leaf, actual, today);
  if (held === undefined) throw unfit(leaf, actual);
  return outcomeWhen(held);
}

/** What is known of the fact that a leaf reads; the zero of a count or a sum that was not supplied. */
export function actualOf(leaf: FactCondition | InSegment, context: ConditionContext): FactValue | undefined {
  if (leaf.op === "segment") return valueAt(context.facts, segmentKey(leaf.segment));
  return valueAt(context.facts, factKey(leaf.fact, leaf.window)) ?? defaultOf(leaf.fact, context.factSpecs);
}

/** Own members only: no fact is called `constructor` by accident. `null` and absent are one thing. */
function valueAt(facts: Facts, key: string): FactValue | undefined {
  return Object.hasOwn(facts, key) ? (facts[key] ?? undefined) : undefined;
}

/** An outcome that is not unknown. */
export function outcomeWhen(held: boolean): Outcome {
  return held ? "matched" : "unmatched";
}

/** Whether the leaf holds; undefined when a value of this kind cannot be held against it. */
function holds(
  leaf: Exclude<FactCondition, { op: "exists" }>,
  actual: FactValue,
  today: FactValue,
): boolean | undefined {
  switch (leaf.op) {
    case "eq":
    case "ne": {
      const equal = isEqual(actual, leaf.value);
      return equal === undefined ? equal : equal === (leaf.op === "eq");
    }
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return isOrdered(leaf.op, actual, leaf.value);
    case "between": {
      const reaches = isOrdered("gte", actual, leaf.low);
      return reaches === true ? isOrdered("lte", actual, leaf.high) : reaches;
    }
    case "in":
      return isOneOf(actual, leaf.values);
    case "contains":
      return typeof actual === "string" || Array.isArray(actual) ? actual.includes(leaf.value) : undefined;
    case "starts_with":
      return typeof actual === "string" ? actual.startsWith(leaf.value) : undefined;
    case "ends_with":
      return typeof actual === "string" ? actual.endsWith(leaf.value) : undefined;
    case "anniversary":
      return isAnniversary(leaf, actual, today);
    default:
      leaf satisfies never;
      return undefined;
  }
}

function isOrdered(op: "lt" | "lte" | "gt" | "gte", actual: FactValue, value: string | number): boolean | undefined {
  const order = compareValues(actual, value);
  if (Number.isNaN(order)) return undefined;
  if (order === 0) return op === "lte" || op === "gte";
  return order < 0 === (op === "lt" || op === "lte");
}

function isOneOf(actual: FactValue, values: readonly (string | number)[]): boolean {
  if (Array.isArray(actual)) return values.some((value) => actual.includes(value));
  return values.some((value) => isEqual(actual, value) === true);
}

function unfit(leaf: FactCondition, actual: FactValue): ClienteleError {
  const path = `facts["${factKey(leaf.fact, leaf.window)}"]`;
  const message = `${path}: ${JSON.stringify(actual)} does not fit ${JSON.stringify(leaf)}; supply a value of its kind.`;
  return new ClienteleError("command_invalid", message, { path });
}
