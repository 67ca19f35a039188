import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { Membership } from "./model.js";

/** How a storage keeps memberships. */
export const membershipKind: RecordKind<Membership> = recordKind<Membership>({
  kind: "segment_membership",
  format: 1,
  project: ({ customerId, segments }) => ({ customerId, segments: Object.keys(segments).length }),
  checks: [{ name: "at_most_500_segments", holds: ({ segments = 0 }) => Number(segments) <= 500 }],
});
