import type { DecimalText } from "../../shared/decimal.js";

/** How often one customer may have something. */
export interface Limit {
  readonly max: number;
  readonly per: "day" | "week" | "month" | "quarter" | "year" | "lifetime";
}

/** What is taken off a price: an amount, or a share of it. */
export type Off =
  { readonly kind: "amount"; readonly amount: DecimalText } | { readonly kind: "share"; readonly share: DecimalText };
