import * as z from "zod/mini";
import { conditionIssues } from "../conditions/check.js";
import { mayIssues, type Guard } from "../conditions/fair.js";
import type { Condition } from "../conditions/model.js";
import { conditionSchema } from "../conditions/schema.js";
import type { ConditionScope } from "../conditions/scope.js";
import { checkShape } from "../shared/config.js";
import { compare, exactOf, isDecimal } from "../shared/decimal.js";
import type { ProgramRef } from "../shared/envelope.js";
import { defined, repeatedNames, unknownName, type Checked, type ConfigIssue } from "../shared/issues.js";
import { freezeDeep } from "../shared/json.js";
import type { Benefit, BenefitKind, Benefits } from "./model.js";
import { id, label } from "../shared/parts-schema.js";

/** A benefit as it is written down: what a program stamps on it is not there yet. */
export type BenefitInput = Omit<Benefit, "of"> & { readonly of?: ProgramRef };

/** What the rest of a program tells the benefits; whatever is left out may be anything. */
export interface BenefitsScope extends ConditionScope {
  readonly of?: ProgramRef;
  /** The ids of the tiers of each tier set. */
  readonly tiers?: Readonly<Record<string, readonly string[]>>;
  readonly roles?: readonly string[];
  readonly purposes?: readonly string[];
  readonly activities?: readonly string[];
  /** The codes of the guards that the program switches off, or judges itself. */
  readonly allow?: readonly string[];
}

/**
 * Benefits that are known to be right, frozen, or an error `config_invalid` with every mistake and its path.
 *
 * @example
 * ```ts
 * import { defineBenefits } from "clientele";
 *
 * const off = { kind: "share", share: "0.05" } as const;
 * defineBenefits([{ id: "discount", label: "5 % off", kind: "price", off }]); // throws config_invalid
 * ```
 */
export function defineBenefits(literal: readonly BenefitInput[], scope: BenefitsScope = {}): Benefits {
  return defined(checkBenefits(literal, scope), "The benefits section");
}

/**
 * Benefits from anywhere, or every mistake in them. Whatever changes a price needs published terms, and even then may
 * not rest on guesses, sensitive or demographic facts.
 *
 * Source of `personalised_price`: PIPL art. 24; 消费者权益保护法实施条例 art. 9.
 */
export function checkBenefits(value: unknown, scope: BenefitsScope = {}): Checked<Benefits> {
  const shape = checkShape(schema, value);
  if (!shape.ok) return shape;
  const ids = shape.value.map((benefit) => benefit.id);
  const issues = [
    ...repeatedNames("", "id", ids),
    ...shape.value.flatMap((benefit, i) => benefitIssues(benefit, `[${i}]`, scope)),
  ].filter(({ code }) => scope.allow?.includes(code) !== true);
  if (issues.length > 0) return { ok: false, issues };
  const stamped = shape.value.map((benefit) => ({
    ...benefit,
    of: scope.of ?? benefit.of ?? { id: "benefits", version: 1 },
  }));
  return { ok: true, value: freezeDeep(stamped) };
}

const text = z.string().check(z.minLength(1), z.maxLength(2000));
const decimal = z.string().check(z.refine(isDecimal, { error: () => 'expected a decimal like "0.10"' }));

const schema: z.ZodMiniType<readonly BenefitInput[]> = z
  .array(
    z.strictObject({
      of: z.exactOptional(z.strictObject({ id, version: z.int() })),
      id,
      label,
      kind: z.enum(["service", "recommendation", "price", "gift", "access", "activity"]),
      to: z.exactOptional(
        z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("class"), segment: id, class: z.exactOptional(id) }),
          z.strictObject({ kind: z.literal("tier"), tierSet: id, tier: id }),
          z.strictObject({ kind: z.literal("condition"), when: conditionSchema }),
        ]),
      ),
      limit: z.exactOptional(
        z.strictObject({
          max: z.int().check(z.gte(1), z.lte(1_000_000)),
          per: z.enum(["day", "week", "month", "quarter", "year", "birthday_year", "lifetime"]),
        }),
      ),
      terms: z.exactOptional(z.strictObject({ published: text, text: label })),
      off: z.exactOptional(
        z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("share"), share: decimal }),
          z.strictObject({ kind: z.literal("amount"), amount: decimal }),
        ]),
      ),
      on: z.exactOptional(z.array(id).check(z.minLength(1), z.maxLength(50))),
      purpose: z.exactOptional(id),
      agentRole: z.exactOptional(id),
      activity: z.exactOptional(id),
    }),
  )
  .check(z.maxLength(200));

