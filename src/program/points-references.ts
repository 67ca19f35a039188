import { conditionIssues } from "../conditions/check.js";
import { unknownName, type ConfigIssue } from "../shared/issues.js";
import { conditionAt, isGiven, itemsOf, membersOf, type RawObject } from "./raw.js";
import type { ProgramScope } from "./scope.js";

/** What the points section says of the rest of the document: events, conditions, windows, and what is said once for all. */
export function pointsReferences(section: unknown, scope: ProgramScope): readonly ConfigIssue[] {
  const { types, earn } = membersOf(section);
  return [
    ...itemsOf(types).flatMap(({ expire }, i) => lapseIssues(membersOf(expire), `types[${i}].expire`, scope)),
    ...itemsOf(earn).flatMap((rule, i) => ruleIssues(rule, `earn[${i}]`, scope)),
    ...onceIssues(membersOf(section)),
  ];
}

function lapseIssues({ kind, tierSet }: RawObject, path: string, { tierSets }: ProgramScope): readonly ConfigIssue[] {
  if (kind !== "tier_period" || typeof tierSet !== "string") return [];
  const known = Object.hasOwn(tierSets, tierSet) ? tierSets[tierSet] : undefined;
  if (known === undefined || known.length !== undefined) return [];
  const message = `the tier set "${tierSet}" has no rolling window for its points to lapse by; use "never"`;
  return [{ path, code: "period_not_supported", message }];
}

function ruleIssues({ on, when, multipliers }: RawObject, path: string, scope: ProgramScope): readonly ConfigIssue[] {
  const conditions = [
    ...conditionAt(when, `${path}.when`),
    ...itemsOf(multipliers).flatMap((rate, i) => conditionAt(rate["when"], `${path}.multipliers[${i}].when`)),
  ];
  return [
    ...causeIssues(on, `${path}.on`, scope),
    ...conditions.flatMap((each) => conditionIssues(each.condition, each.path, scope.conditions)),
  ];
}

function causeIssues(on: unknown, path: string, { events, hasReferrals }: ProgramScope): readonly ConfigIssue[] {
  if (typeof on !== "string") return [];
  const unknown = unknownName(path, on, "a host event", events);
  if (unknown !== undefined) return [unknown];
  if (on !== "referral.qualified" || hasReferrals) return [];
  const message = 'no referral ever qualifies, because the document has no section "referrals"';
  return [{ path, code: "section_missing", message }];
}

function onceIssues(section: RawObject): readonly ConfigIssue[] {
  return ["spend", "currency"].flatMap((key) => {
    if (!isGiven(section[key])) return [];
    return [
      { path: key, code: "repeated_name", message: `the document itself says it under "${key}"; leave it out here` },
    ];
  });
}
