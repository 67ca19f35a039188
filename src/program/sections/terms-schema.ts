import * as z from "zod/mini";
import { label, text } from "../../shared/parts-schema.js";
import type { Terms } from "./terms.js";

/** The shape of published terms. */
export const termsSchema: z.ZodMiniType<Terms> = z.strictObject({ published: text, text: label });
