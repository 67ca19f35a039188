import * as z from "zod/mini";
import type { Duration } from "../../shared/durations.js";
import type { Checked } from "../../shared/issues.js";
import type { ProgramScope } from "../scope.js";
import { duration } from "../../shared/parts-schema.js";
import { checkSection } from "./section-check.js";
import type { Stamped } from "./stamped.js";

/** How long personal values are kept. What is left out is kept until the customer is erased. */
export interface Retention {
  /** Customers who did nothing for so long are erased. */
  readonly inactiveCustomers?: Duration;
  /** What people wrote in a case, counted from its closing. */
  readonly caseTexts?: Duration;
  /** What people wrote in a survey. */
  readonly surveyTexts?: Duration;
}

const schema: z.ZodMiniType<Retention> = z.strictObject({
  inactiveCustomers: z.exactOptional(duration),
  caseTexts: z.exactOptional(duration),
  surveyTexts: z.exactOptional(duration),
});

/** The section `retention`, or every mistake in it. */
export function checkRetention(value: unknown, scope: ProgramScope): Checked<Stamped<Retention>> {
  return checkSection(schema, value, scope.of);
}
