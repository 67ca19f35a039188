import { invalid } from "./require.js";
import type { CaseType } from "./sections.js";

/** The type of a case, or of a host event that opens one. */
export type OpeningType = CaseType | "case.opened" | "enquiry.received";

const caseTypes: readonly string[] = ["complaint", "enquiry", "after_sales", "suggestion"];

/** The type of the case that a command opens. Throws `command_invalid` when it is none. */
export function caseTypeOf({ type, caseType }: { readonly type: OpeningType; readonly caseType?: CaseType }): CaseType {
  const named = type === "enquiry.received" ? "enquiry" : type === "case.opened" ? caseType : type;
  if (named !== undefined && caseTypes.includes(named)) return named;
  const path = type === "case.opened" ? "caseType" : "type";
  throw invalid(path, `${JSON.stringify(named)} is not a type of case; use one of ${caseTypes.join(", ")}`);
}
