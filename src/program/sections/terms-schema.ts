import * as z from "zod/mini";
import type { Label } from "../../shared/locale.js";
import { label, text } from "./parts-schema.js";

/** The terms under which not everybody gets the same: where they are published, and what they say. */
export interface Terms {
  /** The id of the published version. */
  readonly published: string;
  readonly text: Label;
}

/** The shape of published terms. */
export const termsSchema: z.ZodMiniType<Terms> = z.strictObject({ published: text, text: label });
