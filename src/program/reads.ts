import { factKey } from "../conditions/fact-key.js";
import type { Anniversary, FactCondition, FactWindow } from "../conditions/model.js";
import { valuesOf } from "../conditions/reads.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Program } from "./document.js";

/** What the conditions and tier sets of a program read of a customer. */
export interface ProgramReads {
  /** The windows in which each aggregate is read; the lifetime is always among them. */
  readonly windows: readonly FactWindow[];
  readonly keys: ReadonlySet<string>;
  /** The values that a fact is compared with: the points at which an answer can change. */
  readonly thresholds: ReadonlyMap<string, readonly (string | number | boolean)[]>;
  /** The days of the year that are looked for. */
  readonly anniversaries: readonly Anniversary[];
}

const known = new WeakMap<ProgramRef, ProgramReads>();

/** What a program reads, found once for each version. */
export function readsOf(program: Program): ProgramReads {
  const before = known.get(program.of);
  if (before !== undefined) return before;
  const reads = collect(program);
  known.set(program.of, reads);
  return reads;
}

function collect(program: Program): ProgramReads {
  const windows = new Map<string, FactWindow>([["lifetime", { kind: "lifetime" }]]);
  const keys = new Set<string>();
  const thresholds = new Map<string, readonly (string | number | boolean)[]>();
  const anniversaries: Anniversary[] = [];
  const addWindow = (window: FactWindow): void => void windows.set(factKey("", window), window);
  for (const { period } of program.tierSets ?? []) addWindow(period);
  for (const leaf of leavesIn(program)) {
    const key = factKey(leaf.fact, leaf.window);
    if (leaf.window !== undefined) addWindow(leaf.window);
    keys.add(key);
    thresholds.set(key, [...(thresholds.get(key) ?? []), ...valuesOf(leaf)]);
    if (leaf.op === "anniversary") anniversaries.push(leaf);
  }
  return { windows: [...windows.values()], keys, thresholds, anniversaries };
}

/** Every comparison of a fact, wherever in the document it stands: nothing else has both `op` and `fact`. */
function leavesIn(value: unknown): readonly FactCondition[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(leavesIn);
  return "op" in value && "fact" in value ? [value as FactCondition, ...inside] : inside;
}
