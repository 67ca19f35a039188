import { conditionIssues, firstMatchIssues } from "../conditions/check.js";
import type { Condition } from "../conditions/model.js";
import type { ConditionScope } from "../conditions/scope.js";
import type { ProgramRef } from "../shared/envelope.js";
import { below, pathText, repeatedNames, unknownName, type ConfigIssue } from "../shared/issues.js";
import { caseFactSpecs } from "./case-facts.js";
import { escalationIssues } from "./check-escalation.js";
import { calendarIssues, lengthIssues, targetIssues } from "./check-targets.js";
import { workflowIssues } from "./check-workflow.js";
import { workflowPresets } from "./presets.js";
import type { CasePolicy, CaseRules, Workflow } from "./sections.js";

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
export function caseIssues(
  { policies, priorities }: Pick<CaseRules, "priorities"> & { readonly policies: readonly CasePolicyInput[] },
  scope: CaseScope,
): readonly ConfigIssue[] {
  const ids = policies.map(({ id }) => id);
  return [
    ...repeatedNames("policies", "id", ids),
    ...policies.flatMap((policy, i) =>
      policyIssues(policy, priorities, scope).map((issue) => ({ ...issue, path: below(`policies[${i}]`, issue.path) })),
    ),
  ];
}

function policyIssues(
  policy: CasePolicyInput,
  priorities: readonly string[] | undefined,
  scope: CaseScope,
): readonly ConfigIssue[] {
  const { assignTo, workflow, priorityRules = [], followUp } = policy;
  const listed = priorityRules.map(({ condition }, i) => ({ path: `priorityRules[${i}].condition`, condition }));
  const known = typeof workflow === "string" ? workflowPresets[workflow.replace("preset:", "")] : workflow;
  return [
    ...(assignTo === undefined ? [] : roleIssues("assignTo", assignTo, scope)),
    ...(typeof workflow === "string" ? presetIssues(workflow) : workflowIssues(workflow, "workflow")),
    ...targetIssues(policy, known, priorities, scope),
    ...escalationIssues(policy, scope),
    ...(policy.escalate ?? []).flatMap(({ to }, i) => roleIssues(`escalate[${i}].to`, to, scope)),
    ...(followUp === undefined
      ? []
      : [
          ...calendarIssues(followUp, "followUp", scope),
          ...lengthIssues({ within: followUp.spacing, time: followUp.time }, "followUp", "spacing"),
        ]),
    ...conditionsOf(policy).flatMap(({ path, condition, isDecided }) =>
      conditionIssues(condition, path, conditionScope(scope, isDecided)),
    ),
    ...priorityRules.flatMap(({ priority }, i) => {
      const path = `priorityRules[${i}].priority`;
      return priorities === undefined ? [] : (unknownName(path, priority, "a priority", priorities) ?? []);
    }),
    ...(listed.length === 0 ? [] : firstMatchIssues(listed, "priorityRules", conditionScope(scope, false))),
  ];
}

interface Placed {
  readonly path: string;
  readonly condition: Condition;
  /** Whether the priority is known where it stands. */
  readonly isDecided: boolean;
}

function conditionsOf({ when, targets, workflow }: CasePolicyInput): readonly Placed[] {
  const at = (path: string, condition: Condition | undefined, isDecided = true): readonly Placed[] =>
    condition === undefined ? [] : [{ path, condition, isDecided }];
  const statuses = typeof workflow === "string" ? [] : Object.entries(workflow.statuses);
  return [
    ...at("when", when, false),
    ...targets.flatMap((target, i) => at(`targets[${i}].when`, target.when)),
    ...statuses.flatMap(([name, { guards = {}, on = [] }]) => {
      const path = below("workflow.statuses", pathText([name]));
      return [
        ...Object.entries(guards).flatMap(([to, guard]) =>
          at(below(below(path, "guards"), `${pathText([to])}.when`), guard.when),
        ),
        ...on.flatMap((move, i) => at(below(path, `on[${i}].when`), move.when)),
      ];
    }),
  ];
}

/** What is known of the case itself can be asked beside what the program knows. */
function conditionScope({ conditions = {} }: CaseScope, isDecided: boolean): ConditionScope {
  return { ...conditions, factSpecs: [...(conditions.factSpecs ?? []), ...caseFactSpecs(isDecided)] };
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
