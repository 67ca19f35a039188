import type { DaySpan } from "../calendar/periods.js";
import { localDay } from "../calendar/zones.js";
import type { Day } from "../shared/days.js";
import { refuse, type Decision } from "../shared/decision.js";
import {
  envelopeOf,
  occurredInFuture,
  recordedAtOf,
  requireId,
  type Command,
  type OccurredInFuture,
} from "../shared/envelope.js";
import { applyBenefitEvent } from "./apply.js";
import { entitlementTo, type EntitlementGap } from "./entitlement.js";
import { limitPeriod, usedIn } from "./limit.js";
import { gapText } from "./messages.js";
import type { BenefitEvent, BenefitLimit, BenefitsContext, BenefitUses, LimitPeriod } from "./model.js";

/** Gives a customer a benefit once; `about` names the order or visit. */
export interface UseBenefit extends Command {
  readonly benefit: string;
}

/** Why a benefit is not given, in the order in which it is checked. */
export type UseBenefitRejection = OccurredInFuture | BenefitUnknown | NotEntitled | LimitReached;

/** The program has no such benefit. */
export interface BenefitUnknown {
  readonly code: "benefit_unknown";
  readonly message: string;
  readonly benefit: string;
  readonly known: readonly string[];
}

/** The customer is not entitled; `why` has what is missing for every way in which the benefit is granted. */
export interface NotEntitled {
  readonly code: "not_entitled";
  readonly message: string;
  readonly benefit: string;
  readonly why: readonly EntitlementGap[];
}

/** The customer had it as often as the limit allows; `nextFrom` is the first day of the next period, if there is one. */
export interface LimitReached {
  readonly code: "limit_reached";
  readonly message: string;
  readonly benefit: string;
  readonly max: number;
  readonly used: number;
  readonly per: LimitPeriod;
  readonly nextFrom?: Day;
}

/**
 * Gives a customer a benefit once: a birthday gift, a seat at the party. The facts of the context say whether the
 * customer is entitled, and uses are counted in the period of the limit, by the calendar of the program's zone. A use
 * counts when it is recorded.
 *
 * Refused, in this order: `occurred_in_future`, `benefit_unknown`, `not_entitled`, `limit_reached`.
 *
 * @example
 * ```ts
 * import { defineBenefits, must, startBenefitUses, useBenefit } from "clientele";
 *
 * const to = { kind: "tier", tierSet: "club", tier: "silver" } as const;
 * const gift = { id: "gift", label: "Birthday gift", kind: "gift", to, limit: { max: 1, per: "birthday_year" } } as const;
 * const at = (time: string) => ({ benefits: defineBenefits([gift]), zone: "Europe/Paris", now: new Date(time),
 *   facts: { "tier.club": "silver", birthday: "1990-05-01" } });
 * const started = must(startBenefitUses({ id: "use_0", customerId: "cus_1" }, at("2026-04-30T10:00:00Z")));
 * const used = must(useBenefit(started.state, { id: "use_1", benefit: "gift" }, at("2026-04-30T10:00:00Z")));
 *
 * const again = useBenefit(used.state, { id: "use_2", benefit: "gift" }, at("2026-04-30T11:00:00Z"));
 * again.ok ? "" : again.rejection.message; // => '"gift" was used 1 of 1 times; it can be used again from 2026-05-01.'
 * useBenefit(used.state, { id: "use_3", benefit: "gift" }, at("2026-05-01T10:00:00Z")).ok; // => true
 * ```
 */
export function useBenefit(
  uses: BenefitUses,
  command: UseBenefit,
  context: BenefitsContext,
): Decision<BenefitUses, BenefitEvent, UseBenefitRejection> {
  requireId(command.id, "id");
  const early = occurredInFuture(command, context.now);
  if (early !== undefined) return refuse(early);
  const benefit = context.benefits.find(({ id }) => id === command.benefit);
  if (benefit === undefined) return refuse(benefitUnknown(command.benefit, context));
  const { id, limit, of } = benefit;
  const entitlement = entitlementTo(benefit, context);
  if (!entitlement.entitled) return refuse(notEntitled(id, entitlement.why));
  const recordedAt = recordedAtOf(context.now, uses);
  const count = uses.benefits[id];
  const period =
    limit === undefined ? "lifetime" : limitPeriod(limit, count, localDay(recordedAt, context.zone), context);
  if (period === undefined) return refuse(notEntitled(id, [{ kind: "fact", fact: "birthday" }]));
  const used = usedIn(period, count);
  if (limit !== undefined && used >= limit.max) return refuse(limitReached(id, limit, used, period));
  const event: BenefitEvent = {
    type: "benefit.used",
    ...envelopeOf(command, recordedAt, of, "when_recorded"),
    benefit: id,
    through: entitlement.through.kind,
    ...(period !== "lifetime" && { period: { ...period, used: used + 1 } }),
  };
  return { ok: true, state: applyBenefitEvent(uses, event), events: [event] };
}

function benefitUnknown(benefit: string, { benefits }: BenefitsContext): BenefitUnknown {
  const known = benefits.map(({ id }) => id);
  const message = `"${benefit}" is not a benefit of the program; known: ${known.join(", ") || "none"}.`;
  return { code: "benefit_unknown", message, benefit, known };
}

function notEntitled(benefit: string, why: readonly EntitlementGap[]): NotEntitled {
  const message = `Not entitled to "${benefit}": ${why.map(gapText).join("; ")}.`;
  return { code: "not_entitled", message, benefit, why };
}

function limitReached(
  benefit: string,
  { max, per }: BenefitLimit,
  used: number,
  period: DaySpan | "lifetime",
): LimitReached {
  const nextFrom = period === "lifetime" ? undefined : period.to;
  const next = nextFrom === undefined ? "there is no next time" : `it can be used again from ${nextFrom}`;
  const message = `"${benefit}" was used ${used} of ${max} times; ${next}.`;
  return { code: "limit_reached", message, benefit, max, used, per, ...(nextFrom !== undefined && { nextFrom }) };
}
