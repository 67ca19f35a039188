import { instantOf, type Instant } from "../shared/instants.js";
import { applyTierEvent } from "./apply.js";
import { nextChange } from "./change.js";
import { tierSetOf } from "./ranks.js";
import type { Standing, TierEvent, TiersContext } from "./model.js";

/**
 * What time alone has done to a standing up to `now`, in the order in which it happened: a grace ends and the tier is
 * lost, a reached tier begins with its period, what was reached in an earlier period carries no longer, a grant ends.
 *
 * It needs no facts: what the value reached stands in the record, and every change of the facts is a review. Every
 * event carries the instant of its cause, so the standing is the same whether this runs daily, late or never.
 */
export function settleTier(standing: Standing, context: TiersContext): readonly TierEvent[] {
  return settled(standing, context).events;
}

/** The standing as it is at `now`, and the events that settled it. */
export function settled(
  standing: Standing,
  context: TiersContext,
): { readonly standing: Standing; readonly events: readonly TierEvent[] } {
  const set = tierSetOf(context, standing.tierSet);
  const until = latest(standing, context);
  const events: TierEvent[] = [];
  let current = standing;
  for (let next = nextChange(current, set, context.zone); next !== undefined && next.at <= until;) {
    const { at, change } = next;
    const settled = current.settled + 1;
    const id = `${current.id}/settled/${settled}`;
    const event = { ...change, id, occurredAt: at, recordedAt: at, of: set.of, tierSet: set.id, settled };
    current = applyTierEvent(current, event);
    events.push(event);
    next = nextChange(current, set, context.zone);
  }
  return { standing: current, events };
}

/** The next instant after `now` at which time alone changes something; undefined when nothing is to come. */
export function nextTierChange(standing: Standing, context: TiersContext): Instant | undefined {
  const { standing: current } = settled(standing, context);
  return nextChange(current, tierSetOf(context, current.tierSet), context.zone)?.at;
}

function latest({ at }: Standing, { now }: TiersContext): Instant {
  const instant = instantOf(now);
  return at > instant ? at : instant;
}
