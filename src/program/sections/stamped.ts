import type { ProgramRef } from "../../shared/envelope.js";

/** A section, or an element of one, as it stands in a program: with the version of the document that it belongs to. */
export type Stamped<Part> = Part & { readonly of: ProgramRef };
