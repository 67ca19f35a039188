import type { ConfigIssue } from "../shared/issues.js";
import { membersOf, type RawObject } from "./raw.js";

/** Issues in the order in which they stand in the document, what is missing first; those of one place stay as they are. */
export function inDocumentOrder(issues: readonly ConfigIssue[], document: RawObject): readonly ConfigIssue[] {
  const places = new Map<unknown, ReadonlyMap<string, number>>();
  const placed = issues.map((issue) => ({ issue, at: placesOf(issue.path, document, places) }));
  return placed.sort((left, right) => compare(left.at, right.at)).map(({ issue }) => issue);
}

/** The place of each step of a path among its neighbours, from the outside in; -1 for what is not there. */
function placesOf(
  path: string,
  document: RawObject,
  known: Map<unknown, ReadonlyMap<string, number>>,
): readonly number[] {
  const places: number[] = [];
  let [value, rest]: [unknown, string] = [document, path];
  while (rest !== "") {
    const index = /^\[(\d+)\]/.exec(rest);
    const step = index?.[1] ?? stepIn(rest, placesIn(value, known));
    places.push(index === null ? (placesIn(value, known).get(step) ?? -1) : Number(step));
    value = Array.isArray(value) ? (value as readonly unknown[])[Number(step)] : membersOf(value)[step];
    rest = rest.slice(index === null ? step.length : index[0].length).replace(/^\./, "");
    if (places.at(-1) === -1) break;
  }
  return places;
}

function placesIn(value: unknown, known: Map<unknown, ReadonlyMap<string, number>>): ReadonlyMap<string, number> {
  const before = known.get(value);
  if (before !== undefined) return before;
  const places = new Map(Object.keys(membersOf(value)).map((key, i) => [key, i]));
  known.set(value, places);
  return places;
}

/** The longest key that the rest of a path begins with: keys may have dots. */
function stepIn(rest: string, places: ReadonlyMap<string, number>): string {
  const ends = [...rest.slice(0, 300).matchAll(/[.[]|$/g)].map(({ index }) => index);
  const steps = ends.map((end) => rest.slice(0, end));
  return steps.findLast((step) => places.has(step)) ?? steps[0] ?? rest;
}

function compare(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
