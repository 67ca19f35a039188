import { Decimal } from "decimal.js";
import type { Condition, FactValue, Facts, FactWindow } from "../../src/conditions/index.js";

/**
 * A second reading of the language, slow and plain: an outcome is the set of verdicts that could come out if the missing
 * facts were known, leaf by leaf.
 */
export function naiveOutcome(condition: Condition, facts: Facts, missing = "unknown"): string {
  const possible = verdicts(condition, facts, missing);
  if (possible.size === 2) return "unknown";
  return possible.has(true) ? "matched" : "unmatched";
}

function verdicts(condition: Condition, facts: Facts, inherited: string): Set<boolean> {
  const missing = condition.missing ?? inherited;
  const of = "of" in condition ? [condition.of].flat().map((each) => verdicts(each, facts, missing)) : [];
  switch (condition.op) {
    case "all":
      return combined(of, (held) => held.every(Boolean));
    case "any":
      return combined(of, (held) => held.some(Boolean));
    case "not":
      return combined(of, ([held]) => held !== true);
    case "at_least":
      return combined(of, (held) => held.filter(Boolean).length >= condition.n);
    case "otherwise":
      return new Set([true]);
    default: {
      const fact = factOf(condition, facts);
      if (condition.op === "exists") return new Set([fact !== undefined]);
      if (fact === undefined) return missing === "unmatched" ? new Set([false]) : new Set([true, false]);
      return new Set([holds(condition, fact)]);
    }
  }
}

function combined(of: readonly Set<boolean>[], holds: (held: readonly boolean[]) => boolean): Set<boolean> {
  const worlds = of.reduce<readonly boolean[][]>(
    (all, each) => all.flatMap((world) => [...each].map((held) => [...world, held])),
    [[]],
  );
  return new Set(worlds.map(holds));
}

const zeros: Facts = { spend: "0", orders: 0, tags: [] };

function factOf(condition: Condition, facts: Facts): FactValue | undefined {
  if (condition.op === "segment") return facts[`segment.${condition.segment}`];
  const { fact, window } = condition as { fact: string; window?: FactWindow };
  const key =
    window?.kind === "rolling" ? "orders@P12M" : window?.kind === "calendar" ? "spend@calendar:month-1" : fact;
  return facts[key] ?? zeros[fact] ?? (fact === "consent.marketing" ? false : undefined);
}

function holds(condition: Condition, fact: FactValue): boolean {
  switch (condition.op) {
    case "eq":
      return same(fact, condition.value);
    case "ne":
      return !same(fact, condition.value);
    case "lt":
      return order(fact, condition.value) < 0;
    case "lte":
      return order(fact, condition.value) <= 0;
    case "gt":
      return order(fact, condition.value) > 0;
    case "gte":
      return order(fact, condition.value) >= 0;
    case "between":
      return order(fact, condition.low) >= 0 && order(fact, condition.high) <= 0;
    case "in":
      return [fact].flat().some((each) => condition.values.includes(each as string));
    case "contains":
      return (fact as string).includes(condition.value);
    case "starts_with":
      return (fact as string).startsWith(condition.value);
    case "ends_with":
      return (fact as string).endsWith(condition.value);
    case "segment":
      return condition.class === undefined ? fact !== false : fact === condition.class;
    default:
      throw new Error(`the naive evaluator does not know ${condition.op}`);
  }
}

function same(fact: FactValue, value: string | number | boolean): boolean {
  return typeof value === "number" ? new Decimal(fact as string).eq(value) : fact === value;
}

function order(fact: FactValue, value: string | number): number {
  if (/^\d{4}-/.test(String(value))) return Date.parse(fact as string) - Date.parse(value as string);
  return new Decimal(fact as string).cmp(value);
}
