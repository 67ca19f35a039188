import { refuse, type Decision } from "../shared/decision.js";
import {
  envelopeOf,
  occurredInFuture,
  recordedAtOf,
  requireId,
  type Command,
  type OccurredInFuture,
} from "../shared/envelope.js";
import { applySegmentEvents } from "./apply.js";
import { becauseOf } from "./because.js";
import { placesIn, type Place } from "./place.js";
import { programOf } from "./start.js";
import type { Membership, Placement, Segment, SegmentEvent, SegmentsContext } from "./model.js";

/** Finds the segments of a customer by the facts of the context. */
export type ClassifyCustomer = Command;

/** An event without its envelope. */
type Change = Pick<SegmentEvent, "type" | "segment" | "class" | "from" | "because">;

/**
 * Finds the segments that a customer is in by the facts as they are now, in the order of the document, and tells what
 * changed: a segment entered or left, another class. Of classes the first whose condition holds decides; what is not
 * known counts as not so. Of a segment that the program does not have any more the customer is out.
 *
 * Call it whenever facts change, also when time changes them. Where nothing changed there are no events. It counts when
 * it is recorded.
 *
 * Refused: `occurred_in_future`.
 *
 * @example
 * ```ts
 * import { classifyCustomer, classOf, defineSegments, must, startMembership } from "clientele";
 *
 * const segments = defineSegments([{ id: "value", label: "Value", of: [
 *   { id: "high", label: "High value", when: { op: "gte", fact: "orders", value: 6 } },
 *   { id: "prospect", label: "Prospect", when: { op: "otherwise" } },
 * ] }]);
 * const at = (orders: number) => ({ segments, facts: { orders }, now: new Date("2026-03-02T10:00:00Z") });
 * const started = must(startMembership({ id: "mem_1", customerId: "cus_1" }, at(0)));
 * const prospect = must(classifyCustomer(started.state, { id: "cls_1" }, at(0))).state;
 *
 * const high = must(classifyCustomer(prospect, { id: "cls_2" }, at(6)));
 * high.events.map(({ type, from, because }) => [type, from, because]); // => [["segment.class_changed", "prospect", { orders: 6 }]]
 * classOf(high.state, { ...at(6), segment: "value" })?.id; // => "high"
 * ```
 */
export function classifyCustomer(
  membership: Membership,
  command: ClassifyCustomer,
  context: SegmentsContext,
): Decision<Membership, SegmentEvent, OccurredInFuture> {
  requireId(command.id, "id");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const changes = changesOf(membership, context);
  if (changes.length === 0) return { ok: true, state: membership, events: [] };
  const recordedAt = recordedAtOf(context.now, membership);
  const events = changes.map((change, i): SegmentEvent => {
    return { ...change, ...envelopeOf(command, recordedAt, programOf(context), "when_recorded", i + 1) };
  });
  return { ok: true, state: applySegmentEvents(membership, events), events };
}

function changesOf(membership: Membership, context: SegmentsContext): readonly Change[] {
  const places = placesIn(membership, context);
  const known = context.segments.flatMap((segment) => {
    const before = membership.segments[segment.id];
    const after = places.get(segment.id) ?? false;
    const change = changeOf(segment, before, after);
    return change === undefined ? [] : [{ ...change, ...becauseOf(segment, change, membership, context) }];
  });
  const gone = Object.keys(membership.segments).filter((segment) => !places.has(segment));
  return [...known, ...gone.map((segment): Change => ({ type: "segment.left", segment }))];
}

/** What the facts change of one segment; undefined where nothing does. */
export function changeIn(membership: Membership, segment: string, context: SegmentsContext): Change | undefined {
  return changesOf(membership, context).find((change) => change.segment === segment);
}

function changeOf({ id: segment }: Segment, before: Placement | undefined, after: Place): Change | undefined {
  const from = before?.class === undefined ? {} : { from: before.class };
  if (after === false) return before === undefined ? undefined : { type: "segment.left", segment, ...from };
  const placed = after === true ? {} : { class: after };
  if (before === undefined) return { type: "segment.entered", segment, ...placed };
  if (before.class === placed.class) return undefined;
  return { type: "segment.class_changed", segment, ...placed, ...from };
}
