import { isDecimal } from "../shared/decimal.js";
import { ClienteleError } from "../shared/errors.js";
import type { EarningEvent } from "./award.js";

/** Throws `command_invalid` unless all money of an event is decimal text: a float has lost its cents already. */
export function requireMoney({ lines = [], shipping, tenders = [] }: EarningEvent): void {
  for (const [i, { paid, tax }] of lines.entries()) {
    requireAmount(paid, `lines[${i}].paid`);
    if (tax !== undefined) requireAmount(tax, `lines[${i}].tax`);
  }
  for (const [i, { amount }] of tenders.entries()) requireAmount(amount, `tenders[${i}].amount`);
  if (shipping !== undefined) requireAmount(shipping, "shipping");
}

function requireAmount(amount: unknown, path: string): void {
  if (typeof amount === "string" && isDecimal(amount) && !amount.startsWith("-")) return;
  const message = `${path}: ${JSON.stringify(amount)} is not money; write a decimal text from 0 up, like "12.50".`;
  throw new ClienteleError("command_invalid", message, { path });
}
