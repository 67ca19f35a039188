import * as z from "zod/mini";
import { checkShape } from "../shared/config.js";
import { compare, exactOf, isDecimal } from "../shared/decimal.js";
import { readDuration } from "../shared/durations.js";
import type { ProgramRef } from "../shared/envelope.js";
import { defined, repeatedNames, unknownName, type Checked, type ConfigIssue } from "../shared/issues.js";
import { freezeDeep } from "../shared/json.js";
import { standardFacts } from "../conditions/standard-facts.js";
import { isCountedFact } from "./metric.js";
import type { Tier, TierSet, TierSets } from "./model.js";
import { id, label, wholeDays } from "../shared/parts-schema.js";

/** A tier as it is written down. */
export type TierInput = Omit<Tier, "benefits"> & { readonly benefits?: readonly string[] };

/** A tier set as it is written down: what a program stamps on it is not there yet. */
export type TierSetInput = Omit<TierSet, "of" | "tiers"> & {
  readonly of?: ProgramRef;
  readonly tiers: readonly TierInput[];
};

/** What the rest of a program tells the tier sets. */
export interface TierSetsScope {
  readonly of?: ProgramRef;
  /** The ids of the points types that carry a customer up the tiers. Any, when left out. */
  readonly pointsTypes?: readonly string[];
  /** The ids of the benefits. Any, when left out. */
  readonly benefits?: readonly string[];
  /** The codes of the guards that the program switches off. */
  readonly allow?: readonly string[];
}

/**
 * Tier sets that are known to be right, frozen, or an error `config_invalid` with every mistake and its path.
 *
 * @example
 * ```ts
 * import { defineTierSets } from "clientele";
 *
 * const tiers = [{ id: "regular", label: "Regular", reach: 0 }, { id: "gold", label: "Gold", reach: 8000 }, { id: "top", label: "Top", reach: 800 }];
 * const set = { id: "club", label: "Club", metric: "points", period: { kind: "lifetime" }, upgrade: "at_once", downgrade: "none", tiers } as const;
 * defineTierSets([set]); // throws config_invalid
 * ```
 */
export function defineTierSets(literal: readonly TierSetInput[], scope: TierSetsScope = {}): TierSets {
  return defined(checkTierSets(literal, scope), "The tierSets section");
}

/**
 * Tier sets from anywhere, or every mistake in them: names, the lowest reach 0 and each above the one before, benefits
 * that there are, and a notice before every downgrade.
 *
 * Source of `downgrade_without_notice`: 消费者权益保护法 art. 26, Unfair Contract Terms Directive.
 */
export function checkTierSets(value: unknown, scope: TierSetsScope = {}): Checked<TierSets> {
  const shape = checkShape(schema, value);
  if (!shape.ok) return shape;
  const sets = shape.value;
  const issues = [
    ...repeatedNames(
      "",
      "id",
      sets.map(({ id }) => id),
    ),
    ...sets.flatMap((set, i) => setIssues(set, `[${i}]`, scope)),
  ].filter(({ code }) => scope.allow?.includes(code) !== true);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: freezeDeep(sets.map((set) => stamped(set, scope))) };
}

const reach = z.union([
  z.number().check(
    z.gte(0),
    z.lte(1_000_000_000_000),
    z.refine((value) => isDecimal(String(value))),
  ),
  z.string().check(z.refine(isDecimal, { error: () => 'expected a decimal like "5000.00"' })),
]);

const schema: z.ZodMiniType<readonly TierSetInput[]> = z
  .array(
    z.strictObject({
      of: z.exactOptional(z.strictObject({ id, version: z.int() })),
      id,
      label,
      metric: id,
      period: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("rolling"), length: wholeDays }),
        z.strictObject({ kind: z.literal("calendar"), unit: z.enum(["day", "week", "month", "quarter", "year"]) }),
        z.strictObject({ kind: z.literal("lifetime") }),
      ]),
      upgrade: z.enum(["at_once", "next_period"]),
      downgrade: z.enum(["none", "one_level", "reassess"]),
      grace: z.exactOptional(z.strictObject({ from: z.literal("review_below"), for: wholeDays })),
      notice: z.exactOptional(wholeDays),
      benefitsAccumulate: z.exactOptional(z.boolean()),
      tiers: z
        .array(z.strictObject({ id, label, reach, benefits: z.exactOptional(z.array(id).check(z.maxLength(100))) }))
        .check(z.minLength(1), z.maxLength(20)),
    }),
  )
  .check(z.maxLength(20));

