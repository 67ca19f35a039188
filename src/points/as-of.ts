import { instantOf } from "../shared/instants.js";
import { applyPointsEvents } from "./apply.js";
import { settled } from "./settle.js";
import type { PointsAccount, PointsContext, PointsEvent } from "./model.js";

/** The context of a look back: `now` is the instant that is asked about, `known` when it was asked. */
export interface AsOfContext extends PointsContext {
  /** Only what had been recorded by then is counted; all that is known, when left out. */
  readonly known?: Date;
}

/**
 * The account as it stood at `now`, by what was known at `known`: the fold of the events that were recorded by then
 * and had happened by `now`, settled to `now`. Undefined when nothing had happened by then; what counts from before the
 * account was opened is there.
 *
 * @example
 * ```ts
 * import { adjustPoints, definePointsRules, must, openPointsAccount, pointsAccountAsOf, pointsBalance } from "clientele";
 *
 * const points = definePointsRules({ types: [{ id: "points", label: "Points", use: "redeemable", expire: { kind: "never" } }], earn: [] });
 * const on = (day: string) => ({ points, zone: "Asia/Shanghai", now: new Date(`${day}T10:00:00Z`) });
 * const opened = must(openPointsAccount({ id: "acc_1", customerId: "cus_1" }, on("2026-03-02")));
 * const late = { id: "adj_1", points: 50, reason: "found", occurredAt: "2026-03-03T10:00:00Z" };
 * const { events } = must(adjustPoints(opened.state, late, on("2026-03-09")));
 * const history = [...opened.events, ...events];
 *
 * const then = (known: string) => pointsAccountAsOf(history, { ...on("2026-03-05"), known: new Date(known) });
 * pointsBalance(then("2026-03-05T10:00:00Z")!, on("2026-03-05")).points?.available; // => 0
 * pointsBalance(then("2026-03-10T10:00:00Z")!, on("2026-03-05")).points?.available; // => 50
 * ```
 */
export function pointsAccountAsOf(events: readonly PointsEvent[], context: AsOfContext): PointsAccount | undefined {
  const effective = instantOf(context.now);
  const counted = knownEvents(events, context.known)
    .filter((event) => event.occurredAt <= effective || event.opened !== undefined)
    .map((event) => (event.recordedAt > effective ? { ...event, recordedAt: effective } : event));
  if (!counted.some(({ occurredAt }) => occurredAt <= effective)) return undefined;
  return settled(applyPointsEvents(undefined, counted), context).account;
}

/** The events that had been recorded by an instant; all of them where none is given. */
export function knownEvents(events: readonly PointsEvent[], known: Date | undefined): readonly PointsEvent[] {
  const until = known === undefined ? undefined : instantOf(known);
  return until === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= until);
}
