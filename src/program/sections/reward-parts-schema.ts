import * as z from "zod/mini";
import { count, money, share } from "../../shared/parts-schema.js";
import type { Limit, Off } from "./reward-parts.js";

/** The shape of a limit. */
export const limitSchema: z.ZodMiniType<Limit> = z.strictObject({
  max: count,
  per: z.enum(["day", "week", "month", "quarter", "year", "lifetime"]),
});

/** The shape of what is taken off. */
export const offSchema: z.ZodMiniType<Off> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("amount"), amount: money }),
  z.strictObject({ kind: z.literal("share"), share }),
]);
