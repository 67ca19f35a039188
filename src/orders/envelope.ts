import { envelopeOf, recordedAtOf, type Command, type Envelope } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import type { OrderRecord, OrdersContext } from "./model.js";

/** The envelope of an order's event, which is about the order. Sales may be back-dated; refunds may not. */
export function orderEnvelope(
  command: Command,
  order: Pick<OrderRecord, "at"> | undefined,
  { id, version, now }: OrdersContext,
  about: string,
  counts: "when_it_happened" | "when_recorded",
): Envelope {
  return envelopeOf({ ...command, about }, recordedAtOf(now, order), { id, version }, counts);
}

/** When something that counts from its recording happened in the host's world, where that was earlier. */
export function happenedAtOf({ occurredAt }: Command, { recordedAt }: Envelope): { readonly happenedAt?: Instant } {
  if (occurredAt === undefined) return {};
  const happenedAt = readInstant(occurredAt, "occurredAt");
  return happenedAt < recordedAt ? { happenedAt } : {};
}
