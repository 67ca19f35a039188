import type { Accepted } from "../shared/decision.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyTierEvents } from "./apply.js";
import { tierSetOf } from "./ranks.js";
import { settled } from "./settle.js";
import type { Standing, TierEvent, TierSet, TiersContext } from "./model.js";

/** A write in the making: the standing settled to `now`, what settled it, its set, and when the write is recorded. */
export interface Turn {
  readonly standing: Standing;
  readonly events: readonly TierEvent[];
  readonly set: TierSet;
  readonly recordedAt: Instant;
}

/** Every write begins with what time alone has done. */
export function begin(standing: Standing, context: TiersContext): Turn {
  const start = settled(standing, context);
  const set = tierSetOf(context, standing.tierSet);
  return { ...start, set, recordedAt: recordedAtOf(context.now, start.standing) };
}

/** Every write ends by applying its events; the last of them leaves nothing that is due at the same instant. */
export function finish(turn: Turn, events: readonly TierEvent[]): Accepted<Standing, TierEvent> {
  const state = events.length === 0 ? turn.standing : applyTierEvents(turn.standing, events);
  return { ok: true, state, events: [...turn.events, ...events] };
}
