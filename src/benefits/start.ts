import type { Accepted } from "../shared/decision.js";
import { envelopeOf, recordedAtOf, requireId, type Command, type ProgramRef } from "../shared/envelope.js";
import { applyBenefitEvent } from "./apply.js";
import type { BenefitEvent, BenefitsContext, BenefitUses } from "./model.js";

/** Starts to count the uses of a customer. The record's id is the command's where none is given. */
export interface StartBenefitUses extends Command {
  readonly customerId: string;
  readonly usesId?: string;
}

/** Starts the record in which a customer's uses of all benefits are counted. Nothing is refused. */
export function startBenefitUses(
  command: StartBenefitUses,
  context: BenefitsContext,
): Accepted<BenefitUses, BenefitEvent> {
  requireId(command.id, "id");
  requireId(command.customerId, "customerId");
  const { customerId, usesId = command.id } = command;
  requireId(usesId, "usesId");
  const event: BenefitEvent = {
    type: "benefit.uses_started",
    ...envelopeOf(command, recordedAtOf(context.now), programOf(context), "when_recorded"),
    started: { id: usesId, customerId },
  };
  return { ok: true, state: applyBenefitEvent(undefined, event), events: [event] };
}

function programOf({ benefits }: BenefitsContext): ProgramRef {
  return benefits[0]?.of ?? { id: "benefits", version: 1 };
}
