import * as z from "zod/mini";
import { checkShape } from "../shared/config.js";
import { defined, type Checked } from "../shared/issues.js";
import type { SpendRules } from "./model.js";

const counted = z.exactOptional(z.enum(["included", "excluded"]));

const spendSchema: z.ZodMiniType<SpendRules> = z.strictObject({
  counts: z.exactOptional(z.enum(["paid_minus_refunded", "paid"])),
  tax: counted,
  shipping: counted,
  partPaidWithPoints: counted,
});

/**
 * The `spend` section read from outside: frozen, or every mistake with its path.
 *
 * @example
 * ```ts
 * import { checkSpend } from "clientele/orders/rules";
 *
 * const checked = checkSpend({ tax: "exclude" });
 * checked.ok ? "" : checked.issues[0]?.message; // => '"exclude" is not known here; did you mean "excluded"?'
 * ```
 */
export function checkSpend(value: unknown): Checked<SpendRules> {
  return checkShape(spendSchema, value);
}

/** The `spend` section written in code, frozen; throws `config_invalid` with every mistake. */
export function defineSpend(spend: SpendRules): SpendRules {
  return defined(checkSpend(spend), "The spend rules");
}
