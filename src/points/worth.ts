import { exactOf, exactText, multiply, type DecimalText } from "../shared/decimal.js";
import type { RedeemRules } from "./rules-model.js";

/** What so many points are worth in money, exactly. */
export function worthOf(points: number, { worth }: RedeemRules): DecimalText {
  return exactText(multiply(exactOf(points), exactOf(worth)));
}
