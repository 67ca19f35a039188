import { segmentKey } from "../conditions/fact-key.js";
import { conditionReason, type ConditionReason } from "../conditions/reason.js";
import { ClienteleError } from "../shared/errors.js";
import type { Label } from "../shared/locale.js";
import type { OneSegmentContext } from "./current.js";
import { conditionContext, placesIn } from "./place.js";
import type { Membership, PinnedScores, SegmentClass } from "./model.js";

/** Why a customer is in a class, or in a segment or not. Plain JSON. */
export interface ClassReason {
  readonly segment: string;
  readonly label: Label;
  readonly in: boolean;
  /** The class that the facts make, where the segment has classes. */
  readonly class?: string;
  /** The conditions that were tried, up to the first that holds. */
  readonly tried: readonly TriedClass[];
  /** What an RFM segment knows of the customer. */
  readonly scores?: PinnedScores;
}

/** One condition, and what came of it. */
export interface TriedClass {
  /** Of a segment without classes, absent. */
  readonly class?: string;
  readonly label: Label;
  readonly reason: ConditionReason;
}

/**
 * Why the facts of the context put a customer where they do, in the segment that the context names: each class that was
 * tried, with its conditions, what was found, and what is not known. `explainClass` has the words.
 */
export function classReason(membership: Pick<Membership, "scores">, context: OneSegmentContext): ClassReason {
  const index = context.segments.findIndex(({ id }) => id === context.segment);
  const segment = context.segments[index];
  if (segment === undefined) throw unknownSegment(context);
  const places = placesIn(membership, { ...context, segments: context.segments.slice(0, index + 1) });
  const above = [...places].slice(0, -1).map(([id, place]) => [segmentKey(id), place] as const);
  const facts = { ...context.facts, ...Object.fromEntries(above) };
  const against = conditionContext(segment, facts, membership, context);
  const place = places.get(segment.id) ?? false;
  const scores = segment.kind === "rfm" ? membership.scores[segment.id] : undefined;
  const candidates = segment.kind === "condition" ? [{ label: segment.label, when: segment.when }] : segment.classes;
  const tried = segment.kind === "rfm" && scores === undefined ? [] : upTo(candidates, place);
  return {
    segment: segment.id,
    label: segment.label,
    in: place !== false,
    ...(typeof place === "string" && { class: place }),
    tried: tried.map(({ id, label, when }) => ({
      ...(id !== undefined && { class: id }),
      label,
      reason: conditionReason(when, against),
    })),
    ...(scores !== undefined && { scores }),
  };
}

type Candidate = Omit<SegmentClass, "id"> & { readonly id?: string };

function upTo(candidates: readonly Candidate[], place: string | boolean): readonly Candidate[] {
  const found = candidates.findIndex(({ id }) => id === place);
  return found < 0 ? candidates : candidates.slice(0, found + 1);
}

function unknownSegment({ segment, segments }: OneSegmentContext): ClienteleError {
  const known = segments.map(({ id }) => id).join(", ") || "none";
  const message = `segment: ${JSON.stringify(segment)} is not a segment; known: ${known}.`;
  return new ClienteleError("command_invalid", message, { path: "segment" });
}
