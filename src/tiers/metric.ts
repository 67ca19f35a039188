import { factKey } from "../conditions/fact-key.js";
import { factSpecOf } from "../conditions/facts.js";
import type { FactRead } from "../conditions/reads.js";
import { compare, exactOf, isDecimal, type Exact } from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";
import type { TierSet, TiersContext } from "./model.js";

/**
 * The fact that a tier set counts: a fact over time in the set's period, otherwise the points of a type.
 *
 * @example
 * ```ts
 * import { defineTierSets, tierMetric } from "clientele";
 *
 * const tiers = [{ id: "regular", label: "Regular", reach: 0 }, { id: "gold", label: "Gold", reach: "5000.00" }];
 * const period = { kind: "rolling", length: "P12M" } as const;
 * const set = { id: "club", label: "Club", metric: "spend", period, upgrade: "at_once", downgrade: "none", tiers } as const;
 * defineTierSets([set]).map((each) => tierMetric(each).key); // => ["spend@P12M"]
 * ```
 */
export function tierMetric({ metric, period }: TierSet): FactRead {
  if (!isCountedFact(metric)) return { fact: `points.${metric}`, key: `points.${metric}` };
  return { fact: metric, window: period, key: factKey(metric, period) };
}

/** Whether a metric is a fact that is counted over time; what serves the customer alone ranks nobody. */
export function isCountedFact(metric: string): boolean {
  const spec = factSpecOf(metric);
  return spec?.aggregate === true && spec.may.includes("eligibility");
}

/** The value that is counted, exactly. A missing one is thrown: taken for 0, it would cost customers their tiers. */
export function metricValue(set: TierSet, { facts = {} }: TiersContext): Exact {
  const { key } = tierMetric(set);
  const value = Object.hasOwn(facts, key) ? facts[key] : undefined;
  if ((typeof value === "number" || typeof value === "string") && isDecimal(String(value))) return exactOf(value);
  const path = `facts["${key}"]`;
  const received = value === undefined ? "is missing" : `${JSON.stringify(value)} is not a number`;
  const message = `${path}: ${received}; supply what "${set.id}" counts, 0 where there is nothing.`;
  throw new ClienteleError("command_invalid", message, { path });
}

/** The rank that a value reaches. Reaching is inclusive: 2,000 of 2,000 is enough. */
export function rankReached(set: TierSet, value: Exact): number {
  return Math.max(
    0,
    set.tiers.findLastIndex(({ reach }) => compare(value, exactOf(reach)) >= 0),
  );
}
