import { conditionIssues } from "../conditions/check.js";
import { compare, exactOf } from "../shared/decimal.js";
import { unknownName, type ConfigIssue } from "../shared/issues.js";
import type { SurveyInput } from "./inputs.js";
import type { SatisfactionScope } from "./satisfaction-scope.js";

/** The mistakes of one survey that has its shape already, each with its path. */
export function surveyIssues(survey: SurveyInput, scope: SatisfactionScope): readonly ConfigIssue[] {
  const { questionnaire, eligible, sample, lowScoreOpens, when } = survey;
  return [
    ...nameIssues("questionnaire", questionnaire, "a questionnaire", scope.questionnaires),
    ...(eligible === undefined ? [] : conditionIssues(eligible, "eligible", scope.conditions ?? {})),
    ...(sample === undefined ? [] : sampleIssues(sample)),
    ...(lowScoreOpens === undefined
      ? []
      : nameIssues("lowScoreOpens", lowScoreOpens, "a case policy", scope.casePolicies)),
    ...(when.kind === "event" ? nameIssues("when.event", when.event, "an event", scope.events) : []),
  ];
}

function nameIssues(
  path: string,
  name: string,
  what: string,
  known: readonly string[] | undefined,
): readonly ConfigIssue[] {
  const unknown = known === undefined ? undefined : unknownName(path, name, what, known);
  return unknown === undefined ? [] : [unknown];
}

function sampleIssues(sample: string): readonly ConfigIssue[] {
  const share = exactOf(sample);
  if (compare(share, exactOf(0)) > 0 && compare(share, exactOf(1)) <= 0) return [];
  return [{ path: "sample", code: "out_of_range", message: `${sample} is not a share above 0 and up to 1` }];
}
