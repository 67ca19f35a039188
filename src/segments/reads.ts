import { factsOf, thresholds, type FactRead } from "../conditions/reads.js";
import type { Condition } from "../conditions/model.js";
import type { SegmentOutline } from "../conditions/scope.js";
import type { Segment, Segments } from "./model.js";

/** A fact that segments read, and the values at which an answer can change. */
export interface SegmentRead extends FactRead {
  readonly thresholds: readonly (string | number | boolean)[];
}

/**
 * The facts that segments read of a customer, with their windows and thresholds, each once: what to gather before a
 * customer is classified, and when to look again. The scores of RFM segments are not among them, see `rfmReads`.
 */
export function segmentReads(segments: Segments): readonly SegmentRead[] {
  const conditions = segments.flatMap(conditionsOf);
  const reads = new Map(conditions.flatMap(factsOf).map((read) => [read.key, read]));
  return [...reads.values()]
    .filter(({ fact }) => !fact.startsWith("rfm."))
    .map((read) => ({ ...read, thresholds: [...new Set(conditions.flatMap((each) => thresholds(each, read.key)))] }));
}

/** The segments as conditions elsewhere see them: their classes, and what they read. */
export function segmentOutlines(segments: Segments): readonly SegmentOutline[] {
  return segments.map((segment) => ({
    id: segment.id,
    classes: segment.kind === "condition" ? [] : segment.classes.map(({ id }) => id),
    conditions: conditionsOf(segment),
  }));
}

function conditionsOf(segment: Segment): readonly Condition[] {
  return segment.kind === "condition" ? [segment.when] : segment.classes.map(({ when }) => when);
}
