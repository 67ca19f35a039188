import { compare, exactOf } from "../shared/decimal.js";
import { readDuration } from "../shared/durations.js";
import { unknownName, type ConfigIssue } from "../shared/issues.js";
import type { CasePolicyInput, CaseScope } from "./check-policies.js";
import { calendarIssues } from "./check-targets.js";
import type { CaseTarget, EscalationPoint, EscalationStep } from "./target-model.js";

/** The mistakes of a policy's escalation steps: metrics without a target, shares, lengths, calendars, quiet hours. */
export function escalationIssues(
  { targets, escalate = [], quiet }: CasePolicyInput,
  scope: CaseScope,
): readonly ConfigIssue[] {
  const measured = [...new Set<string>(targets.map(({ metric }) => metric))];
  const steps = escalate.flatMap((step, i) => {
    const { metric, at } = step;
    const unknown = unknownName(`escalate[${i}].metric`, metric, "a metric with a target", measured);
    return [
      ...(unknown === undefined ? nameIssues(step, targets, `escalate[${i}]`) : [unknown]),
      ...pointIssues(at, timesOf(step, targets), `escalate[${i}].at`, scope),
    ];
  });
  if (quiet === undefined || quiet.from !== quiet.to) return steps;
  const message = "quiet hours end when they begin; leave them out, or say when they end";
  return [...steps, { path: "quiet.to", code: "out_of_range", message }];
}

function nameIssues(
  { metric, name }: EscalationStep,
  targets: CasePolicyInput["targets"],
  path: string,
): readonly ConfigIssue[] {
  const names = targets.filter((target) => target.metric === metric).map((target) => target.name);
  if (names.includes(name)) return [];
  const known = names.flatMap((each) => each ?? []);
  if (name !== undefined) {
    const unknown = unknownName(`${path}.name`, name, `a name of a target for "${metric}"`, known);
    return unknown === undefined ? [] : [unknown];
  }
  const message = `every target for "${metric}" has a name; say which: ${known.join(", ")}`;
  return [{ path: `${path}.name`, code: "missing", message }];
}

/** In which time a point is counted that does not say so itself. */
function timesOf({ metric, name }: EscalationStep, targets: CasePolicyInput["targets"]): readonly CaseTarget["time"][] {
  return targets.filter((target) => target.metric === metric && target.name === name).map(({ time }) => time);
}

function pointIssues(
  point: EscalationPoint,
  times: readonly CaseTarget["time"][],
  path: string,
  scope: CaseScope,
): readonly ConfigIssue[] {
  switch (point.kind) {
    case "breach":
      return [];
    case "share": {
      const [share, one] = [exactOf(point.share), exactOf(1)];
      const fits = compare(share, exactOf(0)) > 0 && compare(share, one) !== 0 && compare(share, exactOf(10)) <= 0;
      if (fits) return [];
      const message = `${point.share} is not above 0 and up to 10; at the whole time write { "kind": "breach" }`;
      return [{ path: `${path}.share`, code: "out_of_range", message }];
    }
    case "before":
    case "after": {
      const { months = 0, days = 0, milliseconds = 0 } = readDuration(point.by) ?? {};
      const time = point.time ?? "calendar";
      const unknown =
        point.calendar === undefined ? [] : calendarIssues({ time, calendar: point.calendar }, path, scope);
      // A day of open time is as long as a desk is open, so days are counted in business days or in all time.
      const isOpenTime = (point.time === undefined ? times : [point.time]).includes("business");
      const isMixed = point.time === undefined && times.includes("business_days") && milliseconds > 0;
      const fits = months === 0 && days + milliseconds > 0 && (days === 0 || !(isOpenTime || isMixed));
      if (fits) return unknown;
      const message = `"${point.by}" is no time before or after a target; write it like "PT1H"`;
      return [{ path: `${path}.by`, code: "wrong_type", message }, ...unknown];
    }
    default:
      return point satisfies never;
  }
}
