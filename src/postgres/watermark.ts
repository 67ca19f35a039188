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
  const isPlace = Array.isArray(place) && place.length === start.length && /^-?\d+$/.test(String(place[0]));
  if (isPlace && place.every((part, i) => typeof part === typeof start[i])) return place;
  throw new ClienteleError("command_invalid", `after: ${JSON.stringify(watermark)} is no watermark of this storage.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
