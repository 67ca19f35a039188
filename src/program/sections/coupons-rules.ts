import * as z from "zod/mini";
import type { Condition } from "../../conditions/model.js";
import { conditionSchema } from "../../conditions/schema.js";
import type { DecimalText } from "../../shared/decimal.js";
import type { Duration } from "../../shared/durations.js";
import type { Checked } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import type { ProgramScope } from "../scope.js";
import { count, duration, id, label, money } from "../../shared/parts-schema.js";
import { limitSchema, offSchema } from "./reward-parts-schema.js";
import type { Limit, Off } from "./reward-parts.js";
import { checkList, whenIssues } from "./section-check.js";
import type { Stamped } from "./stamped.js";
import { termsSchema } from "./terms-schema.js";
import type { Terms } from "./terms.js";

/** A coupon that is given away: to those who are eligible, or to whoever brings one of its codes. */
export interface Coupon {
  readonly id: string;
  readonly label: Label;
  readonly off: Off;
  /** The least that the order must come to. */
  readonly minimum?: DecimalText;
  /** How long a coupon holds from the day on which it is given. */
  readonly validFor: Duration;
  /** How many are given in all. */
  readonly stock?: number;
  readonly limit?: Limit;
  /** Who gets it; everybody, when left out. */
  readonly eligible?: Condition;
  /** The published terms that `eligible` needs. */
  readonly terms?: Terms;
  /** One code for all, or one each; without codes the shop hands it out. */
  readonly codes?: "shared" | "one_each";
}

const schema: z.ZodMiniType<readonly Coupon[]> = z
  .array(
    z.strictObject({
      id,
      label,
      off: offSchema,
      minimum: z.exactOptional(money),
      validFor: duration,
      stock: z.exactOptional(count),
      limit: z.exactOptional(limitSchema),
      eligible: z.exactOptional(conditionSchema),
      terms: z.exactOptional(termsSchema),
      codes: z.exactOptional(z.enum(["shared", "one_each"])),
    }),
  )
  .check(z.maxLength(500));

/** The section `coupons`, or every mistake in it. */
export function checkCoupons(value: unknown, scope: ProgramScope): Checked<readonly Stamped<Coupon>[]> {
  return checkList(schema, value, scope.of, ({ eligible }, path) =>
    whenIssues(eligible, `${path}.eligible`, scope.conditions),
  );
}
