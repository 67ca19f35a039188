import type { Facts } from "../../conditions/fact-spec.js";
import { classifyCustomer } from "../../segments/classify.js";
import { segmentFacts } from "../../segments/current.js";
import type { Membership, SegmentsContext } from "../../segments/model.js";
import { membershipKind } from "../../segments/records.js";
import { startMembership } from "../../segments/start.js";
import type { CustomerFile } from "../customer-file.js";
import { factsOfCustomer } from "../facts.js";
import { accept, type Cause, type Island, type ProgramContext } from "../island.js";

const module = "segments";

/** Segments: every customer is held against their conditions after every event and whenever time changes a fact. */
export const segmentsIsland: Island = {
  module,
  refs: (owner, _event, { segments = [] }) => {
    return segments.length === 0 ? [] : [{ owner, kind: membershipKind.kind, id: owner }];
  },
  follow: (file, cause, context) => {
    if ((context.segments ?? []).length === 0) return [];
    const id = `${cause.id}#${module}`;
    const membership = membershipOf(file, cause, context);
    const decision = classifyCustomer(membership, { id }, segmentsContext(file, context));
    return [accept(file, membershipKind, module, decision, { id, fingerprint: cause.fingerprint })];
  },
};

/** The segments of a customer, as facts. */
export function factsOfSegments(file: CustomerFile, { segments = [], now }: ProgramContext): Facts {
  const membership = file.read(membershipKind, file.owner);
  return membership === undefined ? {} : segmentFacts(membership, { segments, now });
}

/** A customer's membership; it is started by the first thing that is heard of the customer. */
export function membershipOf(file: CustomerFile, { id, fingerprint }: Cause, context: ProgramContext): Membership {
  const { owner } = file;
  const membership = file.read(membershipKind, owner);
  if (membership !== undefined) return membership;
  const command = { id: `${id}#membership_started`, customerId: owner, membershipId: owner };
  const started = startMembership(command, segmentsContext(file, context));
  accept(file, membershipKind, module, started, { id: command.id, fingerprint });
  return started.state;
}

/** What the writes of segments take. */
export function segmentsContext(file: CustomerFile, context: ProgramContext): SegmentsContext {
  const { segments = [], now } = context;
  return { segments, now, facts: factsOfCustomer(file, context) };
}
