import type { Accepted } from "../shared/decision.js";
import { envelopeOf, recordedAtOf, requireId, type Command } from "../shared/envelope.js";
import { applyTierEvent } from "./apply.js";
import { tierAt, tierSetOf } from "./ranks.js";
import type { Standing, TierEvent, TiersContext } from "./model.js";

/** Starts a customer's standing in a tier set. The standing's id is the command's where none is given. */
export interface StartStanding extends Command {
  readonly customerId: string;
  readonly tierSet: string;
  readonly standingId?: string;
}

/**
 * Starts a customer in the lowest tier of a set; the first review gives the tier that the facts reach. Nothing is
 * refused. A tier set that the program does not have is thrown as `command_invalid`.
 */
export function startStanding(command: StartStanding, context: TiersContext): Accepted<Standing, TierEvent> {
  requireId(command.id, "id");
  requireId(command.customerId, "customerId");
  const { customerId, standingId = command.id } = command;
  requireId(standingId, "standingId");
  const set = tierSetOf(context, command.tierSet);
  const event: TierEvent = {
    type: "tier.started",
    ...envelopeOf(command, recordedAtOf(context.now), set.of, "when_recorded"),
    tierSet: set.id,
    tier: tierAt(set, 0).id,
    started: { id: standingId, customerId },
  };
  return { ok: true, state: applyTierEvent(undefined, event), events: [event] };
}