function benefitIssues(benefit: BenefitInput, path: string, scope: BenefitsScope): ConfigIssue[] {
  const { purpose, agentRole, activity } = benefit;
  return [
    ...grantIssues(benefit, `${path}.to`, scope),
    ...priceIssues(benefit, path, scope),
    ...named(`${path}.purpose`, purpose, "a purpose", scope.purposes),
    ...named(`${path}.agentRole`, agentRole, "a role", scope.roles),
    ...named(`${path}.activity`, activity, "an activity", scope.activities),
  ];
}

function grantIssues({ to }: BenefitInput, path: string, scope: BenefitsScope): ConfigIssue[] {
  if (to?.kind !== "tier")
    return conditionOf(to).flatMap(([when, key]) => conditionIssues(when, `${path}${key}`, scope));
  const { tiers } = scope;
  const unknown = named(`${path}.tierSet`, to.tierSet, "a tier set", tiers && Object.keys(tiers));
  if (unknown.length > 0) return unknown;
  return named(`${path}.tier`, to.tier, `a tier of "${to.tierSet}"`, tiers?.[to.tierSet]);
}

/** The condition of a grant, and where it stands; that of a class is its segment. */
function conditionOf(to: Benefit["to"]): readonly (readonly [Condition, string])[] {
  if (to?.kind === "condition") return [[to.when, ".when"]];
  if (to?.kind !== "class") return [];
  return [[{ op: "segment", segment: to.segment, ...(to.class !== undefined && { class: to.class }) }, ""]];
}

/** What takes something off a price is a price, whatever it calls itself. */
function priceIssues(benefit: BenefitInput, path: string, scope: BenefitsScope): ConfigIssue[] {
  const { kind, to, off, terms } = benefit;
  const isPrice = kind === "price" || off !== undefined;
  if (isPrice && terms === undefined) {
    const message = 'a price for some customers needs terms that all can see and meet: add "terms" with "published"';
    return [{ path, code: "personalised_price", message }, ...offIssues(off, `${path}.off`)];
  }
  const guard: Guard = isPrice
    ? { use: "pricing", code: "personalised_price", published: true }
    : { use: uses[kind], code: "fact_not_allowed" };
  const unfair = conditionOf(to).flatMap(([when, key]) => mayIssues(when, `${path}.to${key}`, guard, scope));
  return [...unfair, ...offIssues(off, `${path}.off`)];
}

/** What a fact has to serve for, by what the benefit is. */
const uses: Readonly<Record<BenefitKind, Guard["use"]>> = {
  service: "service",
  recommendation: "marketing",
  price: "pricing",
  gift: "eligibility",
  access: "eligibility",
  activity: "eligibility",
};

function offIssues(off: Benefit["off"], path: string): ConfigIssue[] {
  if (off === undefined) return [];
  const [key, value] = off.kind === "share" ? (["share", off.share] as const) : (["amount", off.amount] as const);
  const isAbove = compare(exactOf(value), exactOf(0)) > 0;
  if (isAbove && (key === "amount" || compare(exactOf(value), exactOf(1)) <= 0)) return [];
  const range = key === "share" ? "above 0 and at most 1" : "above 0";
  return [{ path: `${path}.${key}`, code: "out_of_range", message: `${value} is not ${range}` }];
}

function named(
  path: string,
  name: string | undefined,
  what: string,
  known: readonly string[] | undefined,
): ConfigIssue[] {
  if (name === undefined || known === undefined) return [];
  const unknown = unknownName(path, name, what, known);
  return unknown === undefined ? [] : [unknown];
}
