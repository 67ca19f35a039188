import { refuse, type Decision } from "../shared/decision.js";
import { envelopeOf, occurredInFuture, requireId, type Command, type OccurredInFuture } from "../shared/envelope.js";
import { readInstant, type Instant } from "../shared/instants.js";
import { changeAt } from "./change.js";
import { requireTier } from "./ranks.js";
import { begin, finish } from "./turn.js";
import type { Standing, TierEvent, TiersContext } from "./model.js";

/** Gives a tier by hand: to a guest of honour, to a customer who comes from a competitor, to make up for a mistake. */
export interface GrantTier extends Command {
  readonly tier: string;
  /** Until when; may carry an offset. Until another grant, when left out. */
  readonly until?: string;
  /** A code or a few words that may stand in the history; never a personal value. */
  readonly reason?: string;
}

/** Why a tier is not granted, in the order in which it is checked. */
export type GrantTierRejection =
  | OccurredInFuture
  | { readonly code: "until_passed"; readonly message: string; readonly until: Instant; readonly now: Instant };

/**
 * Grants a tier: until then the customer has this tier or a higher one, whatever the value is. It takes nothing away.
 * When it ends, the tier goes as any other does: with a notice and after the grace. A customer has one grant in a set;
 * a new one takes the place of the old.
 *
 * Refused, in this order: `occurred_in_future`, `until_passed`. A tier that the set does not have is thrown as
 * `command_invalid`.
 */
export function grantTier(
  standing: Standing,
  command: GrantTier,
  context: TiersContext,
): Decision<Standing, TierEvent, GrantTierRejection> {
  requireId(command.id, "id");
  const { tier, reason } = command;
  const until = command.until === undefined ? undefined : readInstant(command.until, "until");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const turn = begin(standing, context);
  const { set, recordedAt } = turn;
  requireTier(set, tier);
  if (until !== undefined && until <= recordedAt) {
    const message = `The tier would be granted until ${until}, and it is ${recordedAt} already.`;
    return refuse({ code: "until_passed", message, until, now: recordedAt });
  }
  const granted = { tier, ...(until !== undefined && { until }) };
  const event: TierEvent = {
    type: "tier.granted",
    ...envelopeOf(command, recordedAt, set.of, "when_recorded"),
    tierSet: set.id,
    tier: turn.standing.tier,
    granted,
    ...(reason !== undefined && { reason }),
  };
  const change = changeAt({ ...turn.standing, granted }, set, recordedAt, context.zone);
  if (change === undefined) return finish(turn, [event]);
  const envelope = envelopeOf(command, recordedAt, set.of, "when_recorded", 2);
  return finish(turn, [event, { ...change, ...envelope, tierSet: set.id }]);
}
