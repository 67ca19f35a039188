import { compare, exactOf } from "../shared/decimal.js";
import { below, type ConfigIssue } from "../shared/issues.js";
import type { ScaleInput } from "./scales.js";

/** The mistakes of a scale that has its shape already. */
export function scaleIssues(scale: ScaleInput, path: string): readonly ConfigIssue[] {
  const { min, max, satisfied, dissatisfied = [], degrees } = scale;
  if (max <= min || max - min > 100) {
    const message = `runs from ${min} to ${max}; it needs 2 to 101 levels`;
    return [{ path: below(path, "max"), code: "out_of_range", message }];
  }
  const both = dissatisfied.find((value) => satisfied.includes(value));
  return [
    ...levelIssues(satisfied, below(path, "satisfied"), scale),
    ...levelIssues(dissatisfied, below(path, "dissatisfied"), scale),
    ...(both === undefined ? [] : [inBoth(both, below(path, "dissatisfied"))]),
    ...degreeIssues(degrees ?? [], below(path, "degrees"), degrees === undefined ? 0 : max - min + 1),
  ];
}

function levelIssues(
  values: readonly number[],
  path: string,
  { min, max }: { readonly min: number; readonly max: number },
): readonly ConfigIssue[] {
  return values.flatMap((value, i) => {
    if (values.indexOf(value) < i) {
      return [{ path: `${path}[${i}]`, code: "repeated_name", message: `${value} stands here a second time` }];
    }
    const message = `${value} is not on the scale from ${min} to ${max}`;
    return value >= min && value <= max ? [] : [{ path: `${path}[${i}]`, code: "out_of_range", message }];
  });
}

function inBoth(value: number, path: string): ConfigIssue {
  return { path, code: "repeated_name", message: `${value} is satisfied already; a level is in one box` };
}

function degreeIssues(degrees: readonly string[], path: string, levels: number): readonly ConfigIssue[] {
  if (degrees.length !== levels) {
    const message = `gives ${degrees.length} degrees for ${levels} levels; give one for each, from the lowest level on`;
    return [{ path, code: "out_of_range", message }];
  }
  return degrees.flatMap((degree, i) => {
    if (compare(exactOf(degree), exactOf(100)) <= 0) return [];
    return [{ path: `${path}[${i}]`, code: "out_of_range", message: `${degree} is above 100` }];
  });
}
