import { firstMatchIssues } from "../conditions/check.js";
import type { ConditionScope } from "../conditions/scope.js";
import type { ProgramRef } from "../shared/envelope.js";
import { below, repeatedNames, unknownName, type ConfigIssue } from "../shared/issues.js";
import { escalationIssues, targetIssues } from "./check-targets.js";
import { workflowIssues } from "./check-workflow.js";
import { workflowPresets } from "./presets.js";
import type { CasePolicy, Workflow } from "./sections.js";

/** A policy as it is written down: its workflow may be named. */
export type CasePolicyInput = Omit<CasePolicy, "workflow"> & { readonly workflow: Workflow | string };

/** What the rest of a program tells the cases section. What is left out is not checked. */
export interface CaseScope {
  readonly of?: ProgramRef;
  /** The names of the business calendars. */
  readonly calendars?: readonly string[];
  readonly roles?: readonly string[];
  /** What the conditions of priority rules may refer to. */
  readonly conditions?: ConditionScope;
}

/** The mistakes of the policies of a section, each with its path. */
export function caseIssues(policies: readonly CasePolicyInput[], scope: CaseScope): readonly ConfigIssue[] {
  const ids = policies.map(({ id }) => id);
  return [
    ...repeatedNames("policies", "id", ids),
    ...policies.flatMap((policy, i) =>
      policyIssues(policy, scope).map((issue) => ({ ...issue, path: below(`policies[${i}]`, issue.path) })),
    ),
  ];
}

function policyIssues(policy: CasePolicyInput, scope: CaseScope): readonly ConfigIssue[] {
  const { assignTo, workflow, priorityRules = [] } = policy;
  const listed = priorityRules.map(({ condition }, i) => ({ path: `priorityRules[${i}].condition`, condition }));
  return [
    ...(assignTo === undefined ? [] : roleIssues("assignTo", assignTo, scope)),
    ...(typeof workflow === "string" ? presetIssues(workflow) : workflowIssues(workflow, "workflow")),
    ...targetIssues(policy, scope),
    ...escalationIssues(policy),
    ...(policy.escalate ?? []).flatMap(({ to }, i) => roleIssues(`escalate[${i}].to`, to, scope)),
    ...(listed.length === 0 ? [] : firstMatchIssues(listed, "priorityRules", scope.conditions ?? {})),
  ];
}

function presetIssues(name: string): readonly ConfigIssue[] {
  const known = Object.keys(workflowPresets).map((preset) => `preset:${preset}`);
  const unknown = unknownName("workflow", name, "a workflow", known);
  return unknown === undefined ? [] : [unknown];
}

function roleIssues(path: string, role: string, { roles }: CaseScope): readonly ConfigIssue[] {
  const unknown = roles === undefined ? undefined : unknownName(path, role, "a role", roles);
  return unknown === undefined ? [] : [unknown];
}
