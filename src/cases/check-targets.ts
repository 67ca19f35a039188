import { compare, exactOf } from "../shared/decimal.js";
import { readDuration } from "../shared/durations.js";
import { unknownName, type ConfigIssue } from "../shared/issues.js";
import type { CasePolicyInput, CaseScope } from "./check-policies.js";
import type { CaseTarget, EscalationPoint } from "./sections.js";

/** The mistakes of a policy's targets: calendars, lengths that do not fit their time, priorities, repetitions. */
export function targetIssues(
  { targets, priorityRules = [] }: CasePolicyInput,
  scope: CaseScope,
): readonly ConfigIssue[] {
  const priorities = priorityRules.length === 0 ? ["normal"] : priorityRules.map(({ priority }) => priority);
  const names = targets.map(({ metric, priority = "" }) => `${metric} ${priority}`);
  return targets.flatMap((target, i) => {
    const path = `targets[${i}]`;
    const { metric, priority } = target;
    const unknown =
      priority === undefined ? undefined : unknownName(`${path}.priority`, priority, "a priority", priorities);
    const whose = priority === undefined ? "all priorities" : `priority "${priority}"`;
    const repeated = { path, code: "repeated_name", message: `"${metric}" for ${whose} stands here a second time` };
    return [
      ...calendarIssues(target, path, scope),
      ...lengthIssues(target, path),
      ...(unknown === undefined ? [] : [unknown]),
      ...(names.indexOf(`${metric} ${priority ?? ""}`) === i ? [] : [repeated]),
    ];
  });
}

/** The mistakes of a policy's escalation steps: metrics without a target, shares and lengths. */
export function escalationIssues({ targets, escalate = [] }: CasePolicyInput): readonly ConfigIssue[] {
  const measured = [...new Set<string>(targets.map(({ metric }) => metric))];
  return escalate.flatMap(({ metric, at }, i) => {
    const unknown = unknownName(`escalate[${i}].metric`, metric, "a metric with a target", measured);
    return [...(unknown === undefined ? [] : [unknown]), ...pointIssues(at, `escalate[${i}].at`)];
  });
}

function calendarIssues(
  { time, calendar }: CaseTarget,
  path: string,
  { calendars }: CaseScope,
): readonly ConfigIssue[] {
  if (calendar === undefined) {
    const message = `"${time}" counts the open time of a calendar; name it`;
    return time === "calendar" ? [] : [{ path: `${path}.calendar`, code: "missing", message }];
  }
  const unknown = calendars && unknownName(`${path}.calendar`, calendar, "a calendar", calendars);
  return unknown === undefined ? [] : [unknown];
}

function lengthIssues({ within, time }: CaseTarget, path: string): readonly ConfigIssue[] {
  const { months = 0, days = 0, milliseconds = 0 } = readDuration(within) ?? {};
  const isExact = months === 0 && days === 0 && milliseconds > 0;
  const isDays = months === 0 && milliseconds === 0 && days > 0;
  const fits = { business: isExact, business_days: isDays, calendar: months + days + milliseconds > 0 }[time];
  if (fits) return [];
  const like = { business: '"PT4H"', business_days: '"P3D"', calendar: '"PT24H" or "P7D"' }[time];
  return [
    {
      path: `${path}.within`,
      code: "wrong_type",
      message: `"${within}" is no time in "${time}"; write it like ${like}`,
    },
  ];
}

function pointIssues(point: EscalationPoint, path: string): readonly ConfigIssue[] {
  switch (point.kind) {
    case "breach":
      return [];
    case "share": {
      const share = exactOf(point.share);
      if (compare(share, exactOf(0)) > 0 && compare(share, exactOf(1)) < 0) return [];
      const message = `${point.share} is not between 0 and 1; at the whole time write { "kind": "breach" }`;
      return [{ path: `${path}.share`, code: "out_of_range", message }];
    }
    case "before":
    case "after": {
      const { months = 0, days = 0, milliseconds = 0 } = readDuration(point.by) ?? {};
      if (months === 0 && days + milliseconds > 0) return [];
      const message = `"${point.by}" is no time before or after a target; write it like "PT1H"`;
      return [{ path: `${path}.by`, code: "wrong_type", message }];
    }
    default:
      return point satisfies never;
  }
}
