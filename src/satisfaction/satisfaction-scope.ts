import type { ConditionScope } from "../conditions/scope.js";
import type { ProgramRef } from "../shared/envelope.js";

/** What the rest of a program tells these sections. What is left out is not checked. */
export interface SatisfactionScope {
  readonly of?: ProgramRef;
  /** What conditions may refer to, besides the answers. */
  readonly conditions?: ConditionScope;
  readonly questionnaires?: readonly string[];
  readonly casePolicies?: readonly string[];
  /** The types of host events. */
  readonly events?: readonly string[];
}
