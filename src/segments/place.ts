import { evaluateCondition } from "../conditions/evaluate.js";
import { segmentKey } from "../conditions/fact-key.js";
import type { Facts, FactSpec } from "../conditions/fact-spec.js";
import type { ConditionContext } from "../conditions/leaf.js";
import { rfmFactSpecs } from "./rfm-facts.js";
import type { Membership, Segment, SegmentClass, SegmentsContext } from "./model.js";

/** The scores that a customer has for a segment, where there are any. */
export type ScoresBySegment = Pick<Membership, "scores">;

/** Where a customer is by the facts: the id of the class, or whether the condition holds. */
export type Place = string | boolean;

/** The places of a customer in all segments, in the order of the document, so that each knows those above it. */
export function placesIn(membership: ScoresBySegment, context: SegmentsContext): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let facts = context.facts ?? {};
  for (const segment of context.segments) {
    const place = placeIn(segment, conditionContext(segment, facts, membership, context), membership);
    places.set(segment.id, place);
    facts = { ...facts, [segmentKey(segment.id)]: place };
  }
  return places;
}

function placeIn(segment: Segment, context: ConditionContext, { scores }: ScoresBySegment): Place {
  switch (segment.kind) {
    case "condition":
      return evaluateCondition(segment.when, context) === "matched";
    case "classes":
      return firstMatch(segment.classes, context);
    case "rfm":
      return scores[segment.id] === undefined ? false : firstMatch(segment.classes, context);
    default:
      return segment satisfies never;
  }
}

function firstMatch(classes: readonly SegmentClass[], context: ConditionContext): Place {
  return classes.find(({ when }) => evaluateCondition(when, context) === "matched")?.id ?? false;
}

/** What the conditions of one segment are held against; those of an RFM segment see its scores as well. */
export function conditionContext(
  segment: Segment,
  facts: Facts,
  { scores }: ScoresBySegment,
  { missing, factSpecs }: SegmentsContext,
): ConditionContext {
  const pinned = segment.kind === "rfm" ? scores[segment.id] : undefined;
  const scored = pinned === undefined ? {} : { "rfm.r": pinned.r, "rfm.f": pinned.f, "rfm.m": pinned.m };
  return {
    facts: { ...facts, ...scored },
    factSpecs: specsFor(segment, factSpecs),
    ...(missing !== undefined && { missing }),
  };
}

/** The facts that the conditions of a segment may name beside the standard ones. */
export function specsFor(segment: Pick<Segment, "kind">, declared: readonly FactSpec[] = []): readonly FactSpec[] {
  return segment.kind === "rfm" ? [...declared, ...rfmFactSpecs] : declared;
}
