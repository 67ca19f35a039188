import * as z from "zod/mini";
import { conditionSchema } from "../conditions/schema.js";
import { isDecimal } from "../shared/decimal.js";
import { readDuration } from "../shared/durations.js";
import { checkShape } from "../shared/config.js";
import { freezeDeep } from "../shared/json.js";
import { defined, repeatedNames, unknownName, type Checked, type ConfigIssue } from "../shared/issues.js";
import type { ProgramRef } from "../shared/envelope.js";
import type { Multiplier, PointsRules, PointsType } from "./rules-model.js";
import { id, text, label, duration } from "../shared/parts-schema.js";

/** The points section as it is written down: what a program stamps on it is not there yet. */
export type PointsRulesInput = Omit<PointsRules, "of"> & { readonly of?: ProgramRef };

/** What the rest of a program tells the points section. */
export interface PointsScope {
  readonly of?: ProgramRef;
  /** The tier sets of the program, and the length of the rolling window of each. */
  readonly tierSets?: Readonly<Record<string, { readonly length?: string }>>;
  /** The codes of the guards that the program switches off. */
  readonly allow?: readonly string[];
}

/**
 * Points rules that are known to be right, or an error `config_invalid` with every mistake and its path.
 *
 * @example
 * ```ts
 * import { definePointsRules } from "clientele";
 *
 * const type = { id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } } as const;
 * const spend = { id: "spend", label: "Spending", on: "order.paid", gives: "point", points: 1, per: "1.00" } as const;
 * definePointsRules({ types: [type], earn: [spend] }); // throws config_invalid
 * ```
 */
export function definePointsRules(literal: PointsRulesInput, scope: PointsScope = {}): PointsRules {
  return defined(checkPointsRules(literal, scope), "The points section");
}

/** Points rules from anywhere, or every mistake in them. */
export function checkPointsRules(value: unknown, scope: PointsScope = {}): Checked<PointsRules> {
  const shape = checkShape(schema, value);
  if (!shape.ok) return shape;
  const issues = pointsIssues(shape.value, scope).filter(({ code }) => scope.allow?.includes(code) !== true);
  if (issues.length > 0) return { ok: false, issues };
  const of = scope.of ?? shape.value.of ?? { id: "points", version: 1 };
  const types = shape.value.types.map((type) => withPeriod(type, scope));
  return { ok: true, value: freezeDeep({ ...shape.value, types, of }) };
}

const decimal = z.string().check(z.refine(isDecimal, { error: () => 'expected a decimal like "1.50"' }));
const days = z.string().check(
  z.refine((text) => readDuration(text)?.milliseconds === 0, {
    error: () => 'expected a duration of whole days, like "P12M" or "P30D"',
  }),
);
const count = z.int().check(z.gte(0), z.lte(1_000_000_000));
const points = z.int().check(z.gte(1), z.lte(1_000_000_000));
const rounding = z.enum(["down", "up", "half_up", "half_even"]);
const notice = z._default(z.array(days).check(z.maxLength(8)), []);
const basis = z.enum(["included", "excluded"]);

const expire = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({
    kind: z.literal("after"),
    length: days,
    to: z.exactOptional(z.enum(["month_end", "year_end"])),
    notice,
  }),
  z.strictObject({ kind: z.literal("sliding"), length: days, notice }),
  z.strictObject({ kind: z.literal("tier_period"), tierSet: id, length: z.exactOptional(days) }),
]);

const schema: z.ZodMiniType<PointsRulesInput> = z.strictObject({
  of: z.exactOptional(z.strictObject({ id, version: z.int() })),
  types: z
    .array(
      z.strictObject({
        id,
        label,
        use: z.enum(["redeemable", "qualifying"]),
        pending: z.exactOptional(
          z.strictObject({
            until: z.literal("return_window_closed"),
            days: z.exactOptional(count.check(z.lte(366))),
            cancelAfterDays: z.exactOptional(points.check(z.lte(3660))),
          }),
        ),
        expire,
      }),
    )
    .check(z.minLength(1), z.maxLength(16)),
  earn: z
    .array(
      z.strictObject({
        id,
        label,
        on: id,
        gives: id,
        points,
        per: z.exactOptional(decimal),
        rounding: z.exactOptional(rounding),
        stage: z.exactOptional(z.enum(["order", "line"])),
        when: z.exactOptional(conditionSchema),
        terms: z.exactOptional(z.strictObject({ published: text, text: label })),
        categories: z.exactOptional(z.array(z.string())),
        multipliers: z.exactOptional(
          z.array(
            z.strictObject({
              by: decimal,
              categories: z.exactOptional(z.array(z.string())),
              when: z.exactOptional(conditionSchema),
            }),
          ),
        ),
        cap: z.exactOptional(z.strictObject({ max: points, per: z.enum(["day", "week", "month", "quarter", "year"]) })),
      }),
    )
    .check(z.maxLength(200)),
  redeem: z.exactOptional(
    z.strictObject({
      minimum: z.exactOptional(points),
      step: z.exactOptional(points),
      worth: decimal,
      maxShare: z.exactOptional(decimal),
    }),
  ),
  refund: z.exactOptional(
    z.strictObject({
      mode: z.literal("prorate"),
      from: z.array(z.enum(["pending", "own", "others"])).check(z.minLength(1)),
      then: z.enum(["shortfall", "forgo"]),
      limit: z.exactOptional(count),
      window: days,
    }),
  ),
  hold: z.exactOptional(z.strictObject({ timeout: duration })),
  autoRedeem: z.exactOptional(z.strictObject({ points, label: z.exactOptional(label) })),
  spend: z.exactOptional(
    z.strictObject({
      counts: z.exactOptional(z.literal("paid_minus_refunded")),
      tax: z.exactOptional(basis),
      shipping: z.exactOptional(basis),
      partPaidWithPoints: z.exactOptional(basis),
    }),
  ),
  currency: z.exactOptional(z.string().check(z.regex(/^[A-Z]{3}$/))),
});

