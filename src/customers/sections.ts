import type { Duration } from "../shared/durations.js";
import type { Label } from "../shared/locale.js";
import type { PersonalField } from "./personal-details.js";

/** The `purposes` section of a program: what customers' data may be used for, by name. */
export type Purposes = Readonly<Record<string, Purpose>>;

/** One purpose. Without a rule nothing is allowed: a purpose that is not listed never holds. */
export interface Purpose {
  readonly label?: Label;
  readonly basis: LawfulBasis;
  /** The id of the wording that customers are shown now. */
  readonly wording?: string;
  /** How long a grant holds, in whole days, months or years. For ever when left out. */
  readonly validFor?: Duration;
  /** What is offered to those who do not want it. */
  readonly optOut?: string;
}

/**
 * Why a purpose is lawful. `consent` holds from a grant until it is withdrawn or lapses; `legitimate_interest` holds
 * until the customer objects; `contract` and `legal_obligation` hold while there is a customer.
 */
export type LawfulBasis = "consent" | "contract" | "legal_obligation" | "legitimate_interest";

/** The `intake` section: the forms and channels by which people become customers, by name. */
export type Intake = Readonly<Record<string, IntakeForm>>;

/** What one form or channel collects. */
export interface IntakeForm {
  readonly label?: Label;
  readonly salesChannel?: string;
  /** Without these nobody is registered. */
  readonly requires?: readonly PersonalField[];
  /** These are asked for and may stay empty. */
  readonly asks?: readonly PersonalField[];
  /** The id of the privacy notice that the form shows. */
  readonly notice?: string;
  /** Purposes that the form asks consent for. */
  readonly offers?: readonly string[];
}

/** The `roles` section: who works with customers, and what they see of them, by name. */
export type Roles = Readonly<Record<string, Role>>;

/** One role. A field that is not named is not seen. */
export interface Role {
  readonly label?: Label;
  readonly sees: "own" | "team" | "all";
  /** `full`, `masked`, `hidden`, `reveal_with_reason`, or a mask such as `138****8000` that says which part shows. */
  readonly fields?: Readonly<Partial<Record<PersonalField, string>>>;
}

/** The `verification` section: how often contact points are confirmed. */
export interface Verification {
  readonly every: Duration;
  /** What is confirmed first. */
  readonly first?: readonly PersonalField[];
  /** A contact point that was not used for so long is tried by a message. */
  readonly unusedFor?: Duration;
  /** The channels that the confirmation is asked by. */
  readonly by?: readonly string[];
}
