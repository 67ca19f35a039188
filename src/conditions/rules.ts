import { checkShape } from "../shared/config.js";
import { defined, type Checked } from "../shared/issues.js";
import { conditionIssues } from "./check.js";
import type { Condition } from "./model.js";
import { conditionSchema } from "./schema.js";
import type { ConditionScope } from "./scope.js";

export { conditionIssues, firstMatchIssues } from "./check.js";
export { mayIssues, type Guard } from "./fair.js";
export { conditionLimits, type ConditionScope, type ListedCondition, type SegmentOutline } from "./scope.js";

/**
 * A condition read from outside: frozen, or every mistake with its path. Facts beside the standard ones and segments are
 * known from `scope`.
 *
 * @example
 * ```ts
 * import { checkCondition } from "clientele";
 *
 * const checked = checkCondition({ op: "gte", fact: "spent", value: "5000.00" });
 * checked.ok ? [] : checked.issues;
 * // => [{ path: "fact", code: "unknown_name", message: '"spent" is not a fact; did you mean "spend"?' }]
 * ```
 */
export function checkCondition(value: unknown, scope: ConditionScope = {}): Checked<Condition> {
  const shaped = checkShape(conditionSchema, value);
  if (!shaped.ok) return shaped;
  const issues = conditionIssues(shaped.value, "", scope);
  return issues.length === 0 ? shaped : { ok: false, issues };
}

/** A condition written in code, frozen; throws `config_invalid` with every mistake. */
export function defineCondition(condition: Condition, scope: ConditionScope = {}): Condition {
  return defined(checkCondition(condition, scope), "The condition");
}
