import { add, exactOf, exactText, isDecimal, type DecimalText } from "../shared/decimal.js";
import type { Storage } from "../shared/storage.js";
import { eachCustomer } from "./customer-figures.js";
import type { ProgramContext } from "./island.js";

/** What the read of one segment by score takes. */
export interface RfmGridContext extends ProgramContext {
  readonly segment: string;
}

/** The customers of one recency and frequency score. */
export interface RfmCell {
  /** 1 to 5, as `frequency`. */
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  /** What they spent in all, as it stands. */
  readonly spend: DecimalText;
}

const scores = [1, 2, 3, 4, 5] as const;

/**
 * How many customers have which recency and frequency score in a segment by score, and what they spent: 25 cells, by
 * recency, then by frequency, from 1 to 5. Customers without scores are in none.
 */
export async function rfmGrid(storage: Storage, context: RfmGridContext): Promise<readonly RfmCell[]> {
  const cells = scores.flatMap((recency) =>
    scores.map((frequency): RfmCell => ({ recency, frequency, customers: 0, spend: "0" })),
  );
  for await (const { facts, scores: all } of eachCustomer(storage, context)) {
    const own = all[context.segment];
    if (own === undefined) continue;
    const place = cells.findIndex(({ recency, frequency }) => recency === own.r && frequency === own.f);
    const cell = cells[place];
    if (cell === undefined) continue;
    const spend = String(facts["spend"]);
    cells[place] = {
      ...cell,
      customers: cell.customers + 1,
      spend: exactText(add(exactOf(cell.spend), exactOf(isDecimal(spend) ? spend : 0))),
    };
  }
  return cells;
}
