import { ClienteleError } from "../shared/errors.js";
import { isDay, dayNumber, type Day } from "../shared/days.js";

/** How far an answer is looked for, and how far apart two instants may lie: a little more than 20 and 30 years. */
export const limits = { blocksSearched: 22, daysSearched: 7305, blocksMeasured: 31 } as const;

/** Throws `command_invalid` unless the value is a length of time in milliseconds, 0 or more. */
export function requireLength(duration: number): void {
  if (duration >= 0 && Number.isFinite(duration)) return;
  throw new ClienteleError(
    "command_invalid",
    `${duration} ms is no length of open time; give 0 or more, in milliseconds.`,
  );
}

/** The number of a day since 1970-01-01. Throws `command_invalid` for a text that is none. */
export function requireDay(day: Day): number {
  if (isDay(day)) return dayNumber(day);
  throw new ClienteleError("command_invalid", `${JSON.stringify(day)} is not a day; write one like "2026-03-02".`);
}

/** The error for open time that does not come, `direction` being "after" or "before". */
export function neverReached(what: string, direction: "after" | "before", from: number): ClienteleError {
  const start = new Date(from).toISOString();
  const message = `The calendar does not reach ${what} within 20 years ${direction} ${start}; give it more open time.`;
  return new ClienteleError("config_invalid", message);
}
