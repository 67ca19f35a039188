import * as z from "zod/mini";
import type { Checked, ConfigIssue } from "../../shared/issues.js";
import type { ProgramScope } from "../scope.js";
import { channel, count, timeOfDay } from "../../shared/parts-schema.js";
import { contactClassSchema } from "./contact-class-schema.js";
import type { ContactClass } from "./contact-class.js";
import { checkSection } from "./section-check.js";
import type { Stamped } from "./stamped.js";

/** How often, and when, customers may be contacted. */
export interface ContactRules {
  readonly caps: readonly ContactCap[];
  /** No contact between these times of day; it may reach over midnight. */
  readonly quiet?: { readonly from: string; readonly to: string };
  /** Nobody is sent advertising while a case of theirs is open. */
  readonly holdMarketingWhile?: "case_open";
}

/** The most contacts of a class in a calendar period, by one channel or by all. */
export interface ContactCap {
  readonly class: ContactClass;
  readonly channel?: string;
  readonly max: number;
  readonly per: "calendar_day" | "calendar_week" | "calendar_month" | "calendar_year";
}

const schema: z.ZodMiniType<ContactRules> = z.strictObject({
  caps: z
    .array(
      z.strictObject({
        class: contactClassSchema,
        channel: z.exactOptional(channel),
        max: count,
        per: z.enum(["calendar_day", "calendar_week", "calendar_month", "calendar_year"]),
      }),
    )
    .check(z.maxLength(50)),
  quiet: z.exactOptional(z.strictObject({ from: timeOfDay, to: timeOfDay })),
  holdMarketingWhile: z.exactOptional(z.enum(["case_open"])),
});

/** The section `contactRules`, or every mistake in it. */
export function checkContactRules(value: unknown, scope: ProgramScope): Checked<Stamped<ContactRules>> {
  return checkSection(schema, value, scope.of, quietIssues);
}

function quietIssues({ quiet }: ContactRules): readonly ConfigIssue[] {
  if (quiet === undefined || quiet.from !== quiet.to) return [];
  return [{ path: "quiet.to", code: "out_of_range", message: `${quiet.to} is when it begins, so nothing is quiet` }];
}
