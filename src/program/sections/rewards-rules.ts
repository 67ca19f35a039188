import * as z from "zod/mini";
import type { Condition } from "../../conditions/model.js";
import { conditionSchema } from "../../conditions/schema.js";
import type { DecimalText } from "../../shared/decimal.js";
import type { Duration } from "../../shared/durations.js";
import type { Checked, ConfigIssue } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import type { ProgramScope } from "../scope.js";
import { count, duration, id, label, money } from "../../shared/parts-schema.js";
import { checkList, namedIssues, whenIssues } from "./section-check.js";
import type { Stamped } from "./stamped.js";
import { limitSchema, offSchema } from "./reward-parts-schema.js";
import type { Limit, Off } from "./reward-parts.js";
import { termsSchema } from "./terms-schema.js";
import type { Terms } from "./terms.js";

/** Something that points buy. */
export type Reward = ThingReward | CouponReward;

/** What every reward has. */
export interface RewardBase {
  readonly id: string;
  readonly label: Label;
  readonly price: { readonly points: number; readonly type?: string; readonly plus?: DecimalText };
  /** How many there are; without a limit when left out. */
  readonly stock?: number;
  readonly limit?: Limit;
  /** Who may have it; everybody, when left out. */
  readonly eligible?: Condition;
  /** The published terms that `eligible` needs. */
  readonly terms?: Terms;
}

/** Something that is handed over, done or let in to. */
export interface ThingReward extends RewardBase {
  readonly kind: "gift" | "service" | "access";
}

/** A coupon, which takes something off an order. */
export interface CouponReward extends RewardBase {
  readonly kind: "coupon";
  readonly off: Off;
  /** The least that the order must come to. */
  readonly minimum?: DecimalText;
  readonly validFor: Duration;
}

const base = {
  id,
  label,
  price: z.strictObject({ points: count, type: z.exactOptional(id), plus: z.exactOptional(money) }),
  stock: z.exactOptional(count),
  limit: z.exactOptional(limitSchema),
  eligible: z.exactOptional(conditionSchema),
  terms: z.exactOptional(termsSchema),
};

const schema: z.ZodMiniType<readonly Reward[]> = z
  .array(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.enum(["gift", "service", "access"]), ...base }),
      z.strictObject({
        kind: z.literal("coupon"),
        ...base,
        off: offSchema,
        minimum: z.exactOptional(money),
        validFor: duration,
      }),
    ]),
  )
  .check(z.maxLength(500));

/** The section `rewards`, or every mistake in it. */
export function checkRewards(value: unknown, scope: ProgramScope): Checked<readonly Stamped<Reward>[]> {
  return checkList(schema, value, scope.of, (reward, path) => [
    ...priceIssues(reward, `${path}.price`, scope),
    ...whenIssues(reward.eligible, `${path}.eligible`, scope.conditions),
  ]);
}

/** Points that buy something are of a redeemable type. */
function priceIssues(
  { price }: Reward,
  path: string,
  { pointsTypes: { redeemable } }: ProgramScope,
): readonly ConfigIssue[] {
  if (price.type !== undefined) {
    return namedIssues(`${path}.type`, price.type, "a redeemable points type", redeemable);
  }
  if (redeemable.length > 0) return [];
  return [{ path, code: "points_missing", message: "there is no redeemable points type that could buy it" }];
}
