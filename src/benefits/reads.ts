import { factsOf, type FactRead } from "../conditions/reads.js";
import type { Benefits } from "./model.js";

/** The facts that benefits read of a customer, with their windows, each once: what to gather before asking for them. */
export function benefitReads(benefits: Benefits): readonly FactRead[] {
  const reads = benefits.flatMap(({ to, limit, purpose }) => [
    ...(to?.kind === "tier" ? [factNamed(`tier.${to.tierSet}`)] : []),
    ...(to?.kind === "condition" ? factsOf(to.when) : []),
    ...(limit?.per === "birthday_year" ? [factNamed("birthday")] : []),
    ...(purpose === undefined ? [] : [factNamed(`consent.${purpose}`)]),
  ]);
  return [...new Map(reads.map((read) => [read.key, read])).values()];
}

function factNamed(fact: string): FactRead {
  return { fact, key: fact };
}
