import { add, compare, exactOf, multiply, type Exact } from "../shared/decimal.js";
import type { Picked } from "./pick.js";

/** What one response is worth: `worth / weight`, between 0 and 100. */
export interface Composite {
  /** Degree times weight, summed over what was answered. */
  readonly worth: Exact;
  /** The weights of what was answered. */
  readonly weight: Exact;
}

/** The composite of one response; undefined where less than half by weight of what was shown is answered, or nothing. */
export function compositeOf({ ratings, without }: Pick<Picked, "ratings" | "without">): Composite | undefined {
  const shown = without.filter(({ why }) => why !== "not_shown");
  const [answered, open] = [weightOf(ratings), weightOf(shown)];
  if (compare(answered, nothing) <= 0 || compare(answered, open) < 0) return undefined;
  const worths = ratings.map(({ degree, weight = "1" }) => multiply(exactOf(degree), exactOf(weight)));
  return { worth: worths.reduce(add, nothing), weight: answered };
}

const nothing: Exact = { units: 0n, scale: 0 };

function weightOf(questions: readonly { readonly weight?: string }[]): Exact {
  return questions.map(({ weight = "1" }) => exactOf(weight)).reduce(add, nothing);
}
