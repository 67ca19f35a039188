import * as z from "zod/mini";
import { conditionIssues } from "../../conditions/check.js";
import type { FactAbout, FactSpec, FactType, FactUse } from "../../conditions/fact-spec.js";
import { factSpecOf } from "../../conditions/facts.js";
import type { FactWindow } from "../../conditions/model.js";
import { windowSchema } from "../../conditions/schema.js";
import { standardFacts } from "../../conditions/standard-facts.js";
import { checkShape } from "../../shared/config.js";
import type { Checked, ConfigIssue } from "../../shared/issues.js";
import type { Label } from "../../shared/locale.js";
import { id, label, text } from "../../shared/parts-schema.js";

/** The section `facts`: what this business knows of its customers besides the standard facts, by name. */
export type FactDeclarations = Readonly<Record<string, HostFact | DerivedFact>>;

/** A fact whose value the host supplies. */
export interface HostFact {
  readonly source: "host";
  readonly type: FactType;
  readonly label?: Label;
  /** `currency`, or words that stand behind the number. */
  readonly unit?: Label;
  /** All the values that a text can have. */
  readonly values?: readonly string[];
  /** `possible` when left out: a value that is not supplied is not known. */
  readonly missing?: "never" | "possible";
  /** What it may be used for: `service` alone, when left out. */
  readonly may?: readonly FactUse[];
  /** What it tells of a person. */
  readonly about: FactAbout;
  /** Which way the customer can move it by an own act. */
  readonly actionable?: "up" | "down" | "either";
}

/** A standard sum or count under a name of its own: of some categories, in a time, or both. */
export interface DerivedFact {
  readonly source: "derived";
  /** What is summed up: `spend`, `orders`, `units`, `visits` … */
  readonly fact: string;
  readonly window?: FactWindow;
  readonly categories?: readonly string[];
  readonly label?: Label;
}

const schema: z.ZodMiniType<FactDeclarations> = z.record(
  id,
  z.discriminatedUnion("source", [
    z.strictObject({
      source: z.literal("host"),
      type: z.enum(["number", "decimal", "text", "texts", "day", "instant", "boolean"]),
      label: z.exactOptional(label),
      unit: z.exactOptional(label),
      values: z.exactOptional(z.array(text).check(z.minLength(1), z.maxLength(200))),
      missing: z.exactOptional(z.enum(["never", "possible"])),
      may: z.exactOptional(z.array(z.enum(["service", "marketing", "pricing", "eligibility"]))),
      about: z.enum(["behaviour", "contract", "demographic", "sensitive", "guess"]),
      actionable: z.exactOptional(z.enum(["up", "down", "either"])),
    }),
    z.strictObject({
      source: z.literal("derived"),
      fact: text,
      window: z.exactOptional(windowSchema),
      categories: z.exactOptional(z.array(text).check(z.minLength(1), z.maxLength(100))),
      label: z.exactOptional(label),
    }),
  ]),
);

/** The section `facts`, or every mistake in it. */
export function checkFacts(value: unknown): Checked<FactDeclarations> {
  const shaped = checkShape(schema, value);
  if (!shaped.ok) return shaped;
  const issues = Object.entries(shaped.value).flatMap(([name, fact]) => factIssues(name, fact));
  return issues.length > 0 ? { ok: false, issues } : shaped;
}

/** What conditions are told of the declared facts. */
export function factSpecsOf(facts: FactDeclarations): readonly FactSpec[] {
  return Object.entries(facts).map(([name, fact]) =>
    fact.source === "host" ? hostSpec(name, fact) : derivedSpec(name, fact),
  );
}

function hostSpec(name: string, fact: HostFact): FactSpec {
  return { name, ...fact, missing: fact.missing ?? "possible", may: fact.may ?? ["service"] };
}

/** It is what it sums up, but that a fact with a time of its own takes no other. */
function derivedSpec(name: string, { fact, window, label: words }: DerivedFact): FactSpec {
  const { type = "number", unit, may = ["service"], about = "behaviour" } = factSpecOf(fact) ?? {};
  return {
    name,
    type,
    ...(unit !== undefined && { unit }),
    ...(words !== undefined && { label: words }),
    ...(window === undefined && { aggregate: true }),
    missing: "never",
    may,
    about,
    source: "derived",
  };
}

function factIssues(name: string, fact: HostFact | DerivedFact): readonly ConfigIssue[] {
  if (factSpecOf(name) !== undefined) {
    return [{ path: name, code: "repeated_name", message: `"${name}" is a standard fact; give yours another name` }];
  }
  return fact.source === "host" ? hostIssues(name, fact) : derivedIssues(name, fact);
}

function hostIssues(name: string, { type, values }: HostFact): readonly ConfigIssue[] {
  if (values === undefined || type === "text" || type === "texts") return [];
  return [{ path: `${name}.values`, code: "wrong_type", message: `only a text has values, and this is a ${type}` }];
}

function derivedIssues(name: string, { fact, window }: DerivedFact): readonly ConfigIssue[] {
  const spec = factSpecOf(fact);
  if (spec === undefined || spec.aggregate === true) {
    return conditionIssues({ op: "exists", fact, ...(window !== undefined && { window }) }, name, {});
  }
  const message = `"${fact}" is not a sum over time; sums are: ${sums.map((each) => `"${each}"`).join(", ")}`;
  return [{ path: `${name}.fact`, code: "wrong_type", message }];
}

const sums = standardFacts.filter((spec) => spec.aggregate === true).map((spec) => spec.name);
