import { exactOf, isDecimal, type Exact } from "../shared/decimal.js";
import { requireId } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import type { OrderRecord } from "./model.js";

interface AboutOrder {
  readonly id: string;
  readonly orderId?: string;
  readonly customerId?: string;
}

/** Throws `command_invalid` unless the command has an id and is about this order. */
export function requireOrder({ id, orderId, customerId }: AboutOrder, order: OrderRecord): void {
  requireId(id, "id");
  if (orderId !== undefined && orderId !== order.id) {
    throw invalid("orderId", orderId, `the order of the record, "${order.id}"`);
  }
  if (customerId !== undefined && customerId !== order.customerId) {
    throw invalid("customerId", customerId, `the customer of the order, "${order.customerId}"`);
  }
}

/** Money that is not negative, exactly. Throws `command_invalid`. */
export function amountOf(value: unknown, path: string): Exact {
  if (typeof value !== "string" || !isDecimal(value)) throw invalid(path, value, 'money, written as "149.99"');
  const amount = exactOf(value);
  if (amount.units < 0n) throw invalid(path, value, "money of 0 or more");
  return amount;
}

/** Throws `command_invalid` unless this is a whole number of units, 1 or more. */
export function requireUnits(value: unknown, path: string): void {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return;
  throw invalid(path, value, "a number of units; use a whole number above 0");
}

/** Throws `command_invalid` unless this is a list of lines, with one at least. */
export function requireLines(lines: unknown): void {
  if (!Array.isArray(lines) || lines.length === 0) throw invalid("lines", lines, "a list of lines");
  const wrong = lines.findIndex((line) => typeof line !== "object" || line === null);
  if (wrong !== -1) throw invalid(`lines[${wrong}]`, lines[wrong], "a line");
}

/** Throws `command_invalid` unless this is a text of 1 to 200 characters. */
export function requireText(value: unknown, path: string): void {
  if (typeof value === "string" && value !== "" && value.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(value)) return;
  throw invalid(path, value, "a text of 1 to 200 characters");
}

/** The error for a part of a command that is not what it has to be. */
export function invalid(path: string, received: unknown, expected: string): ClienteleError {
  const shown = JSON.stringify(received) ?? "nothing";
  return new ClienteleError("command_invalid", `${path}: ${shown.slice(0, 60)} is not ${expected}.`, { path });
}
