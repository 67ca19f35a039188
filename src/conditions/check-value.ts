import { isDay } from "../shared/days.js";
import { isDecimal } from "../shared/decimal.js";
import { isInstant, readInstant } from "../shared/instants.js";
import { below, unknownName, type ConfigIssue } from "../shared/issues.js";
import type { FactSpec, FactType } from "./fact-spec.js";
import type { FactCondition } from "./model.js";
import { valuesOf } from "./reads.js";
import { conditionLimits } from "./scope.js";

type Value = string | number | boolean;

/** The mistakes of the values that a leaf compares its fact with, each at its place. */
export function valueIssues(leaf: FactCondition, spec: FactSpec, path: string): ConfigIssue[] {
  const values = valuesOf(leaf);
  if (leaf.op === "in" && (values.length === 0 || values.length > conditionLimits.values)) {
    const message = `holds ${values.length} values; use 1 to ${conditionLimits.values}`;
    return [{ path: below(path, "values"), code: "out_of_range", message }];
  }
  return values.flatMap((value, i) => {
    const at = below(path, keyOf(leaf, i));
    if (!fits(value, spec.type, leaf.op)) {
      return [{ path: at, code: "wrong_type", message: wrongValue(value, leaf, spec) }];
    }
    if (!isEquality(leaf.op) || spec.values === undefined || typeof value !== "string") return [];
    return unknownName(at, value, `a value of "${spec.name}"`, spec.values) ?? [];
  });
}

/** Where the n-th of its values stands in a leaf. */
function keyOf(leaf: FactCondition, i: number): string {
  if (leaf.op === "between") return i === 0 ? "low" : "high";
  return leaf.op === "in" ? `values[${i}]` : "value";
}

/** A text equals only itself, so a decimal is held equal to a number: `"5000.00"` and `"5000"` are two texts. */
function fits(value: Value, type: FactType, op: FactCondition["op"]): boolean {
  switch (type) {
    case "number":
      return typeof value === "number" && isDecimal(String(value));
    case "decimal":
      return isDecimal(String(value)) && (typeof value === "number" || !isEquality(op));
    case "day":
      return typeof value === "string" && isDay(value);
    case "instant":
      return typeof value === "string" && isInstant(value) && readInstant(value, "value") === value;
    case "boolean":
      return typeof value === "boolean";
    case "text":
    case "texts":
      return typeof value === "string" && value !== "";
    default:
      return type satisfies never;
  }
}

function isEquality(op: FactCondition["op"]): boolean {
  return op === "eq" || op === "ne" || op === "in";
}

/** What a value of each type looks like. */
export const typeWords: Readonly<Record<FactType, string>> = {
  number: "a number",
  decimal: 'a decimal like "149.99"',
  day: "a day like 2026-03-02",
  instant: "an instant in UTC like 2026-03-02T02:00:00.000Z",
  boolean: "true or false",
  text: "a text",
  texts: "a list of texts",
};

function wrongValue(value: Value, leaf: FactCondition, { name, type }: FactSpec): string {
  const shown = JSON.stringify(value);
  if (type === "decimal" && isDecimal(String(value))) {
    return `${shown} is a text, and "${leaf.op}" compares texts letter by letter; write the number, or use "between"`;
  }
  return `${shown} does not fit "${name}"; expected ${type === "texts" ? typeWords.text : typeWords[type]}`;
}
