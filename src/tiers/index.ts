export { startStanding, type StartStanding } from "./start.js";
export { reviewTier, type ReviewTier } from "./review.js";
export { grantTier, type GrantTier, type GrantTierRejection } from "./grant.js";
export { openStanding, type OpenStanding } from "./open-standing.js";
export { nextTierChange, settleTier } from "./settle.js";
export { applyTierEvent, applyTierEvents } from "./apply.js";
export { tierBenefits, tierOf } from "./tier.js";
export { tierMetric } from "./metric.js";
export { tierProgress, type TierProgress } from "./progress.js";
export { explainTierProgress } from "./explain.js";
export { standingKind } from "./records.js";
export type {
  Grant,
  Reached,
  Rise,
  Standing,
  Tier,
  TierEvent,
  TierEventType,
  TierPeriod,
  TiersContext,
  TierSet,
  TierSets,
} from "./model.js";
