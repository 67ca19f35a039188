import { envelopeOf, recordedAtOf, type Command, type Envelope } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import type { CustomerRecord, CustomersContext } from "./model.js";

/** The envelope of a command's event. Observations and grants may be back-dated; withdrawal and erasure may not. */
export function customerEnvelope(
  command: Command,
  customer: CustomerRecord | undefined,
  { id, version, now }: CustomersContext,
  counts: "when_it_happened" | "when_recorded",
): Envelope {
  return envelopeOf(command, recordedAtOf(now, customer), { id, version }, counts);
}

/** When something that counts from its recording happened in the host's world, where that was earlier. */
export function happenedAtOf({ occurredAt }: Command, { recordedAt }: Envelope): { readonly happenedAt?: Instant } {
  if (occurredAt === undefined) return {};
  const happenedAt = readInstant(occurredAt, "occurredAt");
  return happenedAt < recordedAt ? { happenedAt } : {};
}
