import { occurredInFuture, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import type { ServiceCase } from "./model.js";

/** Why an instant cannot be, in the order in which it is checked. */
export type InstantRejection =
  | OccurredInFuture
  | {
      readonly code: "occurred_before_opening";
      readonly message: string;
      readonly occurredAt: Instant;
      readonly openedAt: Instant;
    };

/** A move that is said to have happened before the one that was made last. */
export interface OutOfOrder {
  readonly code: "out_of_order";
  readonly message: string;
  readonly occurredAt: Instant;
  /** The earliest instant that is taken. */
  readonly earliest: Instant;
}

/** The rejection for a command whose `occurredAt` lies in the future or before the case was opened, or undefined. */
export function impossibleInstant(
  command: Command,
  { openedAt }: ServiceCase,
  now: Date,
): InstantRejection | undefined {
  const early = occurredInFuture(command, now);
  if (early !== undefined || command.occurredAt === undefined) return early;
  const occurredAt = readInstant(command.occurredAt, "occurredAt");
  if (occurredAt >= openedAt) return undefined;
  const message = `occurredAt ${occurredAt} lies before the case was opened, at ${openedAt}.`;
  return { code: "occurred_before_opening", message, occurredAt, openedAt };
}

/** The rejection for a command about something that came before the last move of the case, or undefined. */
export function outOfOrder(command: Command, { intervals, openedAt }: ServiceCase): OutOfOrder | undefined {
  if (command.occurredAt === undefined) return undefined;
  const occurredAt = readInstant(command.occurredAt, "occurredAt");
  const earliest = intervals.at(-1)?.from ?? openedAt;
  if (occurredAt >= earliest) return undefined;
  const message = `occurredAt ${occurredAt} lies before the last move of the case, at ${earliest}.`;
  return { code: "out_of_order", message, occurredAt, earliest };
}
