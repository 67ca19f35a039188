import { segmentKey } from "../conditions/fact-key.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { Instant } from "../shared/instants.js";
import type { Label } from "../shared/locale.js";
import type { Membership, SegmentsContext } from "./model.js";

/** A segment that a customer is in. */
export interface CurrentSegment {
  readonly segment: string;
  readonly label: Label;
  /** Where the segment has classes. */
  readonly class?: CurrentClass;
  readonly since: Instant;
}

/** The class that a customer has in a segment. */
export interface CurrentClass {
  readonly id: string;
  readonly label: Label;
  readonly since: Instant;
}

/** Which segment a read is about. */
export interface OneSegmentContext extends SegmentsContext {
  readonly segment: string;
}

/** The segments that a customer is in since they were last found, in the order of the document. */
export function currentSegments(membership: Membership, context: SegmentsContext): readonly CurrentSegment[] {
  return context.segments.flatMap(({ id: segment, label }) => {
    const placement = membership.segments[segment];
    if (placement === undefined) return [];
    const itsClass = classOf(membership, { ...context, segment });
    return [{ segment, label, ...(itsClass !== undefined && { class: itsClass }), since: placement.since }];
  });
}

/** The class that a customer has in the segment that the context names; undefined when the customer has none. */
export function classOf(
  membership: Membership,
  { segments, segment: id }: OneSegmentContext,
): CurrentClass | undefined {
  const segment = segments.find((each) => each.id === id);
  const placement = membership.segments[id];
  if (segment === undefined || segment.kind === "condition" || placement?.class === undefined) return undefined;
  const { class: name, since } = placement;
  return { id: name, label: segment.classes.find((each) => each.id === name)?.label ?? name, since };
}

/**
 * What conditions elsewhere may ask about a customer's segments: the id of the class, or true and false where a segment
 * has no classes. A customer without a class has none of these facts.
 *
 * @example
 * ```ts
 * import { classifyCustomer, defineSegments, must, segmentFacts, startMembership } from "clientele";
 *
 * const segments = defineSegments([{ id: "regulars", label: "Regulars", when: { op: "gte", fact: "orders", value: 2 } }]);
 * const context = { segments, facts: { orders: 3 }, now: new Date("2026-03-02T10:00:00Z") };
 * const started = must(startMembership({ id: "mem_1", customerId: "cus_1" }, context)).state;
 * segmentFacts(must(classifyCustomer(started, { id: "cls_1" }, context)).state, context); // => { "segment.regulars": true }
 * ```
 */
export function segmentFacts(membership: Membership, { segments }: SegmentsContext): Facts {
  const facts = segments.flatMap(({ id, kind }): (readonly [string, string | boolean])[] => {
    const placement = membership.segments[id];
    const isIn = placement !== undefined;
    if (kind === "condition") return [[segmentKey(id), isIn]];
    return placement?.class === undefined ? [] : [[segmentKey(id), placement.class]];
  });
  return Object.fromEntries(facts);
}
