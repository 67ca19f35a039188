import type { Command, EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Day } from "../shared/days.js";
import type { Instant } from "../shared/instants.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { PersonalDetails, PersonalField } from "./personal-details.js";
import type { Intake, LawfulBasis, Purposes } from "./sections.js";

/** What every write and read of customers takes: the program document, or these parts of it, and `now`. */
export interface CustomersContext {
  /** The program's id and version, which a write pins. */
  readonly id: string;
  readonly version: number;
  /** The IANA zone in which days are counted. */
  readonly zone: string;
  readonly now: Date;
  readonly purposes?: Purposes;
  readonly intake?: Intake;
}

/**
 * What is known of a customer without telling who it is. Names, contact points, birthday and addresses lie in the
 * personal document beside it, which can be overwritten and deleted; this record can be replayed from its events.
 */
export interface CustomerRecord extends RecordEnvelope {
  readonly status: "active" | "erased";
  readonly customerSince: Day;
  readonly erasedAt?: Instant;
  readonly intake?: string;
  readonly salesChannel?: string;
  readonly shopId?: string;
  readonly businessLine?: string;
  /** At most 200, in the order of their code points. */
  readonly tags: readonly string[];
  /** Host facts that are not personal, at most 200. */
  readonly facts: Facts;
  /** Which personal fields the personal document holds; never what stands in them. */
  readonly personalFields: readonly PersonalField[];
  /** One for each purpose and channel that the customer has decided about. */
  readonly consents: readonly Consent[];
}

/** What the customer decided last about a purpose, for one channel or, without one, for all. */
export interface Consent {
  readonly purpose: string;
  readonly channel?: string;
  readonly decision: "granted" | "withdrawn";
  /** When it counts from. */
  readonly since: Instant;
  /** The first day on which a grant does not hold any more. */
  readonly lapsesOn?: Day;
  /** The id of the wording that the customer was shown. */
  readonly wording?: string;
  readonly act?: ConsentAct;
  readonly source: ChangeSource;
  /** The event that has the proof. */
  readonly event: string;
}

/** What the customer did to consent. A box that was ticked already is no act, so it has no word here. */
export type ConsentAct = "ticked_box" | "clicked_link" | "signed_form" | "said_on_phone" | "said_in_person" | "replied";

/** Who a change comes from. */
export type ChangeSource = "customer" | "staff" | "system" | "import";

/** What commands say of a customer besides personal values. A part that is given replaces what was there. */
export interface Profile {
  readonly salesChannel?: string;
  readonly shopId?: string;
  readonly businessLine?: string;
  readonly tags?: readonly string[];
  /** Facts by name; those that are not named stay. What is demographic or sensitive belongs into `personal.facts`. */
  readonly facts?: Facts;
}

/** What commands that bring personal values have: the values, or, where they were taken out, the names of the fields. */
export interface PersonalCommand extends Command {
  readonly personal?: PersonalDetails | readonly PersonalField[];
  /** Personal fields to empty. */
  readonly clear?: readonly PersonalField[];
}

/** Everything that can happen to a customer. No event holds a personal value. */
export type CustomerEvent = CustomerRegistration | CustomerChange | ConsentGrant | ConsentWithdrawal | CustomerErasure;

/** Somebody became a customer. */
export interface CustomerRegistration extends EventEnvelope, Profile {
  readonly type: "customer.registered";
  readonly customerId: string;
  readonly customerSince: Day;
  readonly source: ChangeSource;
  readonly intake?: string;
  /** The personal fields that were filled in. */
  readonly fields: readonly PersonalField[];
}

/** What is known of a customer changed. */
export interface CustomerChange extends EventEnvelope, Profile {
  readonly type: "customer.changed";
  readonly source: ChangeSource;
  /** The personal fields that have a new value. */
  readonly fields: readonly PersonalField[];
  /** The personal fields that were emptied. */
  readonly cleared: readonly PersonalField[];
}

/** A customer allowed a purpose. */
export interface ConsentGrant extends EventEnvelope {
  readonly type: "customer.consented";
  readonly purpose: string;
  readonly channel?: string;
  readonly basis: LawfulBasis;
  readonly wording?: string;
  readonly act?: ConsentAct;
  readonly source: ChangeSource;
  readonly lapsesOn?: Day;
}

/** A customer forbade a purpose. */
export interface ConsentWithdrawal extends EventEnvelope {
  readonly type: "customer.withdrew";
  readonly purpose: string;
  readonly channel?: string;
  readonly source: ChangeSource;
  /** When the customer said so, where that was earlier; it counts when it is recorded. */
  readonly happenedAt?: Instant;
}

/** A customer was forgotten. */
export interface CustomerErasure extends EventEnvelope {
  readonly type: "customer.erased";
  readonly happenedAt?: Instant;
}
