import { add, compare, exactOf, exactText, isDecimal, subtract, type Exact } from "../shared/decimal.js";
import type { Label } from "../shared/locale.js";
import type { FactSpec, FactValue } from "./fact-spec.js";
import { factSpecOf } from "./facts.js";
import { actualOf, type ConditionContext } from "./leaf.js";
import type { Condition } from "./model.js";
import { factsOf, thresholds, type FactRead } from "./reads.js";

/** A fact that the customer can move, and the values worth trying: nearest first. */
export interface MovableFact extends FactRead {
  readonly from: FactValue;
  readonly label?: Label;
  readonly unit?: Label;
  readonly steps: readonly Step[];
}

/** A value to move to, and how far that is. */
export interface Step {
  readonly to: FactValue;
  readonly by?: number | string;
}

/** The facts of a condition that are known, and are the customer's to see and move. */
export function movableFacts(condition: Condition, context: ConditionContext): readonly MovableFact[] {
  return factsOf(condition).flatMap((read) => {
    const spec = factSpecOf(read.fact, context.factSpecs);
    const from = actualOf({ op: "exists", ...read }, context);
    if (spec === undefined || from === undefined || !isTheirs(spec)) return [];
    const steps = stepsOf(from, thresholds(condition, read.key), spec);
    const { label, unit } = spec;
    const words = { ...(label !== undefined && { label }), ...(unit !== undefined && { unit }) };
    return steps.length === 0 ? [] : [{ ...read, from, ...words, steps }];
  });
}

function isTheirs({ actionable, about }: FactSpec): boolean {
  return actionable !== undefined && (about === "behaviour" || about === "contract");
}

function stepsOf(from: FactValue, values: readonly FactValue[], spec: FactSpec): readonly Step[] {
  if (typeof from === "boolean") return [{ to: !from }];
  if (!isNumeric(from)) return [];
  const [start, turns] = [exactOf(from), values.filter(isNumeric).map(exactOf)];
  const scale = Math.max(start.scale, ...turns.map((turn) => turn.scale));
  return targets(start, turns, scale, spec.actionable).map((to) => {
    const [text, by] = [exactText(to), exactText(subtract(to, start))];
    return spec.type === "decimal" ? { to: text, by } : { to: Number(text), by: Number(by) };
  });
}

/**
 * At, just below and just above each value that the rule names: between two neighbours of these no outcome turns. "Just"
 * is the last digit that the numbers are written with. What is not negative stays so.
 */
function targets(start: Exact, turns: readonly Exact[], scale: number, way: FactSpec["actionable"]): readonly Exact[] {
  const least = { units: 1n, scale };
  const zero = { units: 0n, scale };
  const around = turns.flatMap((turn) => [subtract(turn, least), add(turn, zero), add(turn, least)]);
  const reachable = around.filter((to) => {
    const order = compare(to, start);
    if (order < 0) return way !== "up" && (compare(to, zero) >= 0 || compare(start, zero) < 0);
    return order > 0 && way !== "down";
  });
  const nearest = reachable.sort((left, right) => compare(distance(start, left), distance(start, right)));
  return nearest.filter((to, i) => nearest.findIndex((other) => compare(to, other) === 0) === i);
}

function distance(from: Exact, to: Exact): Exact {
  return compare(from, to) < 0 ? subtract(to, from) : subtract(from, to);
}

function isNumeric(value: FactValue): value is string | number {
  return (typeof value === "number" || typeof value === "string") && isDecimal(`${value}`);
}
