import * as z from "zod/mini";
import { conditionSchema } from "../conditions/schema.js";
import { checkShape } from "../shared/config.js";
import type { ProgramRef } from "../shared/envelope.js";
import { defined, type Checked } from "../shared/issues.js";
import { freezeDeep } from "../shared/json.js";
import { caseIssues, type CasePolicyInput, type CaseScope } from "./check-policies.js";
import { workflowPresets } from "./presets.js";
import type { CaseRules, FollowUpPlan, Workflow } from "./sections.js";
import { quiet, reopen, step, target, time } from "./target-schema.js";
import { workflow } from "./workflow-schema.js";
import { id, text, label, duration } from "../shared/parts-schema.js";

export type { CasePolicyInput, CaseScope } from "./check-policies.js";

/** The section as it is written down: workflows may be named, and what a program stamps on it is not there yet. */
export type CaseRulesInput = Omit<CaseRules, "of" | "policies"> & {
  readonly of?: ProgramRef;
  readonly policies: readonly CasePolicyInput[];
};

/**
 * Case rules that are known to be right, or an error `config_invalid` with every mistake and its path. Named workflows
 * are put in their place.
 *
 * @example
 * ```ts
 * import { defineCaseRules } from "clientele";
 *
 * const policy = { id: "enquiry", label: "Enquiry", type: "enquiry", workflow: "preset:enquiry", targets: [] } as const;
 * defineCaseRules({ policies: [policy] }).policies[0]?.workflow.initial; // => "open"
 * defineCaseRules({ policies: [{ ...policy, workflow: "preset:enquire" }] }); // throws config_invalid
 * ```
 */
export function defineCaseRules(literal: CaseRulesInput, scope: CaseScope = {}): CaseRules {
  return defined(checkCaseRules(literal, scope), "The cases section");
}

/**
 * Case rules from anywhere, or every mistake in them: `unknown_name` (a preset, a status, a calendar, a role, a priority,
 * a metric without a target), `repeated_name`, `unreachable_status`, `dead_end`,
 * `ambiguous_move`, `missing`, `wrong_type` (a length that
 * does not fit its time), `out_of_range`, those of conditions and those of the shape.
 */
export function checkCaseRules(value: unknown, scope: CaseScope = {}): Checked<CaseRules> {
  const shape = checkShape(schema, value);
  if (!shape.ok) return shape;
  const issues = caseIssues(shape.value, scope);
  if (issues.length > 0) return { ok: false, issues };
  const of = scope.of ?? shape.value.of ?? { id: "cases", version: 1 };
  const policies = shape.value.policies.map((policy) => ({ ...policy, workflow: workflowOf(policy.workflow) }));
  return { ok: true, value: freezeDeep({ ...shape.value, policies, of }) };
}

function workflowOf(workflow: Workflow | string): Workflow {
  if (typeof workflow !== "string") return workflow;
  return workflowPresets[workflow.replace("preset:", "")] ?? { initial: "", statuses: {} };
}

const names = z.array(text).check(z.maxLength(200));

const followUp: z.ZodMiniType<FollowUpPlan> = z.strictObject({
  attempts: z.int().check(z.gte(1), z.lte(20)),
  spacing: duration,
  time,
  calendar: z.exactOptional(id),
  unsatisfied: z.exactOptional(z.enum(["reopen", "follow_up"])),
});

const policy: z.ZodMiniType<CasePolicyInput> = z.strictObject({
  id,
  label,
  type: z.enum(["complaint", "enquiry", "after_sales", "suggestion"]),
  channels: z.exactOptional(names),
  kinds: z.exactOptional(names),
  when: z.exactOptional(conditionSchema),
  assignTo: z.exactOptional(id),
  workflow: z.union([z.string(), workflow]),
  targets: z.array(target).check(z.maxLength(32)),
  escalate: z.exactOptional(z.array(step).check(z.maxLength(32))),
  quiet: z.exactOptional(quiet),
  reopen: z.exactOptional(reopen),
  reopenWithin: z.exactOptional(duration),
  followUp: z.exactOptional(followUp),
  priorityRules: z.exactOptional(
    z.array(z.strictObject({ priority: id, condition: conditionSchema })).check(z.maxLength(32)),
  ),
});

const schema: z.ZodMiniType<CaseRulesInput> = z.strictObject({
  of: z.exactOptional(z.strictObject({ id, version: z.int() })),
  categories: z.exactOptional(names),
  causeRequiredToClose: z.exactOptional(z.boolean()),
  priorities: z.exactOptional(z.array(id).check(z.maxLength(32))),
  policies: z.array(policy).check(z.maxLength(100)),
});
