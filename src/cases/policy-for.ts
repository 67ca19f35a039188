import { evaluateCondition } from "../conditions/evaluate.js";
import type { Facts } from "../conditions/fact-spec.js";
import { didYouMean } from "../shared/text.js";
import { caseFacts, type CaseOutline } from "./case-facts.js";
import type { CasesContext } from "./model.js";
import type { CasePolicy, CaseRules, CaseType, PinnedPolicy } from "./sections.js";
import type { CaseTarget } from "./target-model.js";

/** No policy takes such a case; the reasons in the order in which they are checked. */
export type NoPolicyRejection =
  | {
      readonly code: "no_policy";
      readonly message: string;
      readonly type: CaseType;
      readonly policies: readonly string[];
    }
  | {
      readonly code: "channel_not_taken";
      readonly message: string;
      readonly channel: string;
      readonly taken: readonly string[];
    }
  | {
      readonly code: "kind_not_taken";
      readonly message: string;
      readonly kind: string;
      readonly taken: readonly string[];
    }
  | {
      readonly code: "category_unknown";
      readonly message: string;
      readonly category: string;
      readonly known: readonly string[];
    };

/** The program has no such priority. */
export interface PriorityUnknown {
  readonly code: "priority_unknown";
  readonly message: string;
  readonly priority: string;
  readonly known: readonly string[];
}

/** The priorities where the section lists none, the most urgent first. */
export const usualPriorities: readonly string[] = ["urgent", "high", "normal", "low"];

/**
 * The first policy of the type that takes the channel and the kind and whose condition holds, or why there is none. A
 * policy that is asked for by name need not have its condition hold.
 */
export function policyFor(
  outline: CaseOutline,
  { cases: rules, facts }: Pick<CasesContext, "cases" | "facts">,
): { readonly policy: CasePolicy } | { readonly rejection: NoPolicyRejection } {
  const { type, policy: named, channel, kind, category } = outline;
  const ofType = rules.policies.filter((each) => each.type === type && (named === undefined || each.id === named));
  if (ofType.length === 0) return { rejection: noPolicy(type, named, rules) };
  const byChannel = ofType.filter(({ channels }) => takes(channels, channel));
  if (channel !== undefined && byChannel.length === 0) {
    const taken = unique(ofType.flatMap(({ channels = [] }) => channels));
    const message = `A case of type "${type}" is not taken by "${channel}"; it is by: ${taken.join(", ")}.`;
    return { rejection: { code: "channel_not_taken", message, channel, taken } };
  }
  const byKind = byChannel.filter(({ kinds }) => takes(kinds, kind));
  if (byKind.length === 0) {
    const taken = unique(byChannel.flatMap(({ kinds = [] }) => kinds));
    const message = `A case of type "${type}" cannot be "${kind ?? ""}"; it can be: ${taken.join(", ")}.`;
    return { rejection: { code: "kind_not_taken", message, kind: kind ?? "", taken } };
  }
  const known = caseFacts(outline, facts);
  const policy = byKind.find(({ when }) => named !== undefined || holds(when, known));
  if (policy === undefined) return { rejection: noPolicy(type, named, rules) };
  const { categories } = rules;
  if (category === undefined || categories === undefined || categories.includes(category)) return { policy };
  const message = `"${category}" is not a category of cases; known: ${categories.join(", ")}.`;
  return { rejection: { code: "category_unknown", message, category, known: categories } };
}

/** What a case keeps of its policy: all that decides, without what is only shown, and the targets that hold for it. */
export function pinnedPolicy(policy: CasePolicy, outline: CaseOutline, context: CasesContext): PinnedPolicy {
  const { of, causeRequiredToClose = false } = context.cases;
  const { id, type, workflow, targets, escalate = [], quiet, reopen, reopenWithin, followUp } = policy;
  const statuses = Object.entries(workflow.statuses).map(([name, labelled]) => {
    const { label: _, ...status } = labelled;
    return [name, status] as const;
  });
  const facts = caseFacts(outline, context.facts);
  return {
    id,
    version: of.version,
    workflow: { initial: workflow.initial, statuses: Object.fromEntries(statuses) },
    targets: chosen(targets, outline.priority, facts),
    escalate,
    ...(quiet !== undefined && { quiet }),
    ...(reopen !== undefined && { reopen }),
    ...(reopenWithin !== undefined && { reopenWithin }),
    ...(followUp !== undefined && { followUp }),
    causeRequired: causeRequiredToClose && type === "complaint",
  };
}

/** The priority by the first rule that holds. A rule whose facts are missing does not hold. */
export function priorityFor({ priorityRules = [] }: CasePolicy, outline: CaseOutline, facts?: Facts): string {
  const known = caseFacts(outline, facts);
  return priorityRules.find(({ condition }) => holds(condition, known))?.priority ?? "normal";
}

/**
 * The rejection for a priority that somebody names and the program does not know, or undefined. Known are those that
 * the section lists; where it lists none, the usual ones and those that the rules of the policy give. Where there are
 * no rules either, any.
 */
export function unknownPriority(
  priority: string | undefined,
  { priorityRules = [] }: CasePolicy,
  { priorities }: CaseRules,
): PriorityUnknown | undefined {
  const isAny = priorities === undefined && priorityRules.length === 0;
  const known = priorities ?? unique([...usualPriorities, ...priorityRules.map((rule) => rule.priority)]);
  if (priority === undefined || isAny || known.includes(priority)) return undefined;
  const near = didYouMean(priority, known);
  const help = near === undefined ? "" : ` Did you mean "${near}"?`;
  const message = `"${priority}" is not a priority of cases; known: ${known.join(", ")}.${help}`;
  return { code: "priority_unknown", message, priority, known };
}

/** Whether a condition is there and holds, or is not there. What is not known does not hold. */
export function holds(condition: CasePolicy["when"], facts: Facts): boolean {
  return condition === undefined || evaluateCondition(condition, { facts }) === "matched";
}

/** One target for each metric and name: the first that says for which cases it stands, else the one that says nothing. */
function chosen(targets: readonly CaseTarget[], priority: string | undefined, facts: Facts): readonly CaseTarget[] {
  const fitting = targets.filter(
    (target) => (target.priority === undefined || target.priority === priority) && holds(target.when, facts),
  );
  const isSpecial = ({ priority: own, when }: CaseTarget): boolean => own !== undefined || when !== undefined;
  return fitting.filter((target) => {
    const rivals = fitting.filter(({ metric, name }) => metric === target.metric && name === target.name);
    return (rivals.find(isSpecial) ?? rivals[0]) === target;
  });
}

function noPolicy(type: CaseType, named: string | undefined, rules: CaseRules): NoPolicyRejection {
  const policies = rules.policies.map(({ id }) => id);
  const what = named === undefined ? `cases of type "${type}"` : `cases of type "${type}" called "${named}"`;
  const message = `There is no policy for ${what}; there are: ${policies.join(", ") || "none"}.`;
  return { code: "no_policy", message, type, policies };
}

function takes(list: readonly string[] | undefined, name: string | undefined): boolean {
  return list === undefined || name === undefined || list.includes(name);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
