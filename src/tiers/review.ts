import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { canonicalJson } from "../shared/json.js";
import { changeAt } from "./change.js";
import { metricValue } from "./metric.js";
import { reachedAfter } from "./period.js";
import { begin, finish } from "./turn.js";
import type { Standing, TierEvent, TiersContext } from "./model.js";

/** Holds a standing against the facts of the context. */
export type ReviewTier = Command;

/**
 * Reviews a customer's tier by the facts as they are now. Reaching a tier is inclusive. A higher one is given at once,
 * or scheduled for the next period where the set says so. A value below the tier that the customer has begins the
 * grace: the customer keeps the tier to the end of the day that lies the grace later, and `tier.at_risk` is the notice
 * of it. Reaching it again within the grace ends the matter; otherwise time alone takes the tier.
 *
 * Call it whenever the counted fact changes, also when time changes it. A review that finds everything as it was has
 * no events. It counts when it is recorded. A missing fact is thrown as `command_invalid`.
 *
 * Refused: `occurred_in_future`.
 *
 * @example
 * ```ts
 * import { defineTierSets, must, reviewTier, startStanding } from "clientele";
 *
 * const tierSets = defineTierSets([{
 *   id: "club", label: "Club", metric: "points", period: { kind: "rolling", length: "P12M" },
 *   upgrade: "at_once", downgrade: "one_level", notice: "P30D", grace: { from: "review_below", for: "P60D" },
 *   tiers: [{ id: "regular", label: "Regular", reach: 0 }, { id: "silver", label: "Silver", reach: 2000 }],
 * }]);
 * const at = (time: string, points: number) =>
 *   ({ tierSets, zone: "Asia/Shanghai", now: new Date(time), facts: { "points.points": points } });
 * const started = must(startStanding({ id: "std_1", customerId: "cus_1", tierSet: "club" }, at("2026-03-02T02:00:00Z", 0)));
 *
 * const silver = must(reviewTier(started.state, { id: "rev_1" }, at("2026-03-02T02:00:00Z", 2000)));
 * silver.events.map(({ type, tier }) => [type, tier]); // => [["tier.upgraded", "silver"]]
 * const below = must(reviewTier(silver.state, { id: "rev_2" }, at("2027-03-02T16:00:00Z", 0)));
 * below.events.map(({ type, graceUntil }) => [type, graceUntil]); // => [["tier.at_risk", "2027-05-02T16:00:00.000Z"]]
 * ```
 */
export function reviewTier(
  standing: Standing,
  command: ReviewTier,
  context: TiersContext,
): Decision<Standing, TierEvent, OccurredInFuture> {
  requireId(command.id, "id");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(standing, context);
  const { set, recordedAt } = turn;
  const reached = reachedAfter(turn.standing, set, metricValue(set, context), recordedAt, context.zone);
  const isNew = canonicalJson(reached) !== canonicalJson(turn.standing.reached);
  const change = changeAt({ ...turn.standing, reached }, set, recordedAt, context.zone);
  if (change === undefined && !isNew) return finish(turn, []);
  const event: TierEvent = {
    ...(change ?? { type: "tier.reviewed", tier: turn.standing.tier }),
    ...envelopeOf(command, recordedAt, set.of, "when_recorded"),
    tierSet: set.id,
    ...(isNew && { reached }),
  };
  return finish(turn, [event]);
}
