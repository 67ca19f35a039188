import { isDay, type Day } from "../shared/days.js";
import { requireId, type Command } from "../shared/envelope.js";
import { ClienteleError } from "../shared/errors.js";
import type { ChangeSource, CustomerRecord } from "./model.js";

interface CustomerCommand extends Command {
  readonly customerId?: string;
  readonly source?: ChangeSource;
}

/** Throws `command_invalid` unless the command has an id, is about this customer, and comes from somewhere known. */
export function requireCommand(command: CustomerCommand, customer?: CustomerRecord): void {
  requireId(command.id, "id");
  const { customerId, source } = command;
  if (customerId !== undefined) requireId(customerId, "customerId");
  if (customerId !== undefined && customer !== undefined && customerId !== customer.id) {
    throw invalid("customerId", customerId, `the customer of the record, "${customer.id}"`);
  }
  if (source !== undefined) requireOneOf(sources, source, "source");
}

/** Throws `command_invalid` unless the value is one of these. */
export function requireOneOf(values: readonly string[], value: unknown, path: string): void {
  if (typeof value !== "string" || !values.includes(value)) throw invalid(path, value, `one of ${values.join(", ")}`);
}

/** Throws `command_invalid` unless the value is a day. */
export function requireDay(day: Day, path: string): void {
  if (typeof day !== "string" || !isDay(day)) throw invalid(path, day, 'a day, written as "2026-03-02"');
}

const sources: readonly string[] = ["customer", "staff", "system", "import"];

function invalid(path: string, received: unknown, expected: string): ClienteleError {
  return new ClienteleError("command_invalid", `${path}: ${JSON.stringify(received)} is not ${expected}.`, { path });
}
