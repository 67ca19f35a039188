import { draftOf, type Draft } from "../shared/json.js";
import type { Standing, TierEvent } from "./model.js";

/**
 * The standing after an event. This is the only place where a standing changes, so folding the events of a standing
 * gives the standing.
 */
export function applyTierEvent(standing: Standing | undefined, event: TierEvent): Standing {
  return applyTierEvents(standing, [event]);
}

/** The standing after these events, in their order. It is copied once. */
export function applyTierEvents(standing: Standing | undefined, events: readonly TierEvent[]): Standing {
  const draft = draftOf(standing ?? nothing);
  for (const event of events) evolve(draft, event);
  return draft;
}

const nothing: Standing = {
  format: 1,
  id: "",
  owner: "",
  customerId: "",
  at: "",
  of: { id: "", version: 0 },
  tierSet: "",
  tier: "",
  since: "",
  reached: [],
  settled: 0,
};

function evolve(draft: Draft<Standing>, event: TierEvent): void {
  draft.at = event.recordedAt;
  draft.of = { ...event.of };
  draft.settled = event.settled ?? draft.settled;
  if (event.tier !== draft.tier) draft.since = event.occurredAt;
  draft.tier = event.tier;
  if (event.reached !== undefined) draft.reached = event.reached.map((each) => ({ ...each }));
  switch (event.type) {
    case "tier.started":
      return start(draft, event);
    case "tier.granted":
      if (event.granted !== undefined) draft.granted = { ...event.granted };
      return;
    case "tier.reviewed":
      return;
    case "tier.upgrade_scheduled":
    case "tier.upgraded":
      delete draft.rises;
      if (event.rises !== undefined) draft.rises = { ...event.rises };
      return endGrace(draft, event);
    case "tier.at_risk":
    case "tier.regained":
    case "tier.downgraded":
      return endGrace(draft, event);
    default:
      event.type satisfies never;
  }
}

function start(draft: Draft<Standing>, { started, tierSet }: TierEvent): void {
  if (started === undefined) return;
  draft.id = started.id;
  draft.owner = draft.customerId = started.customerId;
  draft.tierSet = tierSet;
}

/** The grace that was is over; the event may begin a new one. */
function endGrace(draft: Draft<Standing>, { graceUntil, occurredAt }: TierEvent): void {
  delete draft.grace;
  if (graceUntil !== undefined) draft.grace = { from: occurredAt, until: graceUntil };
}
