import { labelIn, type Label } from "../shared/locale.js";
import type { FactSpec } from "./fact-spec.js";
import { standardFacts } from "./standard-facts.js";

export { standardFacts };

/**
 * What is known of a fact by its name: a declared one first, then a standard one, then the kind that a dotted name
 * belongs to. Undefined when there is no such fact.
 *
 * @example
 * ```ts
 * import { factSpecOf } from "clientele";
 *
 * factSpecOf("tier.honour")?.type; // => "text"
 * factSpecOf("shoeSize"); // => undefined
 * ```
 */
export function factSpecOf(fact: string, declared: readonly FactSpec[] = []): FactSpec | undefined {
  const spec = declared.find(({ name }) => name === fact) ?? standardFacts.find(({ name }) => name === fact);
  if (spec !== undefined || fact.includes("<")) return spec;
  const kind = standardFacts.find(({ name }) => name.endsWith(">") && isBelow(fact, prefixOf(name)));
  return kind === undefined ? undefined : { ...kind, name: fact, label: namedLabel(kind, fact) };
}

/** The tier of which set, the answer to which question. */
function namedLabel({ name, label }: FactSpec, fact: string): Label {
  const which = fact.slice(prefixOf(name).length);
  return { en: `${labelIn(label, "en", name)} "${which}"`, "zh-CN": `${labelIn(label, "zh-CN", name)}“${which}”` };
}

/** `tier.` of `tier.<set>`. */
export function prefixOf(name: string): string {
  return name.slice(0, name.indexOf("<"));
}

function isBelow(fact: string, prefix: string): boolean {
  return fact.startsWith(prefix) && fact.length > prefix.length;
}
