import * as z from "zod/mini";
import { checkShape } from "../../shared/config.js";
import type { Checked } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import { id, label } from "../../shared/parts-schema.js";

/**
 * The section `events`: what happens in this business and in no other, by name. `{ "bottle_returned": {} }` makes
 * `custom.bottle_returned` a host event.
 */
export type CustomEvents = Readonly<Record<string, { readonly label?: Label }>>;

const schema: z.ZodMiniType<CustomEvents> = z.record(id, z.strictObject({ label: z.exactOptional(label) }));

/** The section `events`, or every mistake in it. */
export function checkCustomEvents(value: unknown): Checked<CustomEvents> {
  return checkShape(schema, value);
}
