import { below, unknownName, type ConfigIssue } from "../shared/issues.js";
import { factIssues } from "./check-fact.js";
import type { Condition, InSegment } from "./model.js";
import { placesOf, type Place } from "./places.js";
import { conditionLimits, type ConditionScope, type ListedCondition } from "./scope.js";

/**
 * The mistakes of a condition that stands by itself and has its shape already: sizes, groups, facts and the kinds of
 * their values, windows, segments. Each has its path.
 */
export function conditionIssues(condition: Condition, path: string, scope: ConditionScope): ConfigIssue[] {
  const places = placesOf(condition, path);
  const tooMuch = overLimit(places, path);
  return tooMuch !== undefined ? [tooMuch] : places.flatMap((place) => placeIssues(place, scope));
}

/**
 * The mistakes of a list of which the first condition that holds decides: those of each condition, and that `otherwise`
 * ends the list and stands nowhere else. `path` is the list's.
 */
export function firstMatchIssues(list: readonly ListedCondition[], path: string, scope: ConditionScope): ConfigIssue[] {
  const last = list.at(-1);
  const rest = list.filter((each) => each !== last || each.condition.op !== "otherwise");
  const issues = rest.flatMap((each) => conditionIssues(each.condition, each.path, scope));
  if (last === undefined || last.condition.op !== "otherwise") {
    const message = 'the first match decides, so the list has to end in { "op": "otherwise" }';
    issues.push({ path, code: "otherwise_missing", message });
  }
  return issues;
}

function overLimit(places: readonly Place[], path: string): ConfigIssue | undefined {
  const { depth, conditions } = conditionLimits;
  if (places.some((place) => place.depth > depth)) {
    return { path, code: "too_deep", message: `a condition may be nested ${depth} levels deep` };
  }
  if (places.length <= conditions) return undefined;
  return { path, code: "too_large", message: `holds ${places.length} conditions; the most is ${conditions}` };
}

function placeIssues({ node, path }: Place, scope: ConditionScope): ConfigIssue[] {
  switch (node.op) {
    case "all":
    case "any":
      return emptyGroup(node.of, path);
    case "at_least":
      return node.of.length === 0 ? emptyGroup(node.of, path) : countIssues(node.n, node.of.length, path);
    case "not":
      return [];
    case "segment":
      return segmentIssues(node, path, scope);
    case "otherwise":
      return [
        { path, code: "otherwise_not_last", message: '"otherwise" is only the last condition of a first-match list' },
      ];
    default:
      return factIssues(node, path, scope);
  }
}

function emptyGroup(of: readonly Condition[], path: string): ConfigIssue[] {
  if (of.length > 0) return [];
  return [{ path: below(path, "of"), code: "empty_group", message: "a group needs one condition or more" }];
}

function countIssues(n: number, length: number, path: string): ConfigIssue[] {
  if (n >= 1 && n <= length) return [];
  return [
    { path: below(path, "n"), code: "out_of_range", message: `${n} of ${length} conditions; use 1 to ${length}` },
  ];
}

function segmentIssues(leaf: InSegment, path: string, { segments }: ConditionScope): ConfigIssue[] {
  if (segments === undefined) return [];
  const ids = segments.map(({ id }) => id);
  const unknown = unknownName(below(path, "segment"), leaf.segment, "a segment", ids);
  if (unknown !== undefined) return [unknown];
  const classes = segments.find(({ id }) => id === leaf.segment)?.classes ?? [];
  if (leaf.class === undefined) return [];
  const stray = unknownName(below(path, "class"), leaf.class, `a class of segment "${leaf.segment}"`, classes);
  return stray === undefined ? [] : [stray];
}
