import { evaluateCondition } from "../conditions/evaluate.js";
import type { CasesContext } from "./model.js";
import type { CasePolicy, CaseRules, CaseType, PinnedPolicy } from "./sections.js";

/** What decides by which policy a case is handled. */
export interface CaseOutline {
  readonly type: CaseType;
  readonly policy?: string;
  readonly channel?: string;
  readonly kind?: string;
  readonly category?: string;
}

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

/** The first policy of the type that takes the channel and the kind, or why there is none. */
export function policyFor(
  outline: CaseOutline,
  rules: CaseRules,
): { readonly policy: CasePolicy } | { readonly rejection: NoPolicyRejection } {
  const { type, policy: named, channel, kind, category } = outline;
  const ofType = rules.policies.filter((each) => each.type === type && (named === undefined || each.id === named));
  if (ofType.length === 0) {
    const policies = rules.policies.map(({ id }) => id);
    const what = named === undefined ? `cases of type "${type}"` : `cases of type "${type}" called "${named}"`;
    const message = `There is no policy for ${what}; there are: ${policies.join(", ") || "none"}.`;
    return { rejection: { code: "no_policy", message, type, policies } };
  }
  const byChannel = ofType.filter(({ channels }) => takes(channels, channel));
  if (channel !== undefined && byChannel.length === 0) {
    const taken = unique(ofType.flatMap(({ channels = [] }) => channels));
    const message = `A case of type "${type}" is not taken by "${channel}"; it is by: ${taken.join(", ")}.`;
    return { rejection: { code: "channel_not_taken", message, channel, taken } };
  }
  const [policy] = byChannel.filter(({ kinds }) => takes(kinds, kind));
  if (policy === undefined) {
    const taken = unique(byChannel.flatMap(({ kinds = [] }) => kinds));
    const message = `A case of type "${type}" cannot be "${kind ?? ""}"; it can be: ${taken.join(", ")}.`;
    return { rejection: { code: "kind_not_taken", message, kind: kind ?? "", taken } };
  }
  const { categories: known } = rules;
  if (category === undefined || known === undefined || known.includes(category)) return { policy };
  const message = `"${category}" is not a category of cases; known: ${known.join(", ")}.`;
  return { rejection: { code: "category_unknown", message, category, known } };
}

/** What a case keeps of its policy: all that decides, without what is only shown. */
export function pinnedPolicy(policy: CasePolicy, { of, causeRequiredToClose = false }: CaseRules): PinnedPolicy {
  const { id, type, workflow, targets, escalate = [] } = policy;
  const statuses = Object.entries(workflow.statuses).map(([name, { clock, to, requires }]) => {
    return [name, { clock, to, ...(requires !== undefined && { requires }) }] as const;
  });
  return {
    id,
    version: of.version,
    workflow: { initial: workflow.initial, statuses: Object.fromEntries(statuses) },
    targets,
    escalate,
    causeRequired: causeRequiredToClose && type === "complaint",
  };
}

/** The priority by the first rule that holds. A rule whose facts are missing does not hold. */
export function priorityFor({ priorityRules = [] }: CasePolicy, { facts = {} }: CasesContext): string {
  const rule = priorityRules.find(({ condition }) => evaluateCondition(condition, { facts }) === "matched");
  return rule?.priority ?? "normal";
}

function takes(list: readonly string[] | undefined, name: string | undefined): boolean {
  return list === undefined || name === undefined || list.includes(name);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
