import { ClienteleError } from "../shared/errors.js";
import type { OutboxRow } from "./rows.js";

/** Before the first entry. */
const start: readonly (string | number)[] = ["-1", "", "", "", "", 0];

/** The place of a row in the outbox, as one text. */
export function watermarkOf({ xact, at, owner, kind, id, seq }: OutboxRow): string {
  return JSON.stringify([xact, at, owner, kind, id, seq]);
}

/** The parts of a watermark as the outbox's statement takes them. Throws `command_invalid` for what is none. */
export function placeOf(watermark: string | undefined): readonly unknown[] {
  if (watermark === undefined || watermark === "") return start;
  const place = parsed(watermark);
  if (Array.isArray(place) && place.length === start.length && place.every(isPart)) return place;
  throw new ClienteleError("command_invalid", `after: ${JSON.stringify(watermark)} is no watermark of this storage.`);
}

/** A transaction that fits into 64 bits, a number that fits into 32, and between them texts that a database can hold. */
function isPart(part: unknown, i: number): boolean {
  if (typeof part === "number") return i === 5 && Number.isSafeInteger(part) && part >= 0 && part < 2 ** 31;
  if (typeof part !== "string" || i === 5) return false;
  return i === 0 ? /^-?\d{1,18}$/.test(part) : !part.includes("\0");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
