import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { Membership } from "./model.js";

/** How a storage keeps memberships. */
export const membershipKind: RecordKind<Membership> = recordKind<Membership>({
  kind: "segment_membership",
  format: 1,
  project: ({ customerId, segments }) => ({ customerId, segments: Object.keys(segments).length }),
  checks: [{ name: "at_most_500_segments", holds: ({ segments = 0 }) => Number(segments) <= 500 }],
});

/**
 * How a storage keeps scores: one record for each segment by score, apart from the membership, because scores are made
 * for a base date whenever somebody gets to it, and what happens to the customer meanwhile does not wait for them.
 */
export const scoresKind: RecordKind<Membership> = recordKind<Membership>({
  kind: "segment_scores",
  format: 1,
  project: ({ customerId, id }) => ({ customerId, segment: id }),
});