function setIssues(set: TierSetInput, path: string, scope: TierSetsScope): ConfigIssue[] {
  return [
    ...metricIssues(set, path, scope),
    ...timeIssues(set, path),
    ...repeatedNames(
      `${path}.tiers`,
      "id",
      set.tiers.map((tier) => tier.id),
    ),
    ...set.tiers.flatMap((tier, i) => tierIssues(set, tier, i, `${path}.tiers[${i}]`, scope)),
  ];
}

function metricIssues({ metric, period }: TierSetInput, path: string, { pointsTypes }: TierSetsScope): ConfigIssue[] {
  if (isCountedFact(metric)) return [];
  const counted = standardFacts.map(({ name }) => name).filter(isCountedFact);
  const known = pointsTypes ?? [metric];
  const unknown = unknownName(`${path}.metric`, metric, "a qualifying points type or a counted fact", [
    ...known,
    ...counted,
  ]);
  if (unknown !== undefined) return [unknown];
  if (period.kind !== "calendar") return [];
  const message = "points count until they lapse, so their period is rolling or lifetime; count a fact by the calendar";
  return [{ path: `${path}.period.kind`, code: "period_not_supported", message }];
}

function timeIssues({ upgrade, period, downgrade, grace, notice }: TierSetInput, path: string): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (upgrade === "next_period" && period.kind !== "calendar") {
    const message = `a ${period.kind} period has no next one; use "at_once"`;
    issues.push({ path: `${path}.upgrade`, code: "period_not_supported", message });
  }
  if (downgrade !== "none" && notice === undefined) {
    const message = 'nobody loses a tier without notice: add "notice": "P30D"';
    issues.push({ path: `${path}.downgrade`, code: "downgrade_without_notice", message });
  }
  if (grace !== undefined && notice !== undefined && daysIn(grace.for) < daysIn(notice)) {
    const message = `a grace of ${grace.for} ends before the notice of ${notice} is over`;
    issues.push({ path: `${path}.grace.for`, code: "grace_shorter_than_notice", message });
  }
  return issues;
}

function tierIssues(
  set: TierSetInput,
  tier: TierInput,
  rank: number,
  path: string,
  { benefits }: TierSetsScope,
): ConfigIssue[] {
  const unknown = (tier.benefits ?? []).flatMap(
    (benefit, i) => unknownName(`${path}.benefits[${i}]`, benefit, "a benefit", benefits ?? [benefit]) ?? [],
  );
  return [...reachIssues(set, tier, rank, `${path}.reach`), ...unknown];
}

function reachIssues(set: TierSetInput, { reach: own }: TierInput, rank: number, path: string): ConfigIssue[] {
  const before = set.tiers[rank - 1];
  if (set.metric !== "spend" && !Number.isSafeInteger(own)) {
    const message = `${JSON.stringify(own)} is not a whole number, and "${set.metric}" is counted in whole numbers`;
    return [{ path, code: "wrong_type", message }];
  }
  if (before === undefined) {
    if (compare(exactOf(own), exactOf(0)) === 0) return [];
    return [{ path, code: "lowest_not_zero", message: `${own} is not 0; everybody has the lowest tier` }];
  }
  if (!isDecimal(String(own)) || compare(exactOf(own), exactOf(before.reach)) > 0) return [];
  return [{ path, code: "not_rising", message: `${own} is not above ${before.reach} of "${before.id}"` }];
}

function daysIn(length: string): number {
  const { months = 0, days: rest = 0 } = readDuration(length) ?? {};
  return months * 30.44 + rest;
}

function stamped(set: TierSetInput, scope: TierSetsScope): TierSet {
  const tiers = set.tiers.map((tier) => ({ ...tier, benefits: tier.benefits ?? [] }));
  return { ...set, of: scope.of ?? set.of ?? { id: "tierSets", version: 1 }, tiers };
}
