import * as z from "zod/mini";
import type { DecimalText } from "../../shared/decimal.js";
import type { Duration } from "../../shared/durations.js";
import type { Checked, ConfigIssue } from "../../shared/issues.js";
import type { ProgramScope } from "../scope.js";
import { decimal, duration, text } from "../../shared/parts-schema.js";
import { checkSection, namedIssues } from "./section-check.js";
import type { Stamped } from "./stamped.js";

/** What the program is measured by, and how often. */
export interface Scorecard {
  readonly every: Duration;
  readonly targets: readonly ScorecardTarget[];
  /** The role that answers for it. */
  readonly owner?: string;
}

/** One figure, and where it should lie: at least here, at most there, or both. */
export interface ScorecardTarget {
  readonly kpi: string;
  readonly atLeast?: DecimalText;
  readonly atMost?: DecimalText;
}

const schema: z.ZodMiniType<Scorecard> = z.strictObject({
  every: duration,
  targets: z
    .array(z.strictObject({ kpi: text, atLeast: z.exactOptional(decimal), atMost: z.exactOptional(decimal) }))
    .check(z.minLength(1), z.maxLength(50)),
  owner: z.exactOptional(text),
});

/** The figures that can be asked for; `retention.12m` stands for any number of months. */
const figures = [
  "satisfactionDegree",
  "satisfactionRate",
  "satisfaction.topBox",
  "nps",
  "referralRate",
  "complaintsPer1000Orders",
  "retention.12m",
] as const;

/** The section `scorecard`, or every mistake in it. */
export function checkScorecard(value: unknown, scope: ProgramScope): Checked<Stamped<Scorecard>> {
  return checkSection(schema, value, scope.of, ({ targets, owner }) => [
    ...targets.flatMap((target, i) => targetIssues(target, `targets[${i}]`)),
    ...namedIssues("owner", owner, "a role", scope.roles),
  ]);
}

function targetIssues({ kpi, atLeast, atMost }: ScorecardTarget, path: string): readonly ConfigIssue[] {
  const isRetention = /^retention\.[1-9]\d{0,2}m$/.test(kpi);
  const unknown = namedIssues(`${path}.kpi`, kpi, "a figure", isRetention ? undefined : figures);
  if (unknown.length > 0) return unknown;
  if (atLeast !== undefined || atMost !== undefined) return [];
  return [{ path, code: "missing", message: "says no target; add `atLeast` or `atMost`" }];
}
