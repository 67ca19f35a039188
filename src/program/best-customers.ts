import { compare, exactOf, isDecimal, type Exact } from "../shared/decimal.js";
import type { Storage } from "../shared/storage.js";
import { compareText } from "../shared/text.js";
import { eachCustomer, type CustomerFigures } from "./customer-figures.js";
import type { ProgramContext } from "./island.js";

/** Which customers are looked at, and what the best ones have most of. */
export interface BestContext extends ProgramContext {
  /** How many: 10 when left out. */
  readonly limit?: number;
  /** The key of a fact that is counted: `spend` when left out, `orders@P12M` where a rule of the program reads it. */
  readonly by?: string;
  /** Only customers in this class of this segment: those at risk, the champions. */
  readonly within?: { readonly segment: string; readonly class: string };
}

/**
 * The customers who have most of a fact at `now`, by default those who spent most, the best first; of two with as much
 * the one whose id comes first. With `within` it is the best of a class: whom to call of those at risk.
 */
export async function bestCustomers(storage: Storage, context: BestContext): Promise<readonly CustomerFigures[]> {
  const { limit = 10, within } = context;
  let best: readonly CustomerFigures[] = [];
  for await (const figures of eachCustomer(storage, context)) {
    if (within !== undefined && figures.segments[within.segment] !== within.class) continue;
    best = best.length < 2 * limit ? [...best, figures] : bestOf([...best, figures], context);
  }
  return bestOf(best, context);
}

function bestOf(
  customers: readonly CustomerFigures[],
  { limit = 10, by = "spend" }: BestContext,
): readonly CustomerFigures[] {
  const value = ({ facts }: CustomerFigures): Exact => {
    const text = String(facts[by]);
    return exactOf(isDecimal(text) ? text : 0);
  };
  return customers
    .toSorted((a, b) => compare(value(b), value(a)) || compareText(a.customerId, b.customerId))
    .slice(0, limit);
}
