import type { FactSpec, FactType, FactValue } from "./fact-spec.js";

/**
 * What a fact is that was not supplied: counts and sums are 0, lists empty, consent not given; undefined where it is
 * simply not known. Apart from the catalogue, so that an evaluation carries no labels.
 */
export function defaultOf(fact: string, declared: readonly FactSpec[] | undefined): FactValue | undefined {
  if (Object.hasOwn(standard, fact)) return standard[fact];
  if (fact.startsWith("points.")) return 0;
  if (fact.startsWith("consent.")) return false;
  const spec = declared?.find((each) => each.name === fact && each.missing === "never");
  return spec === undefined ? undefined : empty[spec.type];
}

const standard: Readonly<Record<string, FactValue>> = {
  spend: "0",
  orders: 0,
  units: 0,
  categories: 0,
  openCases: 0,
  tags: [],
};

/** A text or a time has no zero: it is known, or it is not. */
const empty: Readonly<Partial<Record<FactType, FactValue>>> = { number: 0, decimal: "0", texts: [], boolean: false };
