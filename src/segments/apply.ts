import { draftOf, type Draft } from "../shared/json.js";
import type { Membership, SegmentEvent } from "./model.js";

/**
 * The membership after an event. This is the only place where it changes, so folding the events of a membership gives
 * the membership.
 */
export function applySegmentEvent(membership: Membership | undefined, event: SegmentEvent): Membership {
  return applySegmentEvents(membership, [event]);
}

/** The membership after these events, in their order. It is copied once. */
export function applySegmentEvents(membership: Membership | undefined, events: readonly SegmentEvent[]): Membership {
  const draft = draftOf(membership ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

const nothing: Membership = {
  format: 1,
  id: "",
  owner: "",
  customerId: "",
  at: "",
  of: { id: "", version: 0 },
  segments: {},
  scores: {},
};

function evolve(draft: Draft<Membership>, event: SegmentEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  const { segment = "", class: itsClass, scores, occurredAt, started } = event;
  switch (event.type) {
    case "segment.started":
      if (started === undefined) return;
      draft.id = started.id;
      draft.owner = draft.customerId = started.customerId;
      return;
    case "segment.entered":
    case "segment.class_changed":
      draft.segments[segment] = { ...(itsClass !== undefined && { class: itsClass }), since: occurredAt };
      return;
    case "segment.left":
      delete draft.segments[segment];
      return;
    case "segment.scored":
      if (scores !== undefined) draft.scores[segment] = draftOf(scores);
      return;
    case "segment.unscored":
      delete draft.scores[segment];
      return;
    default:
      event.type satisfies never;
  }
}
