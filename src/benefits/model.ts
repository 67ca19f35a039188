import type { Facts } from "../conditions/fact-spec.js";
import type { Condition } from "../conditions/model.js";
import type { Day } from "../shared/days.js";
import type { DecimalText } from "../shared/decimal.js";
import type { EventEnvelope, ProgramRef, RecordEnvelope } from "../shared/envelope.js";
import type { Label } from "../shared/locale.js";

/** The `benefits` section of a program document, checked: what customers get beside the goods. */
export type Benefits = readonly Benefit[];

/** One benefit. It is granted by `to`, by the tiers that list it, or by both. */
export interface Benefit {
  readonly of: ProgramRef;
  readonly id: string;
  readonly label: Label;
  readonly kind: BenefitKind;
  readonly to?: BenefitGrant;
  readonly limit?: BenefitLimit;
  /** Where everybody can read who gets it. Needed for whatever changes a price. */
  readonly terms?: { readonly published: string; readonly text: Label };
  /** What it takes off a price. */
  readonly off?: BenefitOff;
  /** The names of the festivals or days on which the host gives it; always, when left out. */
  readonly on?: readonly string[];
  /** What the customer's data are used for; without consent to it there is no such benefit. */
  readonly purpose?: string;
  /** The role of the person who serves. */
  readonly agentRole?: string;
  /** The activity to which it invites. */
  readonly activity?: string;
}

/** What sort of thing a benefit is. */
export type BenefitKind = "service" | "recommendation" | "price" | "gift" | "access" | "activity";

/** Who gets a benefit: a class of a segment, a tier (and those above, unless its set says otherwise), a condition. */
export type BenefitGrant =
  | { readonly kind: "class"; readonly segment: string; readonly class?: string }
  | { readonly kind: "tier"; readonly tierSet: string; readonly tier: string }
  | { readonly kind: "condition"; readonly when: Condition };

/** How often one customer gets it. */
export interface BenefitLimit {
  readonly max: number;
  readonly per: LimitPeriod;
}

/** A calendar period of the program's zone, the year from one birthday to the next, or all time. */
export type LimitPeriod = "day" | "week" | "month" | "quarter" | "year" | "birthday_year" | "lifetime";

/** A share of a price, `"0.10"`, or an amount in the document's currency. */
export type BenefitOff =
  { readonly kind: "share"; readonly share: DecimalText } | { readonly kind: "amount"; readonly amount: DecimalText };

/** What every write and read of benefits takes: sections of the program under their names, facts and `now`. */
export interface BenefitsContext {
  readonly benefits: Benefits;
  /** The IANA zone in which days and periods are counted. */
  readonly zone: string;
  readonly now: Date;
  /** What is known of the customer: `tier.<set>`, `segment.<id>`, and what conditions ask about. */
  readonly facts?: Facts;
  /** Which tiers list which benefits. */
  readonly tierSets?: readonly TierSetBenefits[];
  /** What classes are called. */
  readonly segments?: readonly SegmentLabels[];
}

/** A tier set as far as benefits go, lowest tier first. */
export interface TierSetBenefits {
  readonly id: string;
  readonly benefitsAccumulate?: boolean;
  readonly tiers: readonly { readonly id: string; readonly label: Label; readonly benefits: readonly string[] }[];
}

/** A segment as far as its names go. */
export interface SegmentLabels {
  readonly id: string;
  readonly label: Label;
  readonly classes?: readonly { readonly id: string; readonly label: Label }[];
}

/** How often a customer got which benefit. */
export interface BenefitUses extends RecordEnvelope {
  readonly customerId: string;
  readonly benefits: Readonly<Record<string, UseCount>>;
}

/** How often altogether, and in the period of the last use. */
export interface UseCount {
  readonly total: number;
  readonly period?: UsePeriod;
}

/** Days in a row, `to` exclusive, and the uses in them. */
export interface UsePeriod {
  readonly from: Day;
  readonly to: Day;
  readonly used: number;
}

/** What happened to a customer's benefits. */
export interface BenefitEvent extends EventEnvelope {
  readonly type: "benefit.uses_started" | "benefit.used";
  readonly benefit?: string;
  /** The period that the use is counted in, with it. */
  readonly period?: UsePeriod;
  /** Through what the customer was entitled. */
  readonly through?: BenefitGrant["kind"];
  /** The record that was started. */
  readonly started?: { readonly id: string; readonly customerId: string };
}
