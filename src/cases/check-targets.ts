import { readDuration } from "../shared/durations.js";
import { below, unknownName, type ConfigIssue } from "../shared/issues.js";
import type { CasePolicyInput, CaseScope } from "./check-policies.js";
import type { Workflow } from "./sections.js";
import type { CaseMoment, CaseTarget } from "./target-model.js";

/**
 * The mistakes of a policy's targets: calendars, lengths that do not fit their time, priorities, repetitions, what they
 * start and stop by.
 */
export function targetIssues(
  { targets, priorityRules = [] }: CasePolicyInput,
  workflow: Workflow | undefined,
  declared: readonly string[] | undefined,
  scope: CaseScope,
): readonly ConfigIssue[] {
  const decided = priorityRules.length === 0 ? ["normal"] : priorityRules.map(({ priority }) => priority);
  const priorities = declared ?? [...new Set(decided)];
  const keys = targets.map(keyOf);
  return targets.flatMap((target, i) => {
    const path = `targets[${i}]`;
    const { priority } = target;
    const unknown =
      priority === undefined ? undefined : unknownName(`${path}.priority`, priority, "a priority", priorities);
    const isRepeated = target.when === undefined && keys.indexOf(keyOf(target)) !== i;
    return [
      ...calendarIssues(target, path, scope),
      ...lengthIssues(target, path),
      ...(unknown === undefined ? [] : [unknown]),
      ...(isRepeated ? [repeated(target, path)] : []),
      ...selectorIssues(target, path, workflow),
    ];
  });
}

/** The mistake of a length that does not fit the time it is counted in, if it is one. */
export function lengthIssues(
  { within, time }: Pick<CaseTarget, "within" | "time">,
  path: string,
  key = "within",
): readonly ConfigIssue[] {
  const { months = 0, days = 0, milliseconds = 0 } = readDuration(within) ?? {};
  const isExact = months === 0 && days === 0 && milliseconds > 0;
  const isDays = months === 0 && milliseconds === 0 && days > 0;
  const fits = { business: isExact, business_days: isDays, calendar: months + days + milliseconds > 0 }[time];
  if (fits) return [];
  const like = { business: '"PT4H"', business_days: '"P3D"', calendar: '"PT24H" or "P7D"' }[time];
  const message = `"${within}" is no time in "${time}"; write it like ${like}`;
  return [{ path: `${path}.${key}`, code: "wrong_type", message }];
}

/** The mistake of time that is counted in a calendar which is not named, or is not there. */
export function calendarIssues(
  { time, calendar }: Pick<CaseTarget, "time" | "calendar">,
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

function keyOf({ metric, name = "", priority = "", when }: CaseTarget): string {
  return JSON.stringify([metric, name, priority, when ?? ""]);
}

function repeated({ metric, name, priority }: CaseTarget, path: string): ConfigIssue {
  const whose = priority === undefined ? "all priorities" : `priority "${priority}"`;
  const what = name === undefined ? `"${metric}"` : `"${metric}" called "${name}"`;
  return { path, code: "repeated_name", message: `${what} for ${whose} stands here a second time` };
}

/** What the host names itself has to say when it starts and stops; statuses have to be there. */
function selectorIssues(target: CaseTarget, path: string, workflow: Workflow | undefined): readonly ConfigIssue[] {
  const { metric, name, start, stop = [], reset = [], cancel = [], pause = [] } = target;
  const isOwn = metric === "internal" || metric === "custom";
  const missing = [
    ...(isOwn && name === undefined ? ["name"] : []),
    ...(metric === "custom" && start === undefined ? ["start"] : []),
    ...(metric === "custom" && target.stop === undefined ? ["stop"] : []),
  ].map((key) => ({
    path: `${path}.${key}`,
    code: "missing",
    message: `"${metric}" means what the shop says it means; add "${key}"`,
  }));
  const lists = { start: start ?? [], stop, reset, cancel };
  const selected = Object.entries(lists).flatMap(([key, list]) =>
    list.flatMap((moment, i) => statusIssue(moment, `${path}.${key}[${i}]`, workflow)),
  );
  const paused = pause.flatMap((each, i) =>
    each.kind === "status" ? statusIssue({ ...each, kind: "status_entered" }, `${path}.pause[${i}]`, workflow) : [],
  );
  return [...missing, ...selected, ...paused];
}

function statusIssue(moment: CaseMoment, path: string, workflow: Workflow | undefined): readonly ConfigIssue[] {
  if (!("status" in moment) || workflow === undefined) return [];
  const unknown = unknownName(below(path, "status"), moment.status, "a status", Object.keys(workflow.statuses));
  return unknown === undefined ? [] : [unknown];
}
