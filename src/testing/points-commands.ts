import { adjustPoints, type AdjustPoints } from "../points/adjust.js";
import type { EarningEvent } from "../points/award.js";
import { cancelRedemption, type CancelRedemption } from "../points/cancel-redemption.js";
import { capturePoints, type CapturePoints } from "../points/capture.js";
import { earnPoints } from "../points/earn.js";
import { holdPoints, type HoldPoints } from "../points/hold.js";
import type { PointsAccount, PointsContext, PointsEvent } from "../points/model.js";
import { redeemPoints, type RedeemPoints } from "../points/redeem.js";
import { refundPoints, type RefundEvent } from "../points/refund.js";
import { releasePendingPoints, type ReleasePendingPoints } from "../points/release-pending.js";
import { releasePoints, type ReleasePoints } from "../points/release.js";
import { reversePoints, type ReversePoints } from "../points/reverse.js";
import type { Decision, Rejection } from "../shared/decision.js";

/** Any command that a points account takes, beside the name of its write. */
export type PointsCommand =
  | { readonly write: "earn"; readonly command: EarningEvent }
  | { readonly write: "redeem"; readonly command: RedeemPoints }
  | { readonly write: "hold"; readonly command: HoldPoints }
  | { readonly write: "capture"; readonly command: CapturePoints }
  | { readonly write: "release"; readonly command: ReleasePoints }
  | { readonly write: "release_pending"; readonly command: ReleasePendingPoints }
  | { readonly write: "cancel_redemption"; readonly command: CancelRedemption }
  | { readonly write: "refund"; readonly command: RefundEvent }
  | { readonly write: "reverse"; readonly command: ReversePoints }
  | { readonly write: "adjust"; readonly command: AdjustPoints };

/** What the account answers to a command, whichever it is. */
export function decidePoints(
  account: PointsAccount,
  { write, command }: PointsCommand,
  context: PointsContext,
): Decision<PointsAccount, PointsEvent, Rejection> {
  switch (write) {
    case "earn":
      return earnPoints(account, command, context);
    case "redeem":
      return redeemPoints(account, command, context);
    case "hold":
      return holdPoints(account, command, context);
    case "capture":
      return capturePoints(account, command, context);
    case "release":
      return releasePoints(account, command, context);
    case "release_pending":
      return releasePendingPoints(account, command, context);
    case "cancel_redemption":
      return cancelRedemption(account, command, context);
    case "refund":
      return refundPoints(account, command, context);
    case "reverse":
      return reversePoints(account, command, context);
    case "adjust":
      return adjustPoints(account, command, context);
    default:
      return write satisfies never;
  }
}