function pointsIssues(rules: PointsRulesInput, scope: PointsScope): readonly ConfigIssue[] {
  const types = rules.types.map((type) => type.id);
  return [
    ...repeatedNames("types", "id", types),
    ...rules.types.flatMap((type, i) => typeIssues(type, `types[${i}]`, scope)),
    ...repeatedNames(
      "earn",
      "id",
      rules.earn.map((rule) => rule.id),
    ),
    ...rules.earn.flatMap((rule, i) => unknownName(`earn[${i}].gives`, rule.gives, "a points type", types) ?? []),
    ...rules.earn.flatMap((rule, i) => [
      ...(rule.per === undefined ? [] : positive(`earn[${i}].per`, rule.per)),
      ...(rule.multipliers ?? []).flatMap(({ by }, j) => positive(`earn[${i}].multipliers[${j}].by`, by)),
      ...tooFine(`earn[${i}].multipliers`, rule.multipliers ?? []),
    ]),
    ...(rules.redeem === undefined ? [] : positive("redeem.worth", rules.redeem.worth)),
    ...(rules.redeem?.maxShare === undefined ? [] : positive("redeem.maxShare", rules.redeem.maxShare)),
    ...(rules.autoRedeem !== undefined && rules.redeem === undefined ? [withoutWorth] : []),
  ];
}

const withoutWorth: ConfigIssue = {
  path: "autoRedeem",
  code: "worth_missing",
  message: "points cannot be redeemed by themselves without a worth; add `redeem`",
};

/** The longest that points may live by the day: a bucket a day, 400 buckets. */
const longestByDay = 400;
/** The least notice before points lapse, in days, and the years that an account may look ahead. */
const leastNoticeDays = 30;

function typeIssues({ pending, expire: rule }: PointsType, path: string, scope: PointsScope): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (pending !== undefined && pending.days === undefined && pending.cancelAfterDays === undefined) {
    const message = "give the `days` of the return window, or `cancelAfterDays` when an event closes it";
    issues.push({ path: `${path}.pending`, code: "missing", message });
  }
  if (rule.kind === "tier_period") {
    const tierSets = scope.tierSets === undefined ? undefined : Object.keys(scope.tierSets);
    const unknown = tierSets && unknownName(`${path}.expire.tierSet`, rule.tierSet, "a tier set", tierSets);
    if (unknown !== undefined) issues.push(unknown);
  }
  if (rule.kind === "after" || rule.kind === "sliding") {
    const days = daysIn(rule.length);
    if (days > longestByDay && rule.kind === "after" && rule.to === undefined) {
      const message = `points that live longer than a year lapse by the month: add "to": "month_end" to ${rule.length}`;
      issues.push({ path: `${path}.expire`, code: "too_many_buckets", message });
    }
    if (!rule.notice.some((length) => daysIn(length) >= leastNoticeDays)) {
      const message = `points lapse with a notice of at least ${leastNoticeDays} days: add "notice": ["P30D"]`;
      issues.push({ path: `${path}.expire`, code: "expiry_without_notice", message });
    }
    if (rule.kind === "sliding" && ![rule.length, ...rule.notice].every((length) => /^P\d+D$/.test(length))) {
      const message = `inactivity is counted in days: write ${rule.length} and its notices like "P365D"`;
      issues.push({ path: `${path}.expire`, code: "invalid_value", message });
    }
    if (days <= (pending?.days ?? 0)) {
      const message = "points would lapse before they become available";
      issues.push({ path: `${path}.expire.length`, code: "out_of_range", message });
    }
  }
  return issues;
}

function daysIn(length: string): number {
  const parts = readDuration(length);
  return parts === undefined ? 0 : parts.months * 30.44 + parts.days;
}

/** Rates multiply each other exactly, so their decimals add up; money is written with 18 at most. */
const mostDecimals = 12;

function tooFine(path: string, multipliers: readonly Multiplier[]): ConfigIssue[] {
  const decimals = multipliers.reduce((sum, { by }) => sum + (by.split(".")[1]?.length ?? 0), 0);
  if (decimals <= mostDecimals) return [];
  const message = `the rates have ${decimals} decimals together; at most ${mostDecimals} are multiplied exactly`;
  return [{ path, code: "out_of_range", message }];
}

function positive(path: string, decimalText: string): ConfigIssue[] {
  if (!decimalText.startsWith("-") && /[1-9]/.test(decimalText)) return [];
  return [{ path, code: "out_of_range", message: `${decimalText} is not above 0` }];
}

/** A qualifying type lapses with the window of its tier set; the section carries its length, so that it is enough. */
function withPeriod(type: PointsType, { tierSets }: PointsScope): PointsType {
  if (type.expire.kind !== "tier_period") return type;
  const length = tierSets?.[type.expire.tierSet]?.length ?? type.expire.length;
  return { ...type, expire: { ...type.expire, ...(length !== undefined && { length }) } };
}
