import * as z from "zod/mini";
import type { Duration } from "../../shared/durations.js";
import type { Checked } from "../../shared/issues.js";
import type { ProgramScope } from "../scope.js";
import { duration } from "../../shared/parts-schema.js";
import { checkSection } from "./section-check.js";
import type { Stamped } from "./stamped.js";

/** When it counts that a customer brought a friend. */
export interface Referrals {
  /** What the friend does. Nobody is rewarded for a friend who buys nothing. */
  readonly qualifies: "first_order" | "first_order_after_return_window";
  /** Only the customer who brought the friend; whoever brought that customer gets nothing. Always 1. */
  readonly levels: number;
  /** Friends come by a code or a link; nothing of theirs is stored before they come. Always false. */
  readonly friendContactStored: false;
  /** What the referral earned is taken back when the friend returns everything. */
  readonly revokeOnFullRefund: boolean;
  /** How long after the referral the friend may take. */
  readonly within?: Duration;
}

const schema: z.ZodMiniType<Referrals> = z.strictObject({
  qualifies: z.enum(["first_order", "first_order_after_return_window"]),
  levels: z.int().check(z.gte(1), z.lte(100)),
  friendContactStored: z.literal(false, {
    error: () => "nothing of a friend's may be stored before the friend comes; write false",
  }),
  revokeOnFullRefund: z.boolean(),
  within: z.exactOptional(duration),
});

/**
 * The section `referrals`, or every mistake in it.
 *
 * Source: PIPL art. 13 (a friend's contact is the friend's).
 */
export function checkReferrals(value: unknown, scope: ProgramScope): Checked<Stamped<Referrals>> {
  return checkSection(schema, value, scope.of);
}
