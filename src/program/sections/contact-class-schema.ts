import * as z from "zod/mini";
import type { ContactClass } from "./contact-class.js";

/** The shape of what a contact is for. */
export const contactClassSchema: z.ZodMiniType<ContactClass> = z.enum(["service", "marketing", "survey"]);
