import { ClienteleError } from "./errors.js";

/** An instant: ISO 8601 in UTC with milliseconds, `2026-03-02T02:00:00.000Z`. Sorts as text. */
export type Instant = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** The instant of a Date, or of milliseconds since 1970. */
export function instantOf(time: Date | number): Instant {
  const ms = typeof time === "number" ? time : time.getTime();
  if (!Number.isFinite(ms)) {
    throw new ClienteleError("command_invalid", "An invalid Date was given; pass a Date that has a time.");
  }
  return new Date(ms).toISOString();
}

/** Milliseconds since 1970 of an instant that is already known to be one. */
export function millisOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Whether a text is an ISO 8601 instant: a real day, a time, and an offset or Z. */
export function isInstant(text: string): boolean {
  const parts = pattern.exec(text);
  if (parts === null) return false;
  const [, year, month, day] = parts;
  return isRealDay(Number(year), Number(month), Number(day)) && !Number.isNaN(Date.parse(text));
}

/**
 * An instant as the library keeps it, from one that may carry an offset or fewer digits.
 *
 * @example
 * ```ts
 * import { readInstant } from "clientele";
 *
 * readInstant("2026-03-02T10:00:00+08:00", "occurredAt"); // => "2026-03-02T02:00:00.000Z"
 * readInstant("2026-03-02", "occurredAt"); // throws command_invalid
 * ```
 */
export function readInstant(text: unknown, path: string): Instant {
  if (typeof text === "string" && isInstant(text)) return instantOf(Date.parse(text));
  throw new ClienteleError(
    "command_invalid",
    `${path}: ${JSON.stringify(text)} is not an instant; write one like "2026-03-02T10:00:00+08:00".`,
    { path },
  );
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
