export { startBenefitUses, type StartBenefitUses } from "./start.js";
export {
  useBenefit,
  type BenefitUnknown,
  type LimitReached,
  type NotEntitled,
  type UseBenefit,
  type UseBenefitRejection,
} from "./use.js";
export { applyBenefitEvent, applyBenefitEvents } from "./apply.js";
export { benefitsLeft, benefitsOf, type BenefitLeft, type BenefitSource, type EntitledBenefit } from "./benefits.js";
export type { EntitlementGap } from "./entitlement.js";
export { benefitReads } from "./reads.js";
export { explainBenefits } from "./explain.js";
export { benefitUsesKind } from "./records.js";
export type {
  Benefit,
  BenefitEvent,
  BenefitGrant,
  BenefitKind,
  BenefitLimit,
  BenefitOff,
  Benefits,
  BenefitsContext,
  BenefitUses,
  LimitPeriod,
  SegmentLabels,
  TierSetBenefits,
  UseCount,
  UsePeriod,
} from "./model.js";
