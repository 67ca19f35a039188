import { classifyCustomer } from "../../segments/classify.js";
import type { Membership, SegmentsContext } from "../../segments/model.js";
import { membershipKind, scoresKind } from "../../segments/records.js";
import { startMembership } from "../../segments/start.js";
import type { RecordKind } from "../../shared/record-kind.js";
import { anniversaryChanges, todayChanges } from "../calendar-days.js";
import type { CustomerFile } from "../customer-file.js";
import { factsOfCustomer } from "../facts.js";
import { isByScore } from "../segment-facts.js";
import { accept, type Cause, type Island, type ProgramContext } from "../island.js";

const module = "segments";

/**
 * Segments: every customer is held against their conditions after every event and whenever time changes a fact. Those
 * by score lie in records of their own, which only the work over the base writes.
 */
export const segmentsIsland: Island = {
  module,
  refs: (owner, _event, { segments }) => [
    ...(segments.length === 0 ? [] : [{ owner, kind: membershipKind.kind, id: owner }]),
    ...segments.filter(isByScore).map(({ id }) => ({ owner, kind: scoresKind.kind, id })),
  ],
  follow: (file, cause, context) => {
    const { segments } = context;
    const byRule = segments.filter((segment) => !isByScore(segment));
    if (byRule.length === 0) return [];
    const id = `${cause.id}#${module}`;
    const membership = membershipOf(file, { kind: membershipKind, id: file.owner }, cause, context);
    const decision = classifyCustomer(membership, { id }, segmentsContext(file, { ...context, segments: byRule }));
    return [accept(file, membershipKind, module, decision, { id, fingerprint: cause.fingerprint })];
  },
  next: (_file, context) => todayChanges(context),
  everyYear: anniversaryChanges,
};

/** A customer's membership; it is started by the first thing that is heard of the customer. */
export function membershipOf(
  file: CustomerFile,
  { kind, id: membershipId }: { readonly kind: RecordKind<Membership>; readonly id: string },
  { id, fingerprint }: Cause,
  context: ProgramContext,
): Membership {
  const membership = file.read(kind, membershipId);
  if (membership !== undefined) return membership;
  const command = { id: `${id}#membership_started`, customerId: file.owner, membershipId };
  const started = startMembership(command, segmentsContext(file, context));
  accept(file, kind, module, started, { id: command.id, fingerprint });
  return started.state;
}

/** What the writes of segments take. */
export function segmentsContext(file: CustomerFile, context: ProgramContext): SegmentsContext {
  return { ...context, facts: factsOfCustomer(file, context) };
}
