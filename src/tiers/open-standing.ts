import { dayLater } from "../calendar/periods.js";
import { localDay, startOfDay } from "../calendar/zones.js";
import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, recordedAtOf, requireId, type Envelope } from "../shared/envelope.js";
import { instantOf, readInstant, type Instant } from "../shared/instants.js";
import { applyTierEvents } from "./apply.js";
import { changeAt } from "./change.js";
import type { GrantTierRejection } from "./grant.js";
import { periodEnd } from "./period.js";
import { requireTier, tierAt, tierSetOf } from "./ranks.js";
import type { StartStanding } from "./start.js";
import type { Standing, TierEvent, TiersContext } from "./model.js";

/** Starts a customer's standing with the tier that the customer has in an old system. */
export interface OpenStanding extends StartStanding {
  readonly tier: string;
  /** Since when the customer has it; since the opening when left out. May carry an offset. */
  readonly since?: string;
  /** Until when it is kept whatever is counted; may carry an offset. See `openStanding` for when it is left out. */
  readonly until?: string;
}

/**
 * Starts a standing with the tier that somebody has already, granted until its review: whatever is counted here, the
 * customer keeps this tier or a higher one until then, and goes down as from any tier, with a notice and after the
 * grace. Where no `until` is given, it is kept as long as a tier would be that is reached at the opening: to the end of
 * the next calendar period, for the length of a rolling window, or for good.
 *
 * `since` is an observation, so it may be back-dated; the tier counts from then in looks back. A tier set or a tier that
 * the program does not have is thrown as `command_invalid`.
 *
 * Refused, in this order: `occurred_in_future`, `until_passed`.
 *
 * @example
 * ```ts
 * import { defineTierSets, must } from "clientele";
 * import { openStanding } from "clientele/tiers";
 *
 * const tierSets = defineTierSets([{
 *   id: "club", label: "Club", metric: "points", period: { kind: "rolling", length: "P12M" },
 *   upgrade: "at_once", downgrade: "one_level", notice: "P30D",
 *   tiers: [{ id: "regular", label: "Regular", reach: 0 }, { id: "silver", label: "Silver", reach: 2000 }],
 * }]);
 * const context = { tierSets, zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const command = { id: "opn_1", customerId: "cus_1", tierSet: "club", tier: "silver", since: "2024-05-01T00:00:00+08:00" };
 *
 * const { state } = must(openStanding(command, context));
 * [state.tier, state.since, state.granted?.until]; // => ["silver", "2024-04-30T16:00:00.000Z", "2027-03-01T16:00:00.000Z"]
 * ```
 */
export function openStanding(
  command: OpenStanding,
  context: TiersContext,
): Decision<Standing, TierEvent, GrantTierRejection> {
  const { id, customerId, tier, standingId = id } = command;
  for (const [path, value] of Object.entries({ id, customerId, standingId })) requireId(value, path);
  const set = tierSetOf(context, command.tierSet);
  requireTier(set, tier);
  const said = command.until === undefined ? undefined : readInstant(command.until, "until");
  const occurredAt = command.since ?? command.occurredAt;
  const dated = { ...command, ...(occurredAt !== undefined && { occurredAt }) };
  const early = occurredInFuture(dated, context.now);
  if (early !== undefined) return refuse(early);
  const recordedAt = recordedAtOf(context.now);
  if (said !== undefined && said <= recordedAt) {
    const message = `The tier would be kept until ${said}, and it is ${recordedAt} already.`;
    return refuse({ code: "until_passed", message, until: said, now: recordedAt });
  }
  const until = said ?? keptUntil(set.id, context);
  const granted = { tier, ...(until !== undefined && { until }) };
  const envelope = (n: number): Envelope => envelopeOf(dated, recordedAt, set.of, "when_it_happened", n);
  const lowest = { tierSet: set.id, tier: tierAt(set, 0).id };
  const events: TierEvent[] = [
    { type: "tier.started", ...envelope(1), ...lowest, started: { id: standingId, customerId } },
    { type: "tier.granted", ...envelope(2), ...lowest, granted, reason: "opening" },
  ];
  const change = changeAt(applyTierEvents(undefined, events), set, recordedAt, context.zone);
  if (change !== undefined) events.push({ ...change, ...envelope(3), tierSet: set.id });
  return { ok: true, state: applyTierEvents(undefined, events), events };
}

/** Until when a tier is kept that is reached at `now`, when nothing else is counted after it; for good, where undefined. */
export function keptUntil(tierSet: string, context: TiersContext): Instant | undefined {
  const set = tierSetOf(context, tierSet);
  const [at, { period }] = [instantOf(context.now), set];
  if (period.kind !== "rolling") return periodEnd(set, at, context.zone, 1);
  return instantOf(startOfDay(dayLater(localDay(at, context.zone), period.length), context.zone));
}
