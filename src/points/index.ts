export { openPointsAccount, type OpenPointsAccount } from "./open.js";
export { earnPoints, type EarnRejection } from "./earn.js";
export { redeemPoints, type InsufficientPoints, type RedeemPoints, type RedeemRejection } from "./redeem.js";
export { holdLimit, holdPoints, type HoldPoints, type HoldRejection } from "./hold.js";
export { capturePoints, type CapturePoints, type CaptureRejection } from "./capture.js";
export { releasePoints, type HoldUnknown, type ReleasePoints } from "./release.js";
export { releasePendingPoints, type NothingPending, type ReleasePendingPoints } from "./release-pending.js";
export { cancelRedemption, type CancelRedemption, type CancelRedemptionRejection } from "./cancel-redemption.js";
export { refundPoints, type RefundEvent, type RefundRejection } from "./refund.js";
export {
  reversePoints,
  type NothingToReverse,
  type ReversalWindowClosed,
  type ReversePoints,
  type ReverseRejection,
} from "./reverse.js";
export { adjustPoints, type AdjustPoints } from "./adjust.js";
export {
  openPointsBalance,
  type OpeningLot,
  type OpenPointsBalance,
  type OpenPointsBalanceRejection,
} from "./open-balance.js";
export { settlePoints } from "./settle.js";
export { applyPointsEvent, applyPointsEvents } from "./apply.js";
export { nextPointsChange, pointsBalance, pointsExpiring, type Balance, type ExpiringPoints } from "./balance.js";
export { pointsAccountAsOf, type AsOfContext } from "./as-of.js";
export { pointsStatement, type PointsStatement, type StatementContext, type StatementMovement } from "./statement.js";
export { earningReason, explainEarning, type EarningReason, type RuleReason } from "./explain-earning.js";
export { pointsAccountKind } from "./records.js";
export type { EarningEvent, EarningLine } from "./award.js";
export type { Range } from "./ranges.js";
export type {
  Bucket,
  Hold,
  Issue,
  Opening,
  OrderBasis,
  PointsAccount,
  PointsContext,
  PointsEvent,
  PointsEventType,
  Refunded,
  RuleAward,
  Slide,
  Took,
  TypeTotals,
} from "./model.js";
export type {
  AutoRedeem,
  EarnCap,
  EarnRule,
  ExpireRule,
  Multiplier,
  PendingRule,
  PointsRules,
  PointsType,
  RedeemRules,
  RefundRules,
  SpendBasis,
} from "./rules-model.js";
