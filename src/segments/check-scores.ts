import { factSpecOf } from "../conditions/facts.js";
import type { FactSpec } from "../conditions/fact-spec.js";
import { placesOf } from "../conditions/places.js";
import type { ListedCondition } from "../conditions/scope.js";
import { below, type ConfigIssue } from "../shared/issues.js";
import { rfmFactSpecs } from "./rfm-facts.js";
import type { Segment } from "./model.js";

/**
 * Scores are made on base dates, for everybody at once and sometimes late; all other segments are found at every event.
 * So that it does not matter when the work is done, the classes of a segment by score read its scores alone, and no
 * other segment reads them.
 */
export function scoreIssues(
  segment: Segment,
  { condition, path: root }: ListedCondition,
  segments: readonly Segment[],
  factSpecs?: readonly FactSpec[],
): ConfigIssue[] {
  const isByScore = (id: string): boolean => segments.some((each) => each.id === id && each.kind === "rfm");
  return placesOf(condition, root).flatMap(({ node, path }) => {
    if (segment.kind !== "rfm") {
      if (node.op !== "segment" || !isByScore(node.segment)) return [];
      const message = `"${node.segment}" is found on its base dates, and this segment at every event; ask for its class where it is read, as benefits do`;
      return [{ path: below(path, "segment"), code: "segment_by_score", message }];
    }
    if (node.op === "segment") return [notAScore(below(path, "segment"), node.segment)];
    if (!("fact" in node) || rfmFactSpecs.some(({ name }) => name === node.fact)) return [];
    return factSpecOf(node.fact, factSpecs) === undefined ? [] : [notAScore(below(path, "fact"), node.fact)];
  });
}

function notAScore(path: string, name: string): ConfigIssue {
  const scores = rfmFactSpecs.map((spec) => spec.name).join(", ");
  return { path, code: "not_a_score", message: `"${name}" is not a score; classes by scores read ${scores}` };
}
