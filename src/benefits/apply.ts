import { draftOf, type Draft } from "../shared/json.js";
import type { BenefitEvent, BenefitUses } from "./model.js";

/**
 * The uses after an event. This is the only place where they change, so folding the events of a record gives the
 * record.
 */
export function applyBenefitEvent(uses: BenefitUses | undefined, event: BenefitEvent): BenefitUses {
  return applyBenefitEvents(uses, [event]);
}

/** The uses after these events, in their order. They are copied once. */
export function applyBenefitEvents(uses: BenefitUses | undefined, events: readonly BenefitEvent[]): BenefitUses {
  const draft = draftOf(uses ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

const nothing: BenefitUses = {
  format: 1,
  id: "",
  owner: "",
  customerId: "",
  at: "",
  of: { id: "", version: 0 },
  benefits: {},
};

function evolve(draft: Draft<BenefitUses>, event: BenefitEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  switch (event.type) {
    case "benefit.uses_started":
      if (event.started === undefined) return;
      draft.id = event.started.id;
      draft.owner = draft.customerId = event.started.customerId;
      return;
    case "benefit.used": {
      const { benefit = "", period } = event;
      const total = (draft.benefits[benefit]?.total ?? 0) + 1;
      draft.benefits[benefit] = { total, ...(period !== undefined && { period: { ...period } }) };
      return;
    }
    default:
      event.type satisfies never;
  }
}
