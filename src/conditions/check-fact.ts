import { readDuration } from "../shared/durations.js";
import { below, unknownName, type ConfigIssue } from "../shared/issues.js";
import { typeWords, valueIssues } from "./check-value.js";
import { compareValues } from "./compare.js";
import type { FactSpec, FactType } from "./fact-spec.js";
import { factSpecOf, prefixOf } from "./facts.js";
import type { Anniversary, Between, FactCondition, FactWindow } from "./model.js";
import type { ConditionScope } from "./scope.js";
import { standardFacts } from "./standard-facts.js";

/** The mistakes of a leaf about a fact: the fact, its operator, its values, its window, in this order. */
export function factIssues(leaf: FactCondition, path: string, scope: ConditionScope): ConfigIssue[] {
  const spec = factSpecOf(leaf.fact, scope.factSpecs);
  const unknown = unknownFact(leaf.fact, spec, below(path, "fact"), scope);
  if (unknown !== undefined || spec === undefined) return unknown === undefined ? [] : [unknown];
  if (!operators[spec.type].includes(leaf.op)) return [wrongOperator(leaf, spec, path)];
  const issues = [...valueIssues(leaf, spec, path), ...windowIssues(leaf.window, spec, below(path, "window"))];
  if (leaf.op === "between" && issues.length === 0) issues.push(...betweenIssues(leaf, path));
  if (leaf.op === "anniversary") issues.push(...withinIssues(leaf, path));
  return issues;
}

const ordered = ["eq", "ne", "lt", "lte", "gt", "gte", "between", "in", "exists"] as const;
const operators: Readonly<Record<FactType, readonly FactCondition["op"][]>> = {
  number: ordered,
  decimal: ordered,
  day: [...ordered, "anniversary"],
  instant: ordered,
  boolean: ["eq", "ne", "exists"],
  text: ["eq", "ne", "in", "exists", "contains", "starts_with", "ends_with"],
  texts: ["in", "exists", "contains"],
};

function unknownFact(
  fact: string,
  spec: FactSpec | undefined,
  path: string,
  { factSpecs = [], names = {} }: ConditionScope,
): ConfigIssue | undefined {
  const declared = factSpecs.map(({ name }) => name);
  if (declared.includes(fact)) return undefined;
  const known = [...declared, ...standardFacts.flatMap(({ name }) => namesOf(name, names))];
  const open = Object.keys(names).every((dotted) => !fact.startsWith(`${dotted}.`));
  return spec !== undefined && open ? undefined : unknownName(path, fact, "a fact", known);
}

/** `tier.<set>` as the names it has in this document. */
function namesOf(name: string, names: Readonly<Record<string, readonly string[]>>): readonly string[] {
  if (!name.endsWith(">")) return [name];
  const prefix = prefixOf(name);
  return names[prefix.slice(0, -1)]?.map((each) => `${prefix}${each}`) ?? [name];
}

function wrongOperator(leaf: FactCondition, { type }: FactSpec, path: string): ConfigIssue {
  const fitting = operators[type].map((op) => `"${op}"`).join(", ");
  const message = `"${leaf.op}" does not fit "${leaf.fact}" (${typeWords[type]}); fitting: ${fitting}`;
  return { path: below(path, "op"), code: "wrong_operator", message };
}

function windowIssues(window: FactWindow | undefined, spec: FactSpec, path: string): ConfigIssue[] {
  if (window === undefined) return [];
  if (spec.aggregate !== true) {
    const message = `"${spec.name}" is not a sum over time, so it has no window`;
    return [{ path, code: "window_not_allowed", message }];
  }
  return window.kind === "rolling" ? lengthIssues(window.length, below(path, "length")) : [];
}

function lengthIssues(length: string, path: string): ConfigIssue[] {
  const parts = readDuration(length);
  if (parts !== undefined && parts.milliseconds === 0 && parts.months + parts.days > 0) return [];
  const message = `${JSON.stringify(length)} is not a length in days; write one like "P12M" or "P90D"`;
  return [{ path, code: "wrong_type", message }];
}

function betweenIssues(leaf: Between, path: string): ConfigIssue[] {
  if (!(compareValues(leaf.low, leaf.high) > 0)) return [];
  return [{ path, code: "low_above_high", message: `${leaf.low} is above ${leaf.high}, so nothing lies between them` }];
}

function withinIssues({ within }: Anniversary, path: string): ConfigIssue[] {
  if (within === undefined) return [];
  const days = /^P([1-9]\d{0,2})D$/.test(within) ? Number(within.slice(1, -1)) : 0;
  if (days > 0 && days <= 364) return [];
  const message = `${JSON.stringify(within)} is not a number of days below a year; write one like "P7D"`;
  return [{ path: below(path, "within"), code: "wrong_type", message }];
}
