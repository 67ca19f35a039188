import type { Accepted } from "../shared/decision.js";
import { envelopeOf, recordedAtOf, requireId, type Command, type ProgramRef } from "../shared/envelope.js";
import { applySegmentEvent } from "./apply.js";
import type { Membership, SegmentEvent, SegmentsContext } from "./model.js";

/** Starts the record of a customer's segments. Its id is the command's where none is given. */
export interface StartMembership extends Command {
  readonly customerId: string;
  readonly membershipId?: string;
}

/** Starts the record of a customer's segments, in none of them; the first `classifyCustomer` finds those. Nothing is refused. */
export function startMembership(
  command: StartMembership,
  context: SegmentsContext,
): Accepted<Membership, SegmentEvent> {
  requireId(command.id, "id");
  requireId(command.customerId, "customerId");
  const { customerId, membershipId = command.id } = command;
  requireId(membershipId, "membershipId");
  const event: SegmentEvent = {
    type: "segment.started",
    ...envelopeOf(command, recordedAtOf(context.now), programOf(context), "when_recorded"),
    started: { id: membershipId, customerId },
  };
  return { ok: true, state: applySegmentEvent(undefined, event), events: [event] };
}

/** The program that the section belongs to. */
export function programOf({ segments }: SegmentsContext): ProgramRef {
  return segments[0]?.of ?? { id: "segments", version: 1 };
}
