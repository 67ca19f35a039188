import * as z from "zod/mini";
import type { Condition, FactWindow } from "./model.js";

const name = z.string().check(z.minLength(1), z.maxLength(200));
const text = z.string().check(z.maxLength(200));
const missing = z.exactOptional(z.enum(["unknown", "unmatched"]));

/** The shape of a window, for the configs that sum up a fact over a time. */
export const windowSchema: z.ZodMiniType<FactWindow> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rolling"), length: z.string() }),
  z.strictObject({
    kind: z.literal("calendar"),
    unit: z.enum(["day", "week", "month", "quarter", "year"]),
    offset: z.exactOptional(z.int().check(z.gte(-1000), z.lte(-1))),
  }),
  z.strictObject({ kind: z.literal("lifetime") }),
]);

const fact = { fact: name, window: z.exactOptional(windowSchema), missing };
const numberOrText = z.union([z.number(), text]);
const group = z.lazy(() => z.array(conditionSchema));

/** The shape of a condition, for the configs that hold one. What its words refer to is checked by `conditionIssues`. */
export const conditionSchema: z.ZodMiniType<Condition> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.strictObject({ op: z.enum(["all", "any"]), of: group, missing }),
    z.strictObject({ op: z.literal("not"), of: conditionSchema, missing }),
    z.strictObject({ op: z.literal("at_least"), n: z.int(), of: group, missing }),
    z.strictObject({ op: z.enum(["eq", "ne"]), ...fact, value: z.union([z.number(), z.boolean(), text]) }),
    z.strictObject({ op: z.enum(["lt", "lte", "gt", "gte"]), ...fact, value: numberOrText }),
    z.strictObject({ op: z.literal("between"), ...fact, low: numberOrText, high: numberOrText }),
    z.strictObject({ op: z.literal("in"), ...fact, values: z.array(numberOrText) }),
    z.strictObject({ op: z.literal("exists"), ...fact }),
    z.strictObject({ op: z.enum(["contains", "starts_with", "ends_with"]), ...fact, value: text }),
    z.strictObject({
      op: z.literal("anniversary"),
      ...fact,
      within: z.exactOptional(z.string()),
      feb29: z.exactOptional(z.enum(["feb28", "mar01"])),
    }),
    z.strictObject({ op: z.literal("segment"), segment: name, class: z.exactOptional(name), missing }),
    z.strictObject({ op: z.literal("otherwise"), missing }),
  ]),
);
