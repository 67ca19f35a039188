import type { Accepted } from "../shared/decision.js";
import { recordedAtOf } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import { applyPointsEvents } from "./apply.js";
import { settledUntil, type Settled } from "./settle.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** A write in the making: the account settled to `now`, what settled it, and when the write is recorded. */
export interface Turn extends Settled {
  readonly recordedAt: Instant;
}

/** Every write begins with what time alone has done. */
export function begin(account: PointsAccount, context: PointsContext): Turn {
  const recordedAt = recordedAtOf(context.now, account);
  return { ...settledUntil(account, recordedAt, context), recordedAt };
}

/** Every write ends by applying its events, and with what they let happen at the same instant. */
export function finish(
  turn: Turn,
  events: readonly PointsEvent[],
  context: PointsContext,
): Accepted<PointsAccount, PointsEvent> {
  const end = settledUntil(applyPointsEvents(turn.account, events), turn.recordedAt, context);
  return { ok: true, state: end.account, events: [...turn.events, ...events, ...end.events] };
}
